package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// writeOn types at the end of what a field holds, and waits until the browser keeps it.
func (b *tab) writeOn(selector, text string) {
	b.t.Helper()
	b.sees(selector)
	evaluate[bool](b, `((field) => { field.focus(); field.setSelectionRange(field.value.length, field.value.length); return true; })(document.querySelector(%s))`, selector)
	b.write(text)
	b.keeps(strings.TrimSpace(text))
}

// holds waits until a field ends with some words.
func (b *tab) holds(selector, words string) {
	b.t.Helper()
	b.until(`document.querySelector(%s)?.value.endsWith(%s)`, selector, words)
}

const (
	correction = "/articles/1/revisions/new"
	save       = "#revise button:not([name])"
)

func TestAKeptCorrectionDoesNotWinOverAnothersRevision(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	b.open(correction)
	b.writeOn("#revise-text", " Ada’s own words.")
	b.open("/articles")
	d.revise(corrected(t, d.textOf(1)), 1)
	b.open(correction)
	b.holds("#revise-text", "Ada’s own words.")
	b.expects("409 POST /articles/1/revisions")
	if status := b.follow(save); status != 409 {
		t.Errorf("it gives %d", status)
	}
	b.reads("#revise .problem", "corrected by somebody else")
	b.reads("#plan .diff ins", "four") // what saving it over theirs would do
	b.holds("#revise-text", "Ada’s own words.")
	if strings.Contains(d.textOf(1), "Ada’s") {
		t.Error("it was saved over theirs unseen")
	}
	b.follow(save)
	if !strings.HasSuffix(d.textOf(1), "Ada’s own words.") {
		t.Error("it was not saved over theirs, knowingly")
	}
	b.keepsNothing()
}

// TestAFetchedTextThatIsLeftKeepsItsForm leaves the page with the fetched text, and saves it when it is back.
func TestAFetchedTextThatIsLeftKeepsItsForm(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, harbourPage, "Fares rise by a tenth.", "5 euros")
	}))
	t.Cleanup(site.Close)
	d := demo(t, "--fetch-allow", strings.TrimPrefix(site.URL, "http://"))
	b := visitAs(t, d, "chidi")
	b.open("/articles")
	status := evaluate[int](b, `fetch("/api/v1/articles", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({title: "Fares", text: "A crossing costs 4 euros.", url: %s})}).then((made) => made.status)`, site.URL)
	if status != 201 {
		t.Fatalf("importing gives %d", status)
	}
	b.open("/articles/6/revisions")
	b.follow(`form[action$="/revisions/fetch"] button`)
	b.writeOn("#revise-reason", " today")
	b.open("/articles")
	b.open("/articles/6/revisions/new")
	b.holds("#revise-reason", "fetched again today")
	b.follow(save)
	b.open("/articles/6")
	b.reads("#galley h2.para", "What it costs now")
}

func TestACorrectionIsKeptUntilTheDeskHasIt(t *testing.T) {
	t.Parallel()
	ways := map[string]func(b *tab, way *between){
		"it is looked at, and typed on": func(b *tab, _ *between) {
			b.follow("#revise button[name=preview]")
			b.sees("#plan")
			b.writeOn("#revise-text", " Typed on.")
			b.open("/articles/1")
		},
		"it is looked at, and left": func(b *tab, _ *between) {
			b.writeOn("#revise-text", " Typed on.")
			b.follow("#revise button[name=preview]")
			b.sees("#plan")
			b.open("/articles/1")
		},
		"the desk cannot save": func(b *tab, way *between) {
			b.writeOn("#revise-text", " Typed on.")
			b.expects("503 POST /articles/1/revisions", "net::ERR_HTTP_RESPONSE_CODE_FAILURE POST /articles/1/revisions")
			way.busy.Store(true)
			b.click(save)
			b.until(`location.protocol === "chrome-error:"`)
			way.busy.Store(false)
			b.open("/articles")
		},
		"another tab’s is refused": func(b *tab, _ *between) {
			b.writeOn("#revise-text", " Typed on.")
			b.open("/articles/1")
			other := b.beside()
			other.expects("422 POST /articles/2/revisions")
			other.open("/articles/2/revisions/new")
			other.fill("#revise-text", " ")
			other.follow(save)
			other.reads("#revise .problem", "text")
		},
	}
	for when, leave := range ways {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			d, way := demoBehind(t)
			b := visitAs(t, d, "ada")
			b.open(correction)
			b.writeOn("#revise-text", " Begun.")
			leave(b, way)
			b.open("/claims")
			b.open(correction)
			b.holds("#revise-text", " Typed on.")
			b.until(`document.querySelector("#revise-text").value.includes(" Begun.")`)
			b.follow(save)
			b.until(`!location.pathname.endsWith("/revisions")`)
			b.until(`!Object.values(localStorage).some((kept) => kept.includes("Typed on."))`)
			if !strings.HasSuffix(d.textOf(1), "Begun. Typed on.") {
				t.Error("it was not saved")
			}
		})
	}
}

func TestWhatIsTypedOfTwoArticlesIsKeptApart(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	for _, article := range []string{"1", "2"} {
		b.open("/articles/" + article + "/revisions/new")
		b.writeOn("#revise-text", " Words of "+article+".")
		b.open("/articles/" + article)
		b.click("#by-quote-more summary")
		b.writeOn("#by-quote-note", "note of "+article)
	}
	for _, article := range []string{"1", "2"} {
		b.open("/articles/" + article + "/revisions/new")
		b.holds("#revise-text", " Words of "+article+".")
		b.open("/articles/" + article)
		b.holds("#by-quote-note", "note of "+article)
	}
}

func TestATextThatIsImportedIsKeptNoLonger(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	b.open("/articles/new")
	b.writeOn("#text", "A crossing costs 4 euros.")
	b.expects("422 POST /imports")
	b.writeOn("#address", "https://paper.example")
	b.follow("#import .btn--first")
	b.reads("#import .problem", "only one of them can be the article")
	b.open("/articles")
	b.open("/articles/new")
	b.holds("#text", "A crossing costs 4 euros.")
	b.fill("#address", "")
	b.follow("#import .btn--first")
	b.sees("form[data-look]")
	b.keepsNothing()
	b.fill("#title", "The fares")
	b.keeps("The fares")
	b.follow("form[data-look] button:not([formaction])")
	b.sees("#galley")
	b.keepsNothing()
}

// crashAfter has a page go away in the pause after something is typed, and leave nothing but what it has kept by then.
func (b *tab) crashAfter(typing func()) {
	b.t.Helper()
	evaluate[bool](b, `(window.setTimeout = () => 0) && true`)
	typing()
	evaluate[bool](b, `(Storage.prototype.setItem = () => {}) && true`)
	b.close()
}

func TestWhatIsTypedBesideAChangeThatWaitsOutlivesACrash(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	first := b.beside()
	first.expects("503 POST /claims/1")
	first.open("/articles/1?claim=1")
	first.opened()
	way.busy.Store(true)
	first.press("d")
	first.reads("#banner", "1 change waits in this browser")
	first.crashAfter(func() { first.writeOn("#note-1", " half written") })
	way.busy.Store(false)
	b.open("/articles/1")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".outbox."))`)
	b.open("/articles/1?claim=1")
	b.holds("#note-1", " half written")
	b.saved()
	b.lacks("#card-1.is-conflict")
	if got := d.claim(1); got.Verdict != "disputed" || !strings.HasSuffix(got.Note, " half written") {
		t.Errorf("the claim is %+v", got)
	}
	b.keepsNothing()
}

func TestAConflictLeavesTheCardOfAnotherClaimOpen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/3")
	b.open("/articles/1?claim=4")
	b.opened()
	d.changeElsewhere("rosa", 3)
	for evaluate[string](b, `location.hash`) != "#claim-3" {
		b.press("k")
	}
	b.press("u")
	b.reads("#banner", "1 change to claim 3 of article 1 is not saved")
	b.sees("#card-4.is-open")
	b.writeOn("#note-4", " And on.")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".draft."))`)
	b.open("/articles/1?claim=4") // where what was refused is sent again
	b.writeOn("#note-4", " And on from there.")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".draft."))`)
	b.reads("#banner", "1 change to claim 3 of article 1 is not saved")
	b.sees("#card-4.is-open")
	b.lacks(".is-conflict")
	b.click("#banner button")
	b.sees("#card-3.is-conflict .versus")
	b.lacks("#card-4.is-open")
	b.click("#card-3 [data-open]")
	b.lacks("#banner")
	if got := d.claim(4).Note; !strings.HasSuffix(got, " And on. And on from there.") {
		t.Errorf("the note is %q", got)
	}
}

// heldUp has what a page asks for wait while something is done.
func (b *tab) heldUp(meanwhile func()) {
	b.t.Helper()
	evaluate[bool](b, `((real) => {
		const held = new Promise((go) => (window.goOn = go));
		window.fetch = (...request) => { window.isHeld = true; return held.then(() => real(...request)); };
		return true;
	})(fetch)`)
	meanwhile()
	evaluate[bool](b, `(window.goOn(), true)`)
}

func TestTheDesksReasonIsOfferedUntilItIsSent(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	group := "/articles/1/compare?group=3"
	b.open(group)
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "Argued at length.")
	for range 2 {
		b.open("/articles/1")
		b.open(group)
		b.holds("#reason", "Argued at length.")
	}
	b.open("/articles/1")
	status, body, _ := d.post(d.signIn("ada", passwordOf("ada")), "/articles/1/decisions", url.Values{"claim_ids": {"3", "13"}, "take": {"3"}, "reason": {"Ada’s reason."},
		"claims_seen": {fmt.Sprintf("3-%d 13-%d", d.claim(3).Version, d.claim(13).Version)}})
	if status != 303 {
		t.Fatalf("deciding gives %d: %s", status, body)
	}
	b.open(group)
	b.reads("#deciding .stands", "Ada’s reason.")
	b.holds("#reason", "Argued at length.")
	b.until(`document.querySelector('.decide [name=take][value="13"]').checked`)
	b.click(".decide button[type=submit]")
	b.keepsNothing()
}

func TestWhatIsWrittenAfterTheDeskHasDecidedStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "The first half,")
	b.heldUp(func() {
		b.press("Enter")
		b.until(`window.isHeld`)
		b.writeOn("#reason", " and the second.")
	})
	b.decidedOne(all)
	b.reads("#deciding .stands", "The first half,")
	b.holds("#reason", " and the second.")
	b.until(`document.activeElement.id === "reason" && document.getElementById("deciding").dataset.group === "3"`)
	b.press("Enter")
	b.keepsNothing()
	if !slices.ContainsFunc(d.comparison(1).Groups, func(g comparedGroup) bool {
		return g.Decision != nil && g.Decision.Reason == "The first half, and the second."
	}) {
		t.Errorf("the groups are %+v", d.comparison(1).Groups)
	}
}

func TestWhatIsWrittenWhileADecisionIsRefusedStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.expects("409 POST /articles/1/decisions")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "The first half,")
	d.turn(d.claim(13).Reviewer, 13, "disputed")
	b.heldUp(func() {
		b.press("Enter")
		b.until(`window.isHeld`)
		b.writeOn("#reason", " and the second.")
	})
	b.reads("#problem", "A reading of this group has changed since you saw it")
	b.holds("#reason", " and the second.")
	b.click(".decide button[type=submit]") // now that it is seen
	b.decidedOne(all)
	b.keepsNothing()
}

func TestACardStaysOpenWhereWhatIsTypedOnItCannotBeKept(t *testing.T) {
	t.Parallel()
	ways := map[string]struct {
		field string
		write func(b *tab)
	}{
		"a source without an address": {"#cite-new-1-title", func(b *tab) {
			b.newSource(1)
			b.fill("#cite-new-1-title", "A register")
		}},
		"a note that is too long": {"#note-1", func(b *tab) {
			b.expects("422 POST /claims/1")
			evaluate[bool](b, `((field) => { field.value = "A register".padStart(300000, "x"); return field.dispatchEvent(new Event("input", {bubbles: true})); })(document.querySelector("#note-1"))`)
			b.sees("#form-1 #problem")
		}},
	}
	for what, way := range ways {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "rosa")
			b.open("/articles/1?claim=1")
			b.opened()
			evaluate[bool](b, `(window.kept = Storage.prototype.setItem, Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }, true)`)
			way.write(b)
			b.click("#card-1 [data-close]")
			b.reads("#toast", "the card stays open")
			b.sees("#card-1.is-open")
			b.holds(way.field, "A register")
			evaluate[bool](b, `(Storage.prototype.setItem = window.kept, true)`)
			b.click("#card-1 [data-close]")
			b.lacks("#card-1.is-open")
			b.keeps("A register")
		})
	}
}

func TestWordsQuotedForAClaimThatNeedsALookAreKept(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1/carryover")
	b.click("#claim-4 .stray-quote summary")
	b.fill("#place-4-quote", "Zuckerberg has done the sums")
	b.keeps("Zuckerberg has done the sums")
	b.open("/articles/1")
	b.open("/articles/1/carryover")
	b.holds("#place-4-quote", "Zuckerberg has done the sums")
	b.follow("#place-4 button")
	b.keepsNothing()
	if got := d.claim(4); got.Quote != "Zuckerberg has done the sums" || d.waits(4) {
		t.Errorf("claim 4 stands on %q", got.Quote)
	}
}

func TestWhatIsTypedBesideFilesStays(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/new")
	b.writeOn("#title", "Typed for another")
	b.drop("#import", folder(t, map[string]string{"bridge.txt": plainArticle, "house.md": markdownArticle}), "bridge.txt", "house.md")
	b.click("#import .btn--first")
	b.reads("#run-state", "2 imported")
	b.until(`document.getElementById("file").files.length === 0`)
	b.holds("#title", "Typed for another")
}
