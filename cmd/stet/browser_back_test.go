package main_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// goBack goes to the page before, and has it loaded.
func (b *tab) goBack() {
	b.t.Helper()
	b.do("going back", chromedp.NavigateBack())
}

// signOut signs out, and waits for the sign-in.
func (b *tab) signOut() {
	b.t.Helper()
	evaluate[bool](b, `(document.querySelector('form[action="/sign-out"]').requestSubmit(), true)`)
	b.sees("#sign-in")
}

// leaveTo has somebody else sign in in a second tab of the same browser, where its person signs out.
func (b *tab) leaveTo(name string) {
	b.t.Helper()
	other := b.beside()
	other.open("/articles")
	other.signOut()
	other.fill("#name", name)
	other.fill("#password", passwordOf(name))
	other.press("Enter")
	other.until(`document.body.dataset.name === %s`, name)
}

// TestACorrectionThatIsGoneBackToIsOfTheTextThatStands saves one, has somebody else correct the text, and goes back to the form.
func TestACorrectionThatIsGoneBackToIsOfTheTextThatStands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open(correction)
	b.writeOn("#revise-text", " By chidi.")
	b.follow(save)
	d.revise(d.textOf(1)+" By another.", 2)
	b.goBack()
	b.until(`document.querySelector("#revise [name=seen]")?.value === "3"`)
	b.writeOn("#revise-text", " And more.")
	b.follow(save)
	if text := d.textOf(1); !strings.HasSuffix(text, " By chidi. By another. And more.") {
		t.Errorf("the text ends %q", text[max(0, len(text)-60):])
	}
}

// TestADecisionThatIsGoneBackToIsTheOneThatStands looks at a group that is decided, has it decided otherwise, and goes back to it.
func TestADecisionThatIsGoneBackToIsTheOneThatStands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.decideAgreed(1)
	group := fmt.Sprint("/articles/1/compare?group=", d.aDecidedClaim(1))
	b, another := visitAs(t, d, "chidi"), visitAs(t, d, "ada")
	b.open(group)
	b.until(`document.querySelector("form.decide [name=take]:checked")?.value !== "none"`)
	b.open("/articles/4")
	another.open(group)
	another.click(`form.decide label:has([name=take][value=none])`)
	another.fill("#reason", "An opinion.")
	another.click("form.decide .btn--first")
	another.until(`![...document.querySelectorAll("form.decide [name=take]:checked")].some((take) => take.value === "none")`)
	b.goBack()
	b.until(`document.querySelector("form.decide [name=version]")?.value.endsWith("-2")`)
	b.until(`document.querySelector("form.decide [name=take]:checked").value === "none"`)
}

// aDecidedClaim gives a claim of a group that is decided.
func (d *running) aDecidedClaim(article int) int64 {
	d.t.Helper()
	for _, group := range d.comparison(article).Groups {
		for _, claim := range group.Claims {
			if group.Decision != nil {
				return claim.ID
			}
		}
	}
	d.t.Fatal("nothing is decided")
	return 0
}

// TestAPageThatWasPutAwayIsNotShownOnceItsPersonHasLeft signs out on one page, and goes back to those before.
func TestAPageThatWasPutAwayIsNotShownOnceItsPersonHasLeft(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "ada")
	for _, path := range []string{"/claims", "/you", "/articles"} {
		b.open(path)
	}
	b.signOut()
	for range 3 {
		b.goBack()
		b.sees("#sign-in")
	}
}

// TestAPageIsNotShownAgainWhileTheSignInIsStillLoading signs out and goes back before the next page has its scripts.
func TestAPageIsNotShownAgainWhileTheSignInIsStillLoading(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "ada")
	b.open("/claims")
	b.open("/you")
	b.do("asking for scripts anew", call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	t.Cleanup(way.holdScripts())
	b.signOut()
	evaluate[bool](b, `(history.back(), true)`)
	b.until(`location.pathname === "/sign-in" && location.search.includes("you") || document.body.hidden`)
}

// TestFilesAreImportedInTheNameOfTheirPageAlone has somebody else sign in while a page stands open that imports several files.
func TestFilesAreImportedInTheNameOfTheirPageAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.expects("401 POST /imports")
	b.open("/articles")
	b.leaveTo("ada")
	b.drop("#import", folder(t, map[string]string{"one.txt": "A title\n\nThe one text.", "two.txt": "Another title\n\nThe other text."}), "one.txt", "two.txt")
	b.click("#import .btn--first")
	b.reads("#run-state", "0 imported, 2 not: see below.")
	b.open("/articles")
	b.lacks(`a[href="/articles/6"]`)
}
