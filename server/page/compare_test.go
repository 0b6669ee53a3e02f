package page_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/desk"
	"stet/server/factcheck"
)

// judge makes a claim of somebody's by its words, with a verdict.
func (n *newsroom) judge(name, quote string, v factcheck.Verdict) factcheck.Claim {
	n.Helper()
	claim, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Quote: quote, Verdict: v, Note: "A note of " + name + "’s."})
	if err != nil {
		n.Fatal(err)
	}
	return claim
}

// readings gives the article two readings: a group they agree on, one whose verdicts differ, one whose spans do, and one
// that rosa alone saw. The groups' keys are 1, 2, 3 and 4, in the order of the text.
func (n *newsroom) readings() {
	n.Helper()
	n.judge("rosa", "The company spent US$12.62 million", factcheck.Verified)
	n.judge("rosa", "up from $2.83m", factcheck.Disputed)
	n.judge("rosa", "治理之路", factcheck.Verified)
	n.judge("rosa", "Nobody else counted the users", factcheck.Unproven)
	n.judge("imre", "The company spent US$12.62 million", factcheck.Verified)
	n.judge("imre", "up from $2.83m", factcheck.Unproven)
	n.judge("imre", "“治理之路”", factcheck.Verified)
}

func (n *newsroom) compare() string { return n.bench() + "/compare" }

// shownGroups lists the ids of the rows that a page shows.
func shownGroups(p page) (keys []string) {
	for _, row := range p.where(func(node *html.Node) bool {
		return node.Data == "tr" && attribute(node, "id") != "deciding" && has(node, "data-group")
	}) {
		keys = append(keys, attribute(row, "data-group"))
	}
	return keys
}

func TestTheComparisonShowsTextGroupsAndFigures(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	got := n.browser("chidi").get(n.compare())
	n.wants(got, http.StatusOK, "4 groups of claims: 0 decided, 4 to decide", "2 reviews, 0 submitted", "Accept 1 agreed",
		"Verdict differs", "Span differs", "Seen by one", "imre</bdi>, upper line", "rosa</bdi>, lower line")
	p := n.read(got.body)
	if keys := shownGroups(p); !slices.Equal(keys, []string{"1", "2", "3", "4"}) {
		t.Errorf("the groups are %v", keys)
	}
	for _, id := range []string{"at-1", "g1", "block-1", "heat", "matrix", "narrow", "agreed", "agreement"} {
		if p.byID(id) == "" {
			t.Errorf("there is no element %s", id)
		}
	}
	if words := textOf(p.where(func(node *html.Node) bool { return attribute(node, "id") == "block-2" })[0]); words != "“治理之路” was the phrase 👨‍👩‍👧‍👦 he used in 2018, <b>he</b> said." {
		t.Errorf("the text is %q", words)
	}
}

func TestTheComparisonSaysWhatItNeeds(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.get(n.compare()), http.StatusOK, "Nothing to compare yet", "Nobody has read this article", "Assign reviewers")
	n.mark("rosa", "company")
	n.wants(chidi.get(n.compare()), http.StatusOK, "Nothing to compare yet", "assign another reviewer")
	n.wants(n.browser("rosa").get(n.compare()), http.StatusOK, "Nothing to compare yet")
	n.wants(chidi.get("/articles/99/compare"), http.StatusNotFound)
}

func TestOnlyEditorsAreOfferedToDecide(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	for _, name := range []string{"rosa", "vera"} {
		got := n.browser(name).get(n.compare() + "?group=2")
		n.wants(got, http.StatusOK, "A note of imre")
		for _, form := range n.read(got.body).where(func(node *html.Node) bool { return node.Data == "form" && attribute(node, "method") == "post" }) {
			if action := attribute(form, "action"); action != "/sign-out" && action != "/sign-in" {
				t.Errorf("%s is shown a form to %s", name, action)
			}
		}
	}
}

func TestALongComparisonIsLeafedThrough(t *testing.T) {
	n := newNewsroom(t)
	n.crowd(2400, 2, 230)
	chidi := n.browser("chidi")
	total, blocks := 0, map[string]bool{}
	for address := n.compare(); address != ""; {
		p := n.read(chidi.get(address).body)
		total += len(shownGroups(p))
		for _, id := range p.ids("block-") {
			blocks[id] = true
		}
		if len(shownGroups(p)) > 100 {
			t.Fatalf("%s holds %d groups", address, len(shownGroups(p)))
		}
		for _, key := range shownGroups(p) {
			if p.byID("at-"+key) == "" {
				t.Fatalf("the words of group %s are not on its page", key)
			}
		}
		address = after(p)
	}
	if want := n.groupCount(); total != want || len(blocks) != 40 {
		t.Errorf("%d groups of %d and %d blocks of 40 were shown", total, want, len(blocks))
	}
	last := n.standing(460)
	n.wants(chidi.get(n.compare()+"?group="+"460"), http.StatusOK, `id="deciding"`, last.Quote)
}

// after gives the address of the next leaf, "" on the last.
func after(p page) string {
	for _, link := range p.where(func(node *html.Node) bool { return node.Data == "a" && attribute(node, "class") == "btn" }) {
		if strings.Contains(textOf(link), "After") {
			return attribute(link, "href")
		}
	}
	return ""
}

func (n *newsroom) groupCount() int {
	n.Helper()
	c, err := n.desk.Compare(n.Context(), n.people["chidi"], n.article.ID, 0.5)
	if err != nil {
		n.Fatal(err)
	}
	return len(c.Groups)
}

func TestOneClaimAgainstTwoIsShownAsSuch(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "The company spent US$12.62 million in 2018", factcheck.Verified)
	n.judge("imre", "The company spent", factcheck.Verified)
	n.judge("imre", "US$12.62 million", factcheck.Disputed)
	got := n.browser("chidi").get(n.compare() + "?group=1")
	n.wants(got, http.StatusOK, "shares words with 1, 3", "also marked", `href="/articles/1/compare?group=2#g2"`, `href="/articles/1/compare?group=3#g3"`)
}

func TestPseudonymsStandUntilAllIsDecided(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.leads(chidi.post(n.bench()+"/pseudonyms", url.Values{"pseudonyms": {"1"}}), n.compare())
	got := chidi.get(n.compare() + "?group=2")
	n.wants(got, http.StatusOK, "Reviewer ", "Show names")
	for _, name := range []string{">rosa", ">imre", "rosa:", "imre:"} {
		if strings.Contains(got.body, name) {
			t.Errorf("the page tells %q", name)
		}
	}
	n.wants(n.browser("rosa").post(n.bench()+"/pseudonyms", url.Values{}), http.StatusForbidden)
	n.leads(chidi.post(n.bench()+"/pseudonyms", url.Values{"pseudonyms": {"0"}}), n.compare())
	n.wants(chidi.get(n.compare()), http.StatusOK, "imre</bdi>, upper line")
}

func TestTheComparisonIsAFileToo(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	got := n.browser("chidi").get(n.compare()[:len(n.compare())-len("compare")] + "comparison.csv")
	n.wants(got, http.StatusOK, "group,revision,outcome", "imre_verdict", "verdict_differs")
	if strings.Count(got.body, "\r\n") != 5 {
		t.Errorf("it holds %d lines", strings.Count(got.body, "\r\n"))
	}
}

func TestOneClaimStandsInTheTextForTheLikeOfItOnOtherPages(t *testing.T) {
	n := newNewsroom(t)
	for range 105 {
		n.judge("rosa", "US$12.62 million", factcheck.Verified)
		n.judge("imre", "US$12.62 million", factcheck.Verified)
	}
	got := n.browser("chidi").get(n.compare() + "?show=agreed")
	n.wants(got, http.StatusOK, "groups 1 to 100 of 105")
	_, groups, _ := strings.Cut(got.body, `data-groups="`)
	groups, _, _ = strings.Cut(groups, `"`)
	if told := len(strings.Fields(groups)); told != 100 {
		t.Errorf("%d groups stand on the words", told)
	}
	for _, lane := range []string{" lane-0", " lane-1"} {
		if drawn := strings.Count(got.body, lane); drawn != 1 {
			t.Errorf("%d claims are drawn in%s: one line says what a hundred on one another would", drawn, lane)
		}
	}
}
