package main_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
)

// withoutCards opens a long article, of which no cards come, at a claim that has none.
func (b *tab) withoutCards(article int) (claim int64) {
	b.t.Helper()
	b.open(articlePath(article))
	b.markMany(article, 320)
	b.do("holding cards back", call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.fetch = ((real) => (url, options) => /[/]cards[?]/.test(url) ? new Promise(() => {}) : real(url, options))(window.fetch)`}))
	b.reload()
	claim = evaluate[int64](b, `Number([...document.querySelectorAll("#galley mark")].find(({dataset: {claims}}) => !document.getElementById("card-" + claims)).dataset.claims)`)
	b.open("/articles") // else but the hash would change
	b.open(articlePath(article) + "#claim-" + fmtID(claim))
	b.until(`document.getElementById("claim-%[1]s").matches(".is-selected") && !document.getElementById("card-%[1]s")`, claim)
	return claim
}

// TestAClaimIsJudgedBeforeItsCardIsHere judges a claim of a long article, and takes that back, or leaves the page, at once.
func TestAClaimIsJudgedBeforeItsCardIsHere(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	claim := b.withoutCards(3)
	b.press("u")
	b.saved()
	if got := d.claim(claim).Verdict; got != "unproven" {
		t.Fatalf("claim %d is %s", claim, got)
	}
	b.reload()
	b.press("v", "z")
	b.reads("#toast", "Undone: claim "+fmtID(claim)+" ")
	b.saved()
	if got := d.claim(claim).Verdict; got != "unproven" {
		t.Errorf("what was taken back leaves claim %d %s", claim, got)
	}
	b.press("v")
	b.open("/articles")
	b.saved()
	if got := d.claim(claim).Verdict; got != "verified" {
		t.Errorf("on a page that was left at once claim %d became %s", claim, got)
	}
}

// TestUndoTakesBackAnEdgeThatHasJustMoved has a verdict saved, then moves an edge of the claim, and takes that back at once.
func TestUndoTakesBackAnEdgeThatHasJustMoved(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j", "d")
	claim := b.currentClaim()
	b.saved()
	b.press("u")
	b.saved()
	before := d.claim(claim)
	b.press("Shift+ArrowRight", "z")
	b.reads("#toast", "Undone")
	b.saved()
	if got := d.claim(claim); got.End != before.End || got.Verdict != "unproven" {
		t.Errorf("the claim ended at %d, and is %s up to %d", before.End, got.Verdict, got.End)
	}
}

// TestAnEdgeThatHasJustMovedIsKept leaves the page at once.
func TestAnEdgeThatHasJustMovedIsKept(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j")
	claim := b.currentClaim()
	before := d.claim(claim)
	b.press("Shift+ArrowRight", "Shift+ArrowRight")
	b.open("/articles")
	b.saved()
	if got := d.claim(claim); got.End != before.End+2 {
		t.Errorf("the claim ended at %d, and ends at %d", before.End, got.End)
	}
}

// TestALaterChoiceOfWordsStands moves an edge, chooses other words while that is on its way, and goes on to the next claim.
func TestALaterChoiceOfWordsStands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.openCard(1)
	letGo := b.holdsBack("/claims/1/span$")
	b.press("Shift+ArrowRight")
	b.until(`window.heldBack === 1`)
	b.click("#card-1 [data-respan]")
	b.selectWords("spent four", "four years")
	b.click("#slip [data-mark=span]")
	b.press("j", "j")
	letGo()
	b.saved()
	d.stands(1, standing(t, d.textOf(1), "spent four", "four years"))
}

// TestAForgottenChangeOfWordsTakesNothing begins to change a claim's words, turns to other ones, and marks them.
func TestAForgottenChangeOfWordsTakesNothing(t *testing.T) {
	t.Parallel()
	for how, c := range map[string]struct {
		keys  []string
		wants func(claim) bool
	}{
		"with a verdict": {[]string{"d"}, func(c claim) bool { return c.Verdict == "disputed" }},
		"with a note":    {[]string{"e", "dubious: huge drop", "Escape"}, func(c claim) bool { return c.Note == "dubious: huge drop" }},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			before, all := d.claim(1), d.claimsOf("rosa", 1)
			b.openCard(1)
			b.click("#card-1 [data-respan]")
			b.press("n", "n")
			b.sees("#slip [data-mark=span]")
			b.press(c.keys...)
			b.reads("#toasts", "The words of claim 1 stay as they are.")
			b.until(`document.getElementById("said").textContent.startsWith("Claim ")`)
			b.saved()
			now := d.claimsOf("rosa", 1)
			made := now[len(now)-1]
			if got := d.claim(1); got.Version != before.Version || len(now) != len(all)+1 || !c.wants(made) {
				t.Errorf("claim 1 is %+v, and of %d claims there are %d, %+v among them", got, len(all), len(now), made)
			}
		})
	}
}

// TestACardThatIsClosedChangesItsWordsNoMore begins to change a claim's words, closes its card, and takes a sentence for a claim.
func TestACardThatIsClosedChangesItsWordsNoMore(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	all := len(d.claimsOf("rosa", 1))
	b.openCard(1)
	b.click("#card-1 [data-respan]")
	b.click("#card-1 [data-close]")
	b.sees("#card-1:not(.is-open)")
	b.press("n", "n", "Enter")
	b.until(`document.getElementById("said").textContent.startsWith("Claim ")`)
	if got := d.claim(1).Version; got != 1 || len(d.claimsOf("rosa", 1)) != all+1 {
		t.Errorf("claim 1 has version %d", got)
	}
}

// enterIsTaken says whether the key would press what has the focus; a script's does not.
const enterIsTaken = `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))`

// TestEnterHeldDiscardsOneChange holds the key on one of three changes that are listed, and presses it again as soon as the next is there.
func TestEnterHeldDiscardsOneChange(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1", "409 POST /claims/2", "409 POST /claims/3")
	b.open("/articles/1")
	b.submitsBeside(1)
	b.press("j", "d", "j", "d", "j", "j", "d")
	b.lists(3)
	b.until(`(document.querySelector("#not-saved li button:last-child").focus(), true)`)
	b.doesAgain(`(window.isTaken = `+enterIsTaken+`)`, `document.querySelectorAll("#not-saved li").length === 2`)
	b.press("Enter")
	b.until(`window.pressedAgain && window.isTaken === false`)
	b.until(`document.activeElement.closest("#not-saved") && performance.now() - (window.rested ??= performance.now()) > 800 && ` + enterIsTaken)
	b.do("holding Enter", call(input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", AutoRepeat: new(true), WindowsVirtualKeyCode: 13}))
	b.press("Tab", "Shift+Tab")
	rows := b.lists(2)
	if !strings.Contains(rows[0], "Claim ") {
		t.Errorf("listed are %q", rows)
	}
	b.until(`(document.querySelector("#not-saved li button:last-child").focus(), true)`)
	b.press("Enter")
	b.lists(1)
}

// TestNothingIsUndoneWhileWordsAreOnTheirWay types a note before its card is there, leaves it, and asks for an undo.
func TestNothingIsUndoneWhileWordsAreOnTheirWay(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j", "d")
	claim := b.currentClaim()
	b.saved()
	letGo := b.holdsBack("/card[?]open=1$")
	b.press("e", "Said so.", "Escape", "z")
	b.reads("#toasts", "Not undone: what you typed before is still on its way")
	letGo()
	b.holds("#note-"+fmtID(claim), "Said so.")
	b.saved()
	if got := d.claim(claim); got.Verdict != "disputed" || !strings.HasSuffix(got.Note, "Said so.") {
		t.Errorf("the claim is %+v", got)
	}
}
