package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
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
	b.looked()
	b.follow(save)
	if !strings.HasSuffix(d.textOf(1), "Ada’s own words.") {
		t.Error("it was not saved over theirs, knowingly")
	}
	b.keepsNothing()
}

// fetchable is a desk whose sixth article has an address, at which there is another text by now; its editor looks at it.
func fetchable(t *testing.T) *tab {
	t.Helper()
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
	return b
}

// TestAFetchedTextThatIsLeftKeepsItsForm leaves the page with the fetched text, and saves it when it is back.
func TestAFetchedTextThatIsLeftKeepsItsForm(t *testing.T) {
	t.Parallel()
	b := fetchable(t)
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

// TestAFetchedTextIsNotTakenForACorrectionThatWasBegun begins a correction, leaves it, and has the page fetched again: which of the two is
// in the form is said, either can be had, and what is saved is what was shown.
func TestAFetchedTextIsNotTakenForACorrectionThatWasBegun(t *testing.T) {
	t.Parallel()
	b := fetchable(t)
	b.open("/articles/6/revisions/new")
	b.writeOn("#revise-text", " Half a")
	b.open("/articles/6/revisions")
	b.follow(`form[action$="/revisions/fetch"] button`)
	b.reads("#begun", "a correction that you began")
	b.until(`document.getElementById("plan").hidden && document.getElementById("revise-text").value.endsWith(" Half a")`)
	b.click("#begun button")
	b.sees("#plan")
	b.holds("#revise-reason", "fetched again")
	b.until(`document.getElementById("revise-text").value.includes("5 euros")`)
	b.click("#begun button")
	b.lacks("#plan:not([hidden])")
	b.until(`document.getElementById("revise-text").value.endsWith(" Half a")`)
	b.click("#begun button")
	b.follow(save)
	b.open("/articles/6")
	b.reads("#galley h2.para", "What it costs now")
	b.open("/articles/6/revisions/new")
	b.until(`document.getElementById("revise-text").value.includes("5 euros") && !document.getElementById("begun")`)
}

// TestWhatCannotBeKeptIsNotLeftUnasked has the storage full, types on a page that saves nothing by itself, and leaves it by a link: the
// browser asks first. A form that is sent goes without a question.
func TestWhatCannotBeKeptIsNotLeftUnasked(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	asked := b.staysWhenAsked()
	b.open("/articles/1/revisions/new")
	b.click("#revise-reason")
	b.storageFull()
	b.press("a figure")
	b.click(".page-head .actions a")
	if said := asked(); said != "beforeunload" {
		t.Errorf("the browser asks by %q", said)
	}
	b.holds("#revise-reason", "a figure")
	evaluate[bool](b, `((field) => { field.focus(); field.setSelectionRange(field.value.length, field.value.length); return true; })(document.getElementById("revise-text"))`)
	b.write(" Typed on.")
	b.follow(save)
	if text := d.textOf(1); !strings.HasSuffix(text, " Typed on.") {
		t.Errorf("the text ends %q", text[len(text)-40:])
	}
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
