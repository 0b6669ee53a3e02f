package page_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/desk"
	"stet/server/memory/memorytest"
)

func TestTheWorkbenchShowsTextClaimsAndCards(t *testing.T) {
	n := newNewsroom(t)
	claim, other := n.mark("rosa", "US$12.62 million"), n.mark("imre", "治理之路")
	got := n.browser("rosa").get(n.bench())
	n.wants(got, http.StatusOK)
	p := n.read(got.body)
	for _, id := range []string{"block-1", "block-2", "block-3", "claim-1", "claim-2", "card-1", "card-2", "index-1", "index-2", "progress", "by-quote", "filter", "sentences"} {
		if p.byID(id) == "" {
			t.Errorf("there is no element %s", id)
		}
	}
	if !strings.Contains(p.byID("card-1"), `data-mine="1"`) || strings.Contains(p.byID("card-2"), `data-mine`) {
		t.Errorf("claim %d is rosa's, claim %d is not:\n%s\n%s", claim.ID, other.ID, p.byID("card-1"), p.byID("card-2"))
	}
	if !strings.Contains(p.byID("block-2"), "&lt;b&gt;he&lt;/b&gt; said") {
		t.Errorf("markup in the text is not shown as text: %s", p.byID("block-2"))
	}
}

func TestAWorkbenchThatIsUnchangedIsNotSentAgain(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.browser("rosa"), n.browser("imre")
	first := rosa.get(n.bench())
	again := func(b *browser, path string) answer {
		b.header.Set("If-None-Match", first.header.Get("ETag"))
		defer b.header.Del("If-None-Match")
		return b.get(path)
	}
	n.wants(again(rosa, n.bench()), http.StatusNotModified)
	n.wants(again(imre, n.bench()), http.StatusOK)
	n.wants(again(rosa, n.bench()+"?kind=money"), http.StatusOK)
	if second := rosa.get(n.bench()); second.body != first.body {
		t.Error("the same page was sent differently")
	}
	n.mark("imre", "company")
	n.wants(again(rosa, n.bench()), http.StatusOK, `id="claim-1"`)
}

func TestAViewerReadsAndChangesNothing(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	got := n.browser("vera").get(n.bench() + "?claim=1")
	n.wants(got, http.StatusOK, "data-readonly", `id="card-1"`)
	for _, form := range n.read(got.body).where(func(node *html.Node) bool { return node.Data == "form" }) {
		if method, action := attribute(form, "method"), attribute(form, "action"); method == "post" && strings.HasPrefix(action, "/claims") {
			t.Errorf("a viewer is shown a form to %s", action)
		}
	}
}

func TestTheFilterHidesWhatDoesNotPass(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "US$12.62 million")
	n.mark("rosa", "治理之路")
	rosa := n.browser("rosa")
	for query, hidden := range map[string][]bool{
		"":                       {false, false},
		"?kind=money":            {false, true},
		"?q=治理":                  {true, false},
		"?reviewer=imre":         {true, true},
		"?verdict=unchecked":     {false, false},
		"?verdict=disputed":      {true, true},
		"?verdict=no&kind=such":  {false, false},
		"?q=12.62+MILLION&kind=": {false, true},
	} {
		p := n.read(rosa.get(n.bench() + query).body)
		for i, id := range []string{"1", "2"} {
			for _, element := range p.where(func(node *html.Node) bool { return attribute(node, "id") == "card-"+id }) {
				is := false
				for _, a := range element.Attr {
					is = is || a.Key == "hidden"
				}
				if is != hidden[i] {
					t.Errorf("%q: card %s hidden is %v", query, id, is)
				}
			}
			if strings.Contains(p.byID("claim-"+id), "is-out") != hidden[i] {
				t.Errorf("%q: mark %s is %s", query, id, p.byID("claim-"+id))
			}
		}
	}
}

func TestALongArticleHoldsSomeCardsAndLeadsToTheOthers(t *testing.T) {
	n := newNewsroom(t)
	n.article = n.importText(strings.Repeat("One claim of many. ", 350))
	for i := range 350 {
		n.markSpan("rosa", 19*i, 19*i+9)
	}
	rosa := n.browser("rosa")
	p := n.read(rosa.get(n.bench() + "?claim=340").body)
	if cards := p.ids("card-"); len(cards) != 301 || p.byID("form-340") == "" {
		t.Errorf("%d cards, the open one is %q", len(cards), p.byID("card-340"))
	}
	if p.byID("claim-350") == "" || strings.Contains(p.byID("claim-350"), "aria-details") {
		t.Errorf("the mark of a claim without a card is %s", p.byID("claim-350"))
	}
	p = n.read(rosa.get(n.bench() + "?cards=300").body)
	if cards := p.ids("card-"); len(cards) != 50 || cards[0] != "card-301" {
		t.Errorf("the second leaf holds %d cards: %v", len(cards), cards)
	}
	n.wants(rosa.scripted(0).get(n.bench()+"/cards?ids=349,350,999,x"), http.StatusOK, `id="card-349"`, `id="card-350"`)
}

func TestAClaimsAddressLeadsToItsPlace(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	n.leads(rosa.get("/claims/1"), n.bench()+"?claim=1#claim-1")
	n.wants(rosa.get("/claims/99"), http.StatusNotFound, "There is no claim 99.")
	n.wants(rosa.get("/articles/99"), http.StatusNotFound, "There is no article 99.")
	n.wants(rosa.get("/articles/x"), http.StatusNotFound)
}

// TestALongNoteIsReadWholeWhereItsCardIsOpen has a note that would make the page of an article with many of them endless.
func TestALongNoteIsReadWholeWhereItsCardIsOpen(t *testing.T) {
	n := newNewsroom(t)
	note := strings.Repeat("so it says ", 2_000) + "in the end"
	claim, err := n.desk.CreateClaim(t.Context(), n.people["imre"], n.article.ID, desk.NewClaim{Quote: "company", Note: note})
	if err != nil {
		t.Fatal(err)
	}
	closed := n.read(n.browser("rosa").get(n.bench()).body).byID("card-" + strconv.FormatInt(claim.ID, 10))
	if !strings.Contains(closed, "…</p>") || strings.Contains(closed, "in the end") || len(closed) > 4_000 {
		t.Errorf("the closed card has %d bytes: %.300s", len(closed), closed)
	}
	for _, reader := range []string{"rosa", "imre"} {
		open := n.browser(reader).get(n.bench() + "?claim=" + strconv.FormatInt(claim.ID, 10))
		n.wants(open, http.StatusOK, note)
	}
}

// TestAKeptWorkbenchIsAnsweredFor has a large one rendered, then read slowly twice by the same person, who asks for it once more.
func TestAKeptWorkbenchIsAnsweredFor(t *testing.T) {
	n := newNewsroom(t)
	n.article = n.importText(strings.Repeat("a < b, b < c, c < d, d < e and so on. ", 100_000))
	chidi := n.browser("chidi")
	n.wants(chidi.get(n.bench()), http.StatusOK)
	var readOn []func()
	for range 2 {
		request := httptest.NewRequestWithContext(n.Context(), http.MethodGet, n.bench(), nil)
		request.AddCookie(chidi.cookies[0])
		readOn = append(readOn, memorytest.ReadSlowly(n.handler, request))
	}
	n.wants(chidi.get(n.bench()), http.StatusServiceUnavailable)
	for _, goOn := range readOn {
		goOn()
	}
	n.wants(chidi.get(n.bench()), http.StatusOK)
}
