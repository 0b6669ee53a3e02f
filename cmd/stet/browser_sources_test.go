package main_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// newSource opens the form for another source of a claim whose card is open.
func (b *tab) newSource(claim int64) (form string) {
	b.t.Helper()
	form = fmt.Sprintf("#cite-new-%d", claim)
	b.click(fmt.Sprintf("#cite-add-%d summary", claim))
	b.sees(form)
	return form
}

func TestASourceIsAddedWithAllThatIsKnownOfIt(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/报告?q=a&b=🎉")
	b.fill(form+" [name=title]", "The “report” & its <annex>")
	b.click(form + " [name=stance][value=refutes]")
	b.click(form + " [name=primary][value=primary]")
	b.fill(form+" [name=locator]", "p. 12")
	b.fill(form+" [name=passage]", "治理\nsecond line")
	b.click(form + " button[type=submit]")
	b.reads("#cites-1 li", "The “report” & its <annex>")
	b.reads("#cites-count-1", "1")
	got := d.claim(1).Citations
	if len(got) != 1 {
		t.Fatalf("the sources are %+v", got)
	}
	want := citation{Title: "The “report” & its <annex>", Stance: "refutes", Primary: true, Locator: "p. 12", Passage: "治理\nsecond line", URL: got[0].URL}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	b.open("/sources?q=annex")
	b.reads("tbody", "The “report” & its <annex>")
}

func TestAWordThatMayBeBegunIsNoSourceUntilItIsSent(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.click(form + " [name=url]")
	b.press("filin", "Escape")
	b.reads("#toasts", "“filin” is not added yet")
	if got := b.value(form + " [name=url]"); got != "filin" {
		t.Errorf("the address is %q", got)
	}
	b.click(form + " [name=url]")
	b.press("Enter")
	b.reads("#cites-count-1", "1")
	if got := d.claim(1).Citations; len(got) != 1 || got[0].URL != "filin" {
		t.Errorf("the sources are %+v", got)
	}
}

func TestANewSourceTakesItsStanceFromTheVerdict(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	for _, step := range []struct{ verdict, stance string }{{"disputed", "refutes"}, {"verified", "supports"}, {"unproven", "context"}} {
		b.click("#form-1 [name=verdict][value=" + step.verdict + "]")
		b.until(`document.querySelector(%s).elements.namedItem("stance").value === %s`, form, step.stance)
	}
	b.fill(form+" [name=title]", "Typed")
	b.click("#form-1 [name=verdict][value=disputed]")
	if got := b.value(form + " [name=stance]:checked"); got != "context" {
		t.Errorf("the stance of a source under way is changed to %q", got)
	}
}

func TestAKnownSourceIsOfferedAndFilledIn(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.click(form + " [name=url]")
	b.press("indianexpress")
	b.reads(".suggestions li", "TikTok has crossed 1.5 billion downloads")
	b.press("ArrowDown", "Enter")
	b.lacks(".suggestions")
	b.until(`document.querySelector(%s).value === "The Indian Express"`, form+" [name=publisher]")
	b.click(form + " button[type=submit]")
	b.sees("#cites-1 li")
	got := d.claim(1).Citations
	if len(got) != 1 || got[0].Title != "TikTok has crossed 1.5 billion downloads" {
		t.Errorf("the sources are %+v", got)
	}
}

func TestAnOfferedSourceIsTakenByAClick(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "Indian Express")
	b.sees(".suggestions:not([data-unseen])")
	b.click(".suggestions li")
	b.until(`document.querySelector(%s).value.startsWith("https://indianexpress.com/")`, form+" [name=url]")
}

// TestASourceIsNotTakenByAPressThatWasMeantForWhatItCameOver presses as soon as the list is there.
func TestASourceIsNotTakenByAPressThatWasMeantForWhatItCameOver(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.doesAgain(`["pointerdown", "click"].forEach((what) => document.querySelector(".suggestions li").dispatchEvent(new PointerEvent(what, { bubbles: true, cancelable: true })))`, `document.querySelector(".suggestions li")`)
	b.fill(form+" [name=url]", "Indian Express")
	b.until(`window.pressedAgain`)
	b.sees(".suggestions:not([data-unseen])")
	b.holds(form+" [name=url]", "Indian Express")
}

func TestASourceIsChangedAndRemoved(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=2")
	b.click("#cite-2-1 .cite-more summary")
	b.fill("#cite-form-2-1 [name=locator]", "second list")
	b.version(2, 2)
	b.reads("#cited-2-1", "second list")
	if got := d.claim(2).Citations[0].Locator; got != "second list" {
		t.Errorf("the locator is %q", got)
	}
	b.click(`#cite-2-1 form[action$="/delete"] button`)
	b.lacks("#cite-2-1")
	b.reads("#cites-count-2", "0")
	b.click("#toast button")
	b.sees("#cite-2-1")
	if got := d.claim(2).Citations; len(got) != 1 || got[0].Locator != "second list" {
		t.Errorf("what came back is %+v", got)
	}
}

func TestAnAddressThatIsScriptIsRefusedAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("422 POST /claims/1/citations")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "javascript:window.__xss=1")
	b.fill(form+" [name=passage]", "typed for ten minutes")
	b.click(form + " button[type=submit]")
	b.reads(form+" #problem", "http")
	b.until(`document.activeElement?.name === "url" && document.activeElement.getAttribute("aria-invalid") === "true"`)
	if got := b.value(form + " [name=passage]"); got != "typed for ten minutes" {
		t.Errorf("the passage is %q", got)
	}
	b.fill(form+" [name=url]", "https://example.org/whole")
	b.click(form + " button[type=submit]")
	b.reads("#cites-1 li", "typed for ten minutes")
	if got := d.claim(1).Citations; len(got) != 1 || got[0].URL != "https://example.org/whole" {
		t.Errorf("the sources are %+v", got)
	}
}

func TestWhatIsTypedWhileASourceIsOnItsWayStays(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("503 POST /claims/1/citations")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	way.busy.Store(true)
	b.fill(form+" [name=url]", "https://example.org/first")
	b.click(form + " button[type=submit]")
	b.reads("#banner", "1 change waits in this browser")
	b.open("/articles/1?claim=1")
	b.sees(form) // with what is on its way
	b.fill(form+" [name=url]", "https://example.org/second")
	way.busy.Store(false)
	b.sees("#cites-1 li")
	b.until(`document.querySelector("#cite-new-1 [name=url]")?.value === "https://example.org/second"`)
	b.press("Enter") // its button may come anew under the pointer
	b.sees("#cites-1 li:nth-of-type(2)")
	b.saved()
	if got := d.claim(1).Citations; len(got) != 2 || got[0].URL != "https://example.org/first" || got[1].URL != "https://example.org/second" {
		t.Errorf("the sources are %+v", got)
	}
	b.newSource(1)
	if left := b.value("#cite-new-1 [name=url]"); left != "" {
		t.Errorf("the form for another begins with %q", left)
	}
}

// TestASourceTypedOverOneOnItsWayStays writes a second over the first before that is answered.
func TestASourceTypedOverOneOnItsWayStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/first")
	b.heldUp(func() {
		b.click(form + " button[type=submit]")
		b.fill(form+" [name=url]", "https://example.org/second")
		b.fill(form+" [name=title]", "The second")
	})
	b.sees("#cites-1 li")
	b.reads("#toast", "What you typed since stands in the form for another")
	b.holds(form+" [name=title]", "The second")
	b.click(form + " button[type=submit]")
	b.until(`document.querySelectorAll("#cites-1 li").length === 2`)
	b.saved()
	got := d.claim(1).Citations
	if len(got) != 2 || got[0].URL != "https://example.org/first" || got[1].URL != "https://example.org/second" || got[1].Title != "The second" {
		t.Errorf("the sources are %+v", got)
	}
}

// TestAKnownSourceIsTakenForTheWordsItWasChosenFor chooses one, types on all the same, and ends with Enter.
func TestAKnownSourceIsTakenForTheWordsItWasChosenFor(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://in")
	b.sees(".suggestions li")
	b.press("ArrowDown")
	b.sees(`.suggestions [aria-selected="true"]`)
	letGo := b.holdsBack("/sources")
	b.press("fo.gov.example/report-7", "Enter")
	b.until(`document.querySelectorAll("#card-1 [id^='cite-1-']").length > 0`)
	letGo()
	if got := d.claim(1).Citations; len(got) == 0 || got[len(got)-1].URL != "https://info.gov.example/report-7" {
		t.Errorf("the sources are %+v", got)
	}
}

// TestAFingerThatScrollsTheKnownSourcesTakesNone puts a finger on the list, and lifts it nowhere there.
func TestAFingerThatScrollsTheKnownSourcesTakesNone(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://in")
	b.sees(".suggestions:not([data-unseen])")
	evaluate[bool](b, `["pointerdown", "pointercancel"].every((what) => document.querySelector(".suggestions li").dispatchEvent(new PointerEvent(what, { bubbles: true, pointerType: "touch" })))`)
	b.sees(".suggestions li")
	if got := b.value(form + " [name=url]"); got != "https://in" {
		t.Errorf("the address is %q", got)
	}
	b.click(".suggestions li")
	b.lacks(".suggestions")
	if got := b.value(form + " [name=url]"); got == "https://in" {
		t.Error("a press takes none")
	}
}
