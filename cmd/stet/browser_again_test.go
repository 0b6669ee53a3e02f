package main_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// pressesAgain has a key pressed once more as soon as a condition holds, sooner than anybody could see what has come, on this page or the
// next. The page says when it was: window.pressedAgain.
func (b *tab) pressesAgain(key, condition string) {
	b.t.Helper()
	b.doesAgain(`(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key: "`+key+`", bubbles: true, cancelable: true }))`, condition)
}

// doesAgain is pressesAgain for what a script does.
func (b *tab) doesAgain(what, condition string) {
	b.t.Helper()
	script := `(() => {
		addEventListener("click", ({ clientX, clientY }) => (window.clickedAt = { clientX, clientY }), { capture: true });
		let isReady = document.readyState === "complete"; // and its scripts have run
		const again = () => {
			if (window.pressedAgain || !isReady || !(` + condition + `)) return;
			window.pressedAgain = true;
			setTimeout(() => ` + what + `);
		};
		new MutationObserver(again).observe(document, { childList: true, subtree: true, attributes: true });
		addEventListener("DOMContentLoaded", () => {
			isReady = true;
			again();
		});
		return true;
	})()`
	evaluate[bool](b, script)
	b.do("seeing to the next page", call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}))
}

// looked waits until a page has stood so long that a click where the last one was is no second click of that.
func (b *tab) looked() {
	b.t.Helper()
	b.until(`(({ domContentLoadedEventEnd: came }) => came > 0 && performance.now() - came > 700)(performance.getEntriesByType("navigation")[0])`)
}

// clickOn is a script that clicks on what has come where the last click was made.
func clickOn(selector string) string {
	return "document.querySelector(`" + selector + "`).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2, ...window.clickedAt }))"
}

// TestAnUndoAskedForAgainMeanwhileIsOne presses z twice on a slow line, and the button twice on a fast one.
func TestAnUndoAskedForAgainMeanwhileIsOne(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j", "d")
	first := b.currentClaim()
	b.saved()
	b.press("j", "u")
	second := b.currentClaim()
	b.saved()
	b.press("k")
	b.selected(first)
	b.press("4")
	b.saved()
	letGo := b.holdsBack("/undo$")
	b.press("z")
	b.until(`window.heldBack === 1`)
	b.press("z")
	b.reads("#toast", "still on its way")
	letGo()
	b.reads("#toast", "Undone")
	b.saved()
	b.doesAgain(`document.querySelector("#undo button").click()`, `document.getElementById("toast")?.textContent.includes("Undone: claim `+fmtID(second)+` ")`)
	b.click("#undo button")
	b.until(`window.pressedAgain`)
	b.press("Escape", "j") // what was asked for twice would be on its way before
	b.saved()
	if got := d.claim(first).Verdict; got != "disputed" {
		t.Errorf("claim %d is %q", first, got)
	}
}

// TestNoGroupIsDecidedThatNobodyHasSeen leaves a group with a reading chosen, and decides the one before, twice.
func TestNoGroupIsDecidedThatNobodyHasSeen(t *testing.T) {
	t.Parallel()
	const enter = `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))`
	for how, decide := range map[string]struct {
		first func(*tab)
		again string
	}{
		"by Enter":               {func(b *tab) { b.press("Enter") }, enter},
		"by Enter in its reason": {func(b *tab) { b.press("r", "so it is", "Enter") }, enter},
		"by a click on Decide":   {func(b *tab) { b.click(".decide button[type=submit]") }, clickOn(".decide button[type=submit]")},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "chidi")
			b.open("/articles/1/compare?group=2")
			chosen := b.groupOpen()
			b.click(`.decide label:has([name=take])`)
			b.press("Escape", "k", "Enter")
			b.until(`document.getElementById("deciding").dataset.group !== %s`, chosen)
			b.click(`.decide label:has([name=take])`)
			before := b.undecided()
			b.doesAgain(decide.again, `document.getElementById("deciding")?.dataset.group === "`+chosen+`"`)
			decide.first(b)
			b.until(`window.pressedAgain`)
			b.until(`document.querySelector("#deciding [name=take]:checked") && document.getElementById("deciding").dataset.group === %s`, chosen)
			b.press("r", "it is so")
			if got := b.undecided(); got != before-1 {
				t.Errorf("of %d groups %d are undecided", before, got)
			}
			b.press("Escape", "Enter")
			b.decidedOne(before - 1)
		})
	}
}

// TestDeletePressedTwiceDeletesOneClaim presses it again as the next claim comes under the hands.
func TestDeletePressedTwiceDeletesOneClaim(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j")
	first := b.currentClaim()
	b.press("j")
	second := b.currentClaim()
	b.press("k")
	b.selected(first)
	before := len(d.claimsOf("rosa", 1))
	b.pressesAgain("Delete", `document.querySelector("#cards .card.is-selected")?.dataset.claim === "`+fmtID(second)+`"`)
	b.press("Delete")
	b.until(`window.pressedAgain`)
	b.press("u")
	b.saved()
	if got := len(d.claimsOf("rosa", 1)); got != before-1 || d.claim(second).Verdict != "unproven" {
		t.Errorf("of %d claims %d are left", before, got)
	}
}

// TestASecondClickJudgesNothing opens a claim by its card and by its words, and marks one, where a verdict of the card that comes is under
// the pointer by the second click.
func TestASecondClickJudgesNothing(t *testing.T) {
	t.Parallel()
	for how, open := range map[string]func(*tab){
		"on a card":   func(b *tab) { b.click("#card-1") },
		"on words":    func(b *tab) { b.click("#claim-1") },
		"on the slip": func(b *tab) { b.selectWords("Elections are", "the quarrel."); b.click("#slip [data-mark=disputed]") },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			const verdict = ".card.is-open label:has([name=verdict][value=verified])"
			b.doesAgain(clickOn(verdict), "document.querySelector(`"+verdict+"`)")
			open(b)
			b.until(`window.pressedAgain`)
			claim := b.currentClaim()
			b.press("3")
			b.saved()
			if got := d.claim(claim); got.Verdict == "verified" || got.Rating != 3 {
				t.Errorf("claim %d is %s, rated %d", claim, got.Verdict, got.Rating)
			}
		})
	}
}

// TestAnAnswerPressedTwiceIsForOneClaim drops a claim under which the text has changed, and presses the key again as the next is shown.
func TestAnAnswerPressedTwiceIsForOneClaim(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1/carryover")
	b.press("j")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-4"`)
	b.pressesAgain("x", `document.getElementById("strays") && !document.getElementById("claim-4")`)
	b.press("x")
	b.lacks("#claim-4.stray")
	b.until(`window.pressedAgain`)
	b.seen()
	b.press("j", "k")
	if d.waits(4) || !d.waits(5) {
		t.Errorf("waiting: %+v", d.waiting())
	}
}

// TestPressingOnAndOnAnswersForOneClaim presses the key again and again without a pause, from the moment that the next claim is shown.
func TestPressingOnAndOnAnswersForOneClaim(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1/carryover")
	b.press("j")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-4"`)
	const x = `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key: "x", bubbles: true, cancelable: true }))`
	b.doesAgain(`(() => {
		const begun = performance.now();
		const pressing = setInterval(() => {
			`+x+`;
			if (performance.now() - begun > 1500) window.isTired = clearInterval(pressing) ?? true;
		}, 100);
	})()`, `document.getElementById("strays") && !document.getElementById("claim-4")`)
	b.press("x")
	b.lacks("#claim-4.stray")
	b.until(`window.isTired`)
	b.seen()
	if d.waits(4) || !d.waits(5) {
		t.Errorf("waiting: %+v", d.waiting())
	}
}

// TestARefusedAnswerIsForTheClaimItWasFor drops a claim that its reviewer has changed since, and presses the key again; and once more where
// no claim is at hand.
func TestARefusedAnswerIsForTheClaimItWasFor(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/carryover")
	b.press("j", "j", "j")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-5"`)
	d.turn("rosa", 5, "unproven")
	b.expects("409 POST /claims/5/carryover")
	b.press("x")
	b.reads("#claim-5 #problem", "changed")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-5"`)
	b.seen()
	b.press("x")
	b.lacks("#problem")
	b.open("/articles/1/carryover")
	b.seen()
	b.press("x")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-4"`)
	if d.waits(5) || !d.waits(4) || !d.waits(16) {
		t.Errorf("waiting: %+v", d.waiting())
	}
}

// TestADraftSaysNothingOfFieldsThatItLeft leaves one field half written, while another is changed elsewhere, and changed back once it is
// back.
func TestADraftSaysNothingOfFieldsThatItLeft(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.publishes(url.Values{"name": {"Desk One"}})
	b := visitAs(t, d, "ada")
	b.open("/settings")
	b.fill("#method", "We ask twice.")
	b.open("/articles")
	d.publishes(url.Values{"was.name": {"Desk One"}, "name": {"Desk Two"}})
	b.open("/settings")
	b.holds("#method", "We ask twice.")
	b.holds("#name", "Desk Two")
	d.publishes(url.Values{"was.name": {"Desk Two"}, "name": {"Desk One"}})
	b.follow("#publisher button")
	b.reads("#toast", "Saved")
	b.holds("#name", "Desk One")
	b.holds("#method", "We ask twice.")
}

// TestARefusedCorrectionGoesOverNothingLater saves over another's correction, is told so, and comes back to what was typed.
func TestARefusedCorrectionGoesOverNothingLater(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	b.open(correction)
	b.writeOn("#revise-text", " Ada’s own sentence.")
	d.revise(corrected(t, d.textOf(1)), 1)
	theirs := d.textOf(1)
	for range 2 {
		b.expects("409 POST /articles/1/revisions")
		if status := b.follow(save); status != 409 {
			t.Fatalf("it gives %d", status)
		}
		b.reads("#revise .problem", "corrected by somebody else")
		b.writeOn("#revise-text", " More.")
		b.open("/articles/1")
		b.open(correction)
		b.holds("#revise-text", " More.")
	}
	if d.textOf(1) != theirs {
		t.Error("it was saved over theirs")
	}
	b.expects("409 POST /articles/1/revisions")
	b.follow(save)
	b.looked()
	b.follow(save) // knowingly
	if !strings.Contains(d.textOf(1), "Ada’s own sentence. More. More.") {
		t.Error("it was not saved knowingly")
	}
}
