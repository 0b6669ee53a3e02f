package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// The edits that the tests make to article 1: claim 1 has other words by them, claims 4 and 16 are gone, and 5 and 17 stand in
// another paragraph.
var corrections = []struct{ old, text string }{
	{"four years trying", "six years trying"},
	{"It was downloaded twice as often as Facebook in 2018, CNBC reported. ", ""},
	{" By February 2019 it was past 1 billion downloads, with Android phones in mainland China not counted.", ""},
	{"Zuckerberg has done the sums.", "By February 2019 it was past 1 billion downloads, with Android phones in mainland China not counted. Zuckerberg has done the sums."},
}

// corrected is article 1 with the corrections.
func corrected(t *testing.T, text string) string {
	t.Helper()
	for _, c := range corrections {
		if strings.Count(text, c.old) != 1 {
			t.Fatalf("%q stands %d times in the article", c.old, strings.Count(text, c.old))
		}
		text = strings.Replace(text, c.old, c.text, 1)
	}
	return text
}

// revised is the demonstration library with article 1 corrected.
func revised(t *testing.T) *running {
	t.Helper()
	d := demo(t)
	d.revise(corrected(t, d.textOf(1)), 1)
	return d
}

func (d *running) revise(text string, seen int) {
	d.t.Helper()
	d.reviseOf(1, text, seen)
}

func (d *running) reviseOf(article int, text string, seen int) {
	d.t.Helper()
	status, body, _ := d.post(d.signIn("chidi", passwordOf("chidi")), articlePath(article)+"/revisions",
		url.Values{"text": {text}, "reason": {"checked again"}, "seen": {strconv.Itoa(seen)}})
	if status != 303 {
		d.t.Fatalf("revising gives %d: %s", status, body)
	}
}

type waitingClaim struct {
	ClaimID int64  `json:"claim_id"`
	Outcome string `json:"outcome"`
}

func (d *running) waiting() (told struct{ Items []waitingClaim }) {
	d.ask("rosa", "/articles/1/carryover", &told)
	return told
}

func (d *running) waits(id int64) bool {
	for _, w := range d.waiting().Items {
		if w.ClaimID == id {
			return true
		}
	}
	return false
}

func TestAnEditorCorrectsTheTextAndSeesWhatChanges(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1")
	b.follow(`.slug a[href$="/revisions"]`)
	b.follow(`a[href$="/revisions/new"]`)
	text := corrected(t, d.textOf(1))
	evaluate[bool](b, `((field) => { field.value = %s; return field.dispatchEvent(new Event("input", {bubbles: true})); })(document.getElementById("revise-text"))`, text)
	b.fill("#revise-reason", "CNBC withdrew its figure")
	b.follow(`#revise button[name=preview]`)
	b.reads("#plan", "claims stay as they are, 1 has other words, 4 will need a look")
	b.reads("#plan .diff ins", "six")
	b.reads("#plan .diff del", "four")
	if got := d.claim(1); got.Version != 1 || b.value("#revise-reason") != "CNBC withdrew its figure" {
		t.Errorf("after a look: %+v", got)
	}
	b.follow(`#revise button:not([name])`)
	b.sees("#claim-4.stray")
	if got := d.claim(1); got.Quote != "six years" || d.textOf(1) != text {
		t.Errorf("claim 1 stands on %q", got.Quote)
	}
	b.open("/articles/1/revisions")
	b.reads(".revisions", "CNBC withdrew its figure")
	b.follow(`a[href*="/diff?"]`)
	b.reads(".diff ins", "six")
	b.open("/articles/1")
	b.reads("#head-1", "text changed since checked")
	b.reads("#cards .stray-note", "4 claims need a look")
}

// seen waits until whoever has answered for a claim can have seen the next one.
func (b *tab) seen() {
	b.t.Helper()
	b.sees("#strays:not([data-unseen])")
}

func TestAClaimThatNeedsALookIsConfirmedByMouse(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.follow("#cards .stray-note a")
	b.reads("#claim-5 .was-marked", "By February 2019")
	b.reads("#claim-5 .is-proposed", "By February 2019")
	const place = " [data-answer=place] button"
	for _, claim := range []string{"#claim-5", "#claim-4"} {
		evaluate[bool](b, `(getSelection().selectAllChildren(document.querySelector(%s)), true)`, claim+" [data-now] [data-start]")
		b.sees(claim + place + ":enabled")
	}
	b.sees("#claim-5" + place + ":disabled") // its words are selected no longer
	b.follow(`#claim-5 [data-answer=accept] button`)
	b.lacks("#claim-5.stray")
	if got := d.claim(5); d.waits(5) || !strings.HasPrefix(got.Quote, "By February 2019") {
		t.Errorf("claim 5 stands on %q", got.Quote)
	}
	b.lacks(`#claim-16 form`) // another reviewer’s
	b.seen()
	b.follow(`#claim-4 [data-answer=drop] button`)
	b.lacks("#claim-4.stray")
}

func TestClaimsThatNeedALookAreAnsweredByKeys(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/carryover")
	at := func(id string) { b.until(`document.activeElement?.closest("[data-stray]")?.id === %s`, "claim-"+id) }
	b.press("j")
	at("4")
	b.press("j", "j")
	at("5")
	b.press("k")
	at("16")
	b.press("j", "y")
	b.lacks("#claim-5.stray")
	at("17")
	b.seen()
	b.press("r")
	b.until(`getSelection().toString() === "past 1 billion downloads"`)
	b.press("Shift+ArrowRight")
	b.until(`getSelection().toString() === "past 1 billion downloads,"`)
	b.press("Shift+ArrowLeft", "Shift+ArrowLeft")
	b.until(`getSelection().toString() === "past 1 billion download"`)
	b.press("Enter")
	b.lacks("#claim-17.stray")
	if got := d.claim(17); got.Quote != "past 1 billion download" {
		t.Errorf("claim 17 stands on %q", got.Quote)
	}
	at("4")
	b.seen()
	b.press("x")
	b.lacks("#claim-4.stray")
	if d.waits(4) || d.waits(5) || d.waits(17) || !d.waits(16) {
		t.Errorf("waiting: %+v", d.waiting())
	}
}

func TestWithoutScriptsAClaimThatNeedsALookIsPlacedByQuoting(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.expects("422 POST /claims/4/carryover")
	b.withoutScripts()
	b.open("/articles/1/carryover")
	b.click("#claim-4 .stray-quote summary")
	b.fill("#place-4-quote", "words that nobody wrote")
	if status := b.follow("#place-4 button"); status != 422 {
		t.Errorf("words that do not stand there give %d", status)
	}
	b.reads("#claim-4 .problem", "does not stand")
	if got := b.value("#place-4-quote"); got != "words that nobody wrote" {
		t.Errorf("the form holds %q", got)
	}
	b.fill("#place-4-quote", "Zuckerberg has done the sums")
	b.follow("#place-4 button")
	b.follow(`#claim-5 [data-answer=accept] button`)
	if got := d.claim(4); got.Quote != "Zuckerberg has done the sums" || d.waits(4) || d.waits(5) {
		t.Errorf("claim 4 stands on %q", got.Quote)
	}
}

func TestAnOlderRevisionIsReadWithItsClaims(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1/revisions")
	b.follow(`a[href$="/revisions/1"]`)
	b.reads("#claim-1", "four years")
	b.reads("#card-4", "It was downloaded twice")
	b.lacks("main form, main [data-respan]")
	b.press("n", "h", "v", "j")
	b.lacks("#slip")
	if got := len(d.claimsOf("rosa", 1)); got != 11 {
		t.Errorf("%d claims", got)
	}
	b.click("#card-4 a")
	b.until(`location.hash === "#claim-4"`)
}

func TestTwoEditorsCorrectAtOnce(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	b.expects("409 POST /articles/1/revisions")
	b.open("/articles/1/revisions/new")
	evaluate[bool](b, `((field) => { field.value += "\n\nAda’s own paragraph."; return true; })(document.getElementById("revise-text"))`)
	d.revise(corrected(t, d.textOf(1)), 1)
	if status := b.follow(`#revise button:not([name])`); status != 409 {
		t.Errorf("it gives %d", status)
	}
	b.reads("#revise .problem", "corrected by somebody else")
	b.reads("#plan .diff ins", "four") // what saving it over theirs would do
	if got := b.value("#revise-text"); !strings.HasSuffix(got, "Ada’s own paragraph.") || strings.Contains(d.textOf(1), "Ada") {
		t.Errorf("what was typed is lost, or saved")
	}
	b.looked()
	b.follow(`#revise button:not([name])`)
	if !strings.HasSuffix(d.textOf(1), "Ada’s own paragraph.") {
		t.Error("it was not saved over theirs, knowingly")
	}
}

func TestWhatIsMarkedWhileTheTextChangesStandsOnItsWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=2")
	d.revise("An update was made to this article.\n\n"+corrected(t, d.textOf(1)), 1)
	b.fill("#note-2", "written over the older text")
	b.version(2, 3)
	b.press("Escape")
	b.selectWords("The same evening", "The same evening")
	b.press("d")
	b.until(`[...document.querySelectorAll("#cards .card")].some((card) => card.textContent.includes("The same evening"))`)
	b.reads("#text-corrected", "corrected while you were reading")
	b.reads("#block-1", "Mark Zuckerberg spent four years") // the text that is read stays whole until it is left
	made := d.claimOn("rosa", 1, "The same evening")
	d.stands(made.ID, standing(t, d.textOf(1), "The same evening", "The same evening"))
	if got := d.claim(2); got.Note != "written over the older text" || !strings.HasPrefix(got.Quote, "On 21 October") {
		t.Errorf("claim 2 is %+v", got)
	}
}

func TestAVerdictIsLetStandOverChangedWords(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.reads("#head-1", "text changed since checked")
	b.click("#changed-1 button")
	b.until(`!document.querySelector("#head-1 .card-changed")`)
	b.lacks("#changed-1 button")
	if got := d.claim(1); got.Version != 3 || got.Verdict != "unproven" {
		t.Errorf("saved is %+v", got)
	}
}

// harbourPage is a page whose fare and first sentence change between one fetch and the next.
const harbourPage = `<!doctype html><html lang="en"><head><title>Ferry fares rise</title></head><body><nav>Home | News</nav><article><h1>Ferry fares rise</h1>
<p>%s The harbour board said so on Monday after a long meeting at the town hall.</p>
<h2>What it costs now</h2><p>A single crossing costs %s from the first of May, and a return costs twice as much as that.</p>
<p>Nobody at the company would say how many people cross on an ordinary day in winter, when the boats are half empty.</p></article></body></html>`

func TestAPageIsFetchedAgain(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int32
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		first, fare := "Fares rise by a tenth.", "4 euros"
		if fetched.Add(1) > 1 {
			first, fare = "An update was made to this article. Fares rise by a tenth.", "5 euros"
		}
		fmt.Fprintf(w, harbourPage, first, fare)
	}))
	t.Cleanup(site.Close)
	d := demo(t, "--fetch-allow", strings.TrimPrefix(site.URL, "http://"))
	b := visitAs(t, d, "chidi")
	b.open("/articles")
	status := evaluate[int](b, `fetch("/api/v1/articles", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({fetch: true, url: %s})})
		.then((made) => made.status)`, site.URL)
	marked := evaluate[int](b, `fetch("/api/v1/articles/6/claims", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({quote: "4 euros"})})
		.then((made) => made.status)`)
	if status != 201 || marked != 201 {
		t.Fatalf("importing gives %d, marking %d", status, marked)
	}
	b.open("/articles/6/revisions")
	b.follow(`form[action$="/revisions/fetch"] button`)
	b.reads("#plan .diff ins", "An update was made")
	b.reads("#plan", "1 has other words")
	b.follow(`#revise button:not([name])`)
	b.reads("#galley h2.para", "What it costs now")
	made := d.claimsOf("chidi", 6)
	if len(made) != 1 || made[0].Quote != "5 euros" {
		t.Errorf("the claims are %+v", made)
	}
	b.open("/articles/6/revisions")
	b.reads(".revisions", "fetched again")
	b.follow(`form[action$="/revisions/fetch"] button`)
	b.reads("#plan", "Nothing: this is the text of revision 2")
}

// TestWhatWasSetAsideIsPutBack imports a text of which a line is set aside, marks a sentence, and puts the line back: it stands where
// it did, the claim has moved with its words, and another line of the list is not touched.
func TestWhatWasSetAsideIsPutBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles")
	status := evaluate[int](b, `fetch("/api/v1/articles", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({title: "Fares", text: "The board met on Monday.\n\nAdvertisement\n\nA crossing costs 4 euros.\n\nShare this article"})}).then((made) => made.status)`)
	marked := evaluate[int](b, `fetch("/api/v1/articles/6/claims", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({quote: "4 euros"})})
		.then((made) => made.status)`)
	if status != 201 || marked != 201 {
		t.Fatalf("importing gives %d, marking %d", status, marked)
	}
	b.open("/articles/6/revisions")
	b.reads(".set-aside", "Share this article")
	b.follow(`.set-aside li:first-child button`)
	if got, want := d.textOf(6), "The board met on Monday.\n\nAdvertisement\n\nA crossing costs 4 euros."; got != want {
		t.Errorf("the text is %q", got)
	}
	if made := d.claimsOf("chidi", 6); len(made) != 1 || made[0].Quote != "4 euros" || made[0].Start != 58 {
		t.Errorf("the claims are %+v", made)
	}
	b.open("/articles/6/revisions")
	b.reads(".revisions", "revision 2")
	b.reads(".set-aside", "Share this article")
	b.lacks(".set-aside li:nth-child(2)")
}
