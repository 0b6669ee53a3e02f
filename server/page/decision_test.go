package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/factcheck"
	"stet/server/store"
)

// decisions gives the decisions on the article that stand.
func (n *newsroom) decisions() (list []factcheck.Decision) {
	n.Helper()
	err := n.store.Read(n.Context(), func(r *store.Reader) (err error) {
		list, err = r.Decisions(n.people["ada"].ID, n.article.ID)
		return err
	})
	if err != nil {
		n.Fatal(err)
	}
	return list
}

// deciding gives the form of the group that stands open as the page has it, and where it is sent.
func (n *newsroom) deciding(body string) (action string, form url.Values) {
	n.Helper()
	p := n.read(body)
	form = url.Values{}
	for _, f := range p.where(func(node *html.Node) bool { return node.Data == "form" && attribute(node, "class") == "decide" }) {
		action = attribute(f, "action")
		for node := range f.Descendants() {
			radio := attribute(node, "type") == "radio" && !has(node, "checked")
			if name := attribute(node, "name"); name != "" && node.Data != "select" && !radio {
				form.Add(name, strings.TrimPrefix(valueOf(node), "\n"))
			}
		}
	}
	if action == "" {
		n.Fatalf("there is no form to decide: %.600s", body)
	}
	return action, form
}

// decide opens a group, fills in its form and sends it.
func (n *newsroom) decide(b *browser, query string, fields url.Values) answer {
	n.Helper()
	action, form := n.deciding(b.get(n.compare() + query).body)
	for name, values := range fields {
		form[name] = values
	}
	return b.post(action, form)
}

func TestAReadingIsTakenAndTheNextGroupComesUp(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.leads(n.decide(chidi, "?group=2&show=disagreements", url.Values{"take": {"6"}, "reason": {"No series says so."}}), n.compare()+"?group=3&show=disagreements#g3")
	got := n.decisions()
	if len(got) != 1 || got[0].Outcome != factcheck.Accepted || got[0].ClaimID != 6 || got[0].Verdict != factcheck.Unproven || got[0].Reason != "No series says so." {
		t.Fatalf("the decisions are %+v", got)
	}
	n.wants(chidi.get(n.compare()+"?group=2"), http.StatusOK, "1 decided, 3 to decide", "decided by <bdi>chidi", "No series says so.", "Reopen", "Change the decision")
}

func TestARejectionNeedsItsReason(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	got := n.decide(chidi, "?group=4&show=only_one", url.Values{"take": {"none"}, "words": {"kept as typed"}})
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, "Not a claim")
	got = n.decide(chidi, "?group=4", url.Values{"take": {"none"}})
	n.wants(got, http.StatusUnprocessableEntity, "a rejection needs its reason", `aria-invalid="true"`)
	if _, form := n.deciding(got.body); form.Get("take") != "none" {
		t.Errorf("what was chosen is lost: %v", form)
	}
	if len(n.decisions()) != 0 {
		t.Fatal("it was decided all the same")
	}
	n.leads(n.decide(chidi, "?group=4", url.Values{"take": {"none"}, "reason": {"An opinion."}}), n.compare()+"?group=1#g1")
	n.wants(chidi.get(n.compare()), http.StatusOK, "Not a claim")
}

func TestNothingChosenIsSaidAndWhatWasTypedStays(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	got := n.decide(n.browser("chidi"), "?group=2", url.Values{"reason": {"Because <b>so</b>."}, "verdict": {"disputed"}, "words": {"nowhere in it"}})
	n.wants(got, http.StatusUnprocessableEntity, "Choose the reading", "Because &lt;b&gt;so&lt;/b&gt;.", "nowhere in it", `<option value="disputed" selected`)
}

func TestADecisionMayDifferFromEveryReading(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.wants(n.decide(chidi, "?group=3", url.Values{"take": {"7"}, "words": {"what nobody wrote"}}), http.StatusUnprocessableEntity, "does not stand there in the article")
	n.wants(n.decide(chidi, "?group=3", url.Values{"take": {"7"}, "words": {"The company spent"}}), http.StatusUnprocessableEntity, "does not stand there in the article")
	n.leads(n.decide(chidi, "?group=3", url.Values{"take": {"7"}, "words": {" 治理 "}, "verdict": {"disputed"}, "kind": {"quotation"}, "rating": {"2"}}), n.compare()+"?group=4#g4")
	d := n.decisions()[0]
	if d.Quote != "治理" || d.Verdict != factcheck.Disputed || d.Kind != factcheck.Quotation || d.Rating != 2 || d.ClaimID != 0 {
		t.Errorf("it is decided %+v", d)
	}
	if saved := n.standing(7); saved.Verdict != factcheck.Verified || saved.Quote != "“治理之路”" {
		t.Errorf("the reading became %+v", saved)
	}
}

// TestWordsAreThoseThatTheGroupHasPartOf asks for words that stand before the group, over its beginning, and behind it.
func TestWordsAreThoseThatTheGroupHasPartOf(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.wants(n.decide(chidi, "?group=2", url.Values{"take": {"2"}, "words": {"in 2018"}}), http.StatusUnprocessableEntity, "does not stand there in the article")
	for _, words := range []string{"2018, up", "m in 2018", text} {
		n.decide(chidi, "?group=2", url.Values{"take": {"2"}, "words": {words}})
		if d := n.decisions()[0]; d.Quote != words || string([]rune(text)[d.Start:d.End]) != words {
			t.Errorf("of %q it is decided %+v", words, d)
		}
	}
}

func TestADecisionIsChangedAndReopened(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.decide(chidi, "?group=2", url.Values{"take": {"6"}})
	n.decide(chidi, "?group=2", url.Values{"take": {"2"}, "reason": {"After all."}})
	if d := n.decisions()[0]; d.ClaimID != 2 || d.Verdict != factcheck.Disputed || d.Version != 2 || d.Reason != "After all." {
		t.Errorf("the change made it %+v", d)
	}
	n.wants(n.decide(chidi, "?group=2", url.Values{"take": {"none"}, "reason": {""}}), http.StatusUnprocessableEntity, "reason")
	got := chidi.post("/decisions/1/reopen?group=2", url.Values{"version": {"2"}})
	n.leads(got, n.compare()+"?group=2#g2")
	if len(n.decisions()) != 0 {
		t.Error("it still stands")
	}
	n.leads(n.decide(chidi, "?group=2", url.Values{"take": {"2"}}), n.compare()+"?group=3#g3")
}

func TestTwoEditorsDecideOneGroup(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi, ada := n.browser("chidi"), n.browser("ada")
	action, late := n.deciding(ada.get(n.compare() + "?group=2").body)
	n.decide(chidi, "?group=2", url.Values{"take": {"6"}})
	late.Set("take", "2")
	late.Set("reason", "Mine.")
	got := ada.post(action, late)
	n.wants(got, http.StatusConflict, `id="problem"`, "decided by <bdi>chidi", "Mine.")
	again, form := n.deciding(got.body)
	if again != "/decisions/1?group=2" || form.Get("take") != "2" || form.Get("version") != "1-1" {
		t.Fatalf("the form leads to %s with %v", again, form)
	}
	n.leads(ada.post(again, form), n.compare()+"?group=3#g3")
	if d := n.decisions()[0]; d.ClaimID != 2 || d.By != "ada" {
		t.Errorf("it is decided %+v", d)
	}
	form.Set("take", "6") // on the version before
	n.wants(chidi.post(again, form), http.StatusConflict, "changed elsewhere", "decided by <bdi>ada")
}

// TestAFormOfADecisionThatWasReopenedGoesOverNoNewOne sends what was written over a decision to the one after it, of the same version.
func TestAFormOfADecisionThatWasReopenedGoesOverNoNewOne(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi, ada := n.browser("chidi"), n.browser("ada")
	n.decide(ada, "?group=2", url.Values{"take": {"6"}})
	_, before := n.deciding(chidi.get(n.compare() + "?group=2").body)
	n.leads(ada.post("/decisions/1/reopen?group=2", url.Values{"version": {"1"}}), n.compare()+"?group=2#g2")
	n.decide(ada, "?group=2", url.Values{"take": {"6"}, "reason": {"Anew."}})
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	for _, version := range []string{before.Get("version"), "", "1", "2-", "2-1x"} {
		form.Set("take", "2")
		form.Set("version", version)
		if got := chidi.post(action, form); got.status == http.StatusSeeOther {
			t.Errorf("on %q it is taken", version)
		}
	}
	if d := n.decisions()[0]; d.By != "ada" || d.Reason != "Anew." {
		t.Errorf("it is decided %+v", d)
	}
	form.Set("version", "2-1")
	n.leads(chidi.post(action, form), n.compare()+"?group=3#g3")
}

func TestTheSameFormTwiceDecidesOnce(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	form.Set("take", "2")
	n.leads(chidi.post(action, form), n.compare()+"?group=3#g3")
	n.leads(chidi.post(action, form), n.compare()+"?group=3#g3")
	if got := n.decisions(); len(got) != 1 || got[0].Version != 1 {
		t.Errorf("the decisions are %+v", got)
	}
}

// TestADecisionThatWasReopenedIsNotSaidToStand sends a form again whose answer was lost, after another editor has reopened what it decided.
func TestADecisionThatWasReopenedIsNotSaidToStand(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	form.Set("take", "6")
	form.Set("reason", "No series says so.")
	chidi.post(action, form)
	made := n.decisions()[0]
	if _, err := n.desk.ReopenDecision(t.Context(), n.people["ada"], made.ID, 0); err != nil {
		t.Fatal(err)
	}
	got := chidi.post(action, form)
	n.wants(got, http.StatusConflict, "What you decided was saved, and the group has been reopened since", "No series says so.")
	again, anew := n.deciding(got.body)
	chidi.post(again, anew)
	if standing := n.decisions(); len(standing) != 1 || standing[0].ID == made.ID {
		t.Errorf("standing: %+v", standing)
	}
}

// agreed gives the form that accepts what is agreed, as the page has it.
func (n *newsroom) agreed(b *browser) url.Values {
	n.Helper()
	form := url.Values{}
	p := n.read(b.get(n.compare()).body)
	for _, f := range p.where(func(node *html.Node) bool { return attribute(node, "id") == "agreed" }) {
		for node := range f.Descendants() {
			if name := attribute(node, "name"); name != "" {
				form.Add(name, valueOf(node))
			}
		}
	}
	return form
}

func TestWhatCameAfterThePageIsNotAcceptedWithIt(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	listed := n.agreed(chidi)
	n.judge("rosa", "the money", factcheck.Disputed)
	n.judge("imre", "the money", factcheck.Disputed)
	got := chidi.post(n.bench()+"/decisions/agreed", listed)
	n.leads(got, n.compare()+"?done=agreed-1-left-1")
	n.wants(chidi.get(got.header.Get("Location")), http.StatusOK, "1 agreed group is accepted. 1 group changed or came after", "1 decided, 4 to decide", "Accept 1 agreed")
	n.leads(chidi.post(n.bench()+"/decisions/agreed", url.Values{}), n.compare()+"?done=agreed-0-left-1")
}

// TestAReadingThatChangedIsShownBesideWhatWasSeen sends the form of an earlier page, first to decide and then to change the decision.
func TestAReadingThatChangedIsShownBesideWhatWasSeen(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi, rosa := n.browser("chidi"), n.browser("rosa")
	turn := func(verdict, version string) {
		t.Helper()
		rosa.post("/claims/2", url.Values{"version": {version}, "verdict": {verdict}})
	}
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	turn("verified", "1")
	form.Set("take", "2")
	form.Set("reason", "Disputed: the register says so.")
	got := chidi.post(action, form)
	n.wants(got, http.StatusConflict, `id="problem"`, "Changed since you saw it", `<del dir="auto">disputed</del>`, `<ins dir="auto">verified</ins>`, "Disputed: the register says so.")
	n.wants(chidi.scripted(0).post(action, form), http.StatusConflict, `id="deciding"`, "Changed since you saw it")
	if len(n.decisions()) != 0 {
		t.Fatal("it was decided all the same")
	}
	again, form := n.deciding(got.body)
	if form.Get("take") != "2" {
		t.Errorf("what was chosen is lost: %v", form)
	}
	n.leads(chidi.post(again, form), n.compare()+"?group=3#g3")

	action, form = n.deciding(chidi.get(n.compare() + "?group=2").body)
	turn("unproven", "2")
	form.Set("reason", "A comma, set.")
	got = chidi.post(action, form)
	n.wants(got, http.StatusConflict, "Changed since you saw it", "A comma, set.", "a claim is new or changed since")
	if d := n.decisions()[0]; d.Version != 1 {
		t.Fatalf("it was changed all the same: %+v", d)
	}
	again, form = n.deciding(got.body)
	n.leads(chidi.post(again, form), n.compare()+"?group=3#g3")
	if d := n.decisions()[0]; d.Version != 2 || d.Reason != "A comma, set." {
		t.Errorf("it is changed to %+v", d)
	}
}

func TestAFormThatSawNothingDecidesNothing(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	form.Set("take", "2")
	form.Del("claims_seen")
	n.wants(chidi.post(action, form), http.StatusConflict, "Changed since you saw it")
	form.Set("claims_seen", "2-1 x")
	n.wants(chidi.post(action, form), http.StatusUnprocessableEntity, "names no version of a claim")
	if len(n.decisions()) != 0 {
		t.Error("it was decided all the same")
	}
}

// TestAGroupWhoseFirstClaimIsGoneIsShownAgain deletes the claim by which the group is known.
func TestAGroupWhoseFirstClaimIsGoneIsShownAgain(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	n.browser("rosa").post("/claims/2/delete", url.Values{"version": {"1"}})
	form.Set("take", "6")
	form.Set("reason", "Typed at length.")
	n.wants(chidi.post(action, form), http.StatusUnprocessableEntity, `id="problem"`, "has been deleted", "Typed at length.")
}

func TestWhatIsAgreedIsAcceptedTogether(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	n.judge("rosa", "the money", factcheck.Disputed)
	n.judge("imre", "the money", factcheck.Disputed)
	chidi := n.browser("chidi")
	got := chidi.post(n.bench()+"/decisions/agreed?show=undecided", n.agreed(chidi))
	n.leads(got, n.compare()+"?done=agreed-2&show=undecided")
	n.wants(chidi.get(got.header.Get("Location")), http.StatusOK, "2 agreed groups are accepted.", "2 decided, 3 to decide")
	if got := n.decisions(); len(got) != 2 {
		t.Errorf("the decisions are %+v", got)
	}
	n.wants(n.browser("rosa").post(n.bench()+"/decisions/agreed", url.Values{}), http.StatusForbidden)
}

func TestWhenAllIsDecidedTheArticleIsClosedAndWhatComesAfterIsMarked(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	for group, take := range map[int]string{1: "1", 2: "2", 3: "3", 4: "4"} {
		n.decide(chidi, fmt.Sprintf("?group=%d", group), url.Values{"take": {take}})
	}
	n.wants(chidi.get(n.compare()), http.StatusOK, "4 decided, 0 to decide", "closed")
	n.browser("imre").post("/claims/6", url.Values{"version": {"1"}, "verdict": {"verified"}})
	n.judge("imre", "the money", factcheck.Disputed)
	got := chidi.get(n.compare() + "?show=since")
	n.wants(got, http.StatusOK, "since the decision", "4 decided, 1 to decide")
	if keys := shownGroups(n.read(got.body)); len(keys) != 2 {
		t.Errorf("since the decision there are %v", keys)
	}
}

func TestReviewersDoNotDecide(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	rosa := n.browser("rosa")
	form := url.Values{"claim_ids": {"2", "6"}, "take": {"2"}, "key": {"k"}}
	n.wants(rosa.post(n.bench()+"/decisions", form), http.StatusForbidden)
	n.decide(n.browser("chidi"), "?group=2", url.Values{"take": {"2"}})
	n.wants(rosa.post("/decisions/1", url.Values{"claim_ids": {"2", "6"}, "take": {"6"}, "version": {"1"}}), http.StatusForbidden)
	n.wants(rosa.post("/decisions/1/reopen", url.Values{"version": {"1"}}), http.StatusForbidden)
	n.wants(rosa.post("/decisions/99", url.Values{}), http.StatusNotFound)
}

func TestAPagesScriptGetsTheRowsThatChanged(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	scripted := chidi.scripted(0)
	n.wants(scripted.get(n.compare()+"?group=2"), http.StatusOK, `<table><tbody><tr role="row" class="is-open" id="deciding"`)
	action, form := n.deciding(chidi.get(n.compare() + "?group=2").body)
	form.Set("take", "none")
	got := scripted.post(action, form)
	n.wants(got, http.StatusUnprocessableEntity, `id="deciding"`, `id="problem"`)
	form.Set("reason", "An opinion.")
	got = scripted.post(action, form)
	n.wants(got, http.StatusOK, `id="compare-said"`, "1 decided, 3 to decide", `id="shows"`, `id="g2"`, "Not a claim", `id="deciding" data-group="3"`)
	if strings.Contains(got.body, "<h1") {
		t.Error("the whole page was sent")
	}
	got = scripted.post("/decisions/1/reopen?group=2", url.Values{"version": {"1"}})
	n.wants(got, http.StatusOK, `id="g2"`, `id="deciding" data-group="2"`, "0 decided, 4 to decide")
}
