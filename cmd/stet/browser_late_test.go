package main_test

import (
	"fmt"
	"net/url"
	"testing"
)

// holdsBack has answers to requests whose address matches come when they are let go. The page counts them: window.heldBack.
func (b *tab) holdsBack(pattern string) (letGo func()) {
	b.t.Helper()
	held := evaluate[int](b, `((real, held) => {
		window.fetch = async (url, options) => {
			const answer = await real(url, options);
			if (held && new RegExp(%s).test(url)) await new Promise((go) => (held.push(go), window.heldBack = (window.heldBack ?? 0) + 1));
			return answer;
		};
		window.lettingGo ??= [];
		return window.lettingGo.push(() => { held.splice(0).forEach((go) => go()); held = null; return true; }) - 1;
	})(window.fetch, [])`, pattern)
	return func() { evaluate[bool](b, `window.lettingGo[%s]()`, held) }
}

// TestAGroupsWordsGoIntoNoOther writes on while a decision is on its way, and opens another group while the first comes anew.
func TestAGroupsWordsGoIntoNoOther(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	letDecide := b.holdsBack("/decisions")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.click(".decide button[type=submit]")
	b.fill("#reason", "Of the first.")
	letOpen := b.holdsBack("compare.*group=3")
	letDecide()
	b.decidedOne(all)
	b.click("#g1 .group-open")
	b.until(`document.getElementById("deciding")?.dataset.group === "1"`)
	b.fill("#reason", "Of the second.")
	letOpen()
	b.reads("#said", "Saved, but not what you wrote since.")
	b.holds("#reason", "Of the second.")
	b.reload()
	b.holds("#reason", "Of the second.")
}

// TestWhatIsWrittenAfterADecisionGoesOverNoOther writes on while a decision is on its way, and goes to another group; the decision is
// changed by somebody else before one comes back.
func TestWhatIsWrittenAfterADecisionGoesOverNoOther(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	letGo := b.holdsBack("/decisions")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.click(".decide button[type=submit]")
	b.fill("#reason", "Written since.")
	b.click("#g1 .group-open")
	b.until(`document.getElementById("deciding")?.dataset.group === "1"`)
	letGo()
	b.decidedOne(all)
	ada := visitAs(t, d, "ada")
	ada.open("/articles/1/compare?group=3")
	ada.fill("#reason", "As ada reads it.")
	ada.click(".decide button[type=submit]")
	ada.until(`document.querySelector("#said").textContent.startsWith("Saved")`)
	b.goesOverNoDecision(3, "Written since.")
}

// withoutClaim has a claim deleted elsewhere by whoever made it.
func (d *running) withoutClaim(id int64) {
	d.t.Helper()
	c := d.claim(id)
	fields := url.Values{"version": {fmt.Sprint(c.Version)}}
	if status, body, _ := d.post(d.signIn(c.Reviewer, passwordOf(c.Reviewer)), fmt.Sprintf("/claims/%d/delete", id), fields); status >= 400 {
		d.t.Fatalf("deleting gives %d: %s", status, body)
	}
}

// TestADraftThatMovesWithItsGroupGoesOverNoDecision has the group lose the claim it was known by, and somebody else decide it.
func TestADraftThatMovesWithItsGroupGoesOverNoDecision(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "As I read it.")
	d.withoutClaim(3)
	d.adaDecides(t, 13, "13")
	b.goesOverNoDecision(13, "As I read it.")
}

// TestAnUndoThatIsAnsweredLateLeavesTheHandsAlone writes on another card meanwhile.
func TestAnUndoThatIsAnsweredLateLeavesTheHandsAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=2")
	b.fill("#note-2", "To be taken back.")
	b.version(2, 2)
	b.openCard(1)
	b.lacks("#card-2.is-open")
	letGo := b.holdsBack("/undo")
	b.press("z")
	b.fill("#note-1", "Written meanwhile.")
	letGo()
	b.version(2, 3)
	b.until(`document.activeElement.id === "note-1"`)
	b.write(" And on.")
	b.holds("#note-1", "Written meanwhile. And on.")
}

// TestAChoiceThatIsShownLateLeavesTheHandsAlone writes on another card while the claim comes anew that was in conflict.
func TestAChoiceThatIsShownLateLeavesTheHandsAlone(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	letGo := stale.holdsBack("/claims/1/card")
	stale.click("#card-1 form.keep button")
	stale.openCard(2)
	stale.fill("#note-2", "Written meanwhile.")
	letGo()
	stale.lacks("#card-1.is-conflict")
	stale.until(`document.activeElement.id === "note-2" && document.querySelector("#card-2.is-open") !== null`)
	stale.write(" And on.")
	stale.holds("#note-2", "Written meanwhile. And on.")
	if got := d.claim(1).Note; got != "the second tab’s note" {
		t.Errorf("kept is %q", got)
	}
}

// TestACardThatComesLateIsNoneOfBefore judges while the card is on its way, which tells of the verdict of before.
func TestACardThatComesLateIsNoneOfBefore(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	letOpen := b.holdsBack("/claims/1/card")
	b.click("#card-1 a")
	b.until(`window.heldBack === 1`)
	b.press("d")
	b.version(1, 2)
	letOpen()
	b.sees("#card-1.is-open")
	b.until(`document.querySelector('#card-1 [name=verdict][value="disputed"]').checked`)
	b.press("u")
	b.version(1, 3)
	if got := d.claim(1).Verdict; got != "unproven" {
		t.Errorf("the verdict is %q", got)
	}
}

// TestAVerdictThatIsAnsweredLateClosesNoCard judges while the card is on its way, and writes on it before the verdict is answered.
func TestAVerdictThatIsAnsweredLateClosesNoCard(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	letOpen, letJudge := b.holdsBack("/claims/1/card"), b.holdsBack("/claims/1$")
	b.click("#card-1 a")
	b.until(`window.heldBack === 1`)
	b.press("d")
	b.until(`window.heldBack === 2`)
	letOpen()
	b.sees("#card-1.is-open")
	b.fill("#note-1", "Written")
	letJudge()
	b.version(1, 2)
	b.until(`document.querySelector('#card-1 [name=verdict][value="disputed"]').checked`)
	b.press(" and d u v")
	b.until(`document.activeElement.id === "note-1" && document.activeElement.value === "Written and d u v"`)
	b.saved()
	if got := d.claim(1); got.Verdict != "disputed" || got.Note != "Written and d u v" {
		t.Errorf("the claim is %q, %q", got.Verdict, got.Note)
	}
}
