package main_test

import (
	"fmt"
	"testing"
)

// judgesAtHand has a claim still be at hand to which its person has turned while an answer was on its way, and judges it.
func (b *tab) judgesAtHand(claim int64) {
	b.t.Helper()
	b.until(`location.hash === %s`, fmt.Sprintf("#claim-%d", claim))
	b.until(`document.activeElement.dataset.claims?.split(" ").includes(%s)`, fmtID(claim))
	b.press("d")
	b.saved()
	if got := b.desk.claim(claim); got.Verdict != "disputed" {
		b.t.Errorf("claim %d, which was at hand, is %s", claim, got.Verdict)
	}
}

// TestWhatIsTakenOverPullsNothingUnderTheHands has a note typed ahead of a claim that a closed tab has left, and goes to another claim
// before that one is made.
func TestWhatIsTakenOverPullsNothingUnderTheHands(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	left := b.beside()
	left.expects("503 POST /articles/1/claims")
	left.open("/articles/1")
	way.busy.Store(true)
	left.press("n", "e", "Typed ahead.")
	left.reads("#banner", "1 change waits in this browser")
	left.close()
	b.expects("503 POST /articles/1/claims")
	b.open("/articles/1")
	b.reads("#banner", "1 change waits in this browser")
	b.press("j", "j")
	at := b.currentClaim()
	before := d.claimsOf("rosa", 1)
	way.busy.Store(false)
	b.until(`document.querySelectorAll("#index-list li").length > 0 && !Object.keys(localStorage).some((name) => name.includes(".ahead."))`)
	b.saved()
	b.judgesAtHand(at)
	after := d.claimsOf("rosa", 1)
	if len(after) != len(before)+1 {
		t.Fatalf("%d claims became %d", len(before), len(after))
	}
	for _, c := range after {
		if c.Note == "Typed ahead." && c.Verdict == "unchecked" {
			return
		}
	}
	t.Errorf("what was typed ahead is of none of %+v", after)
}

// TestAChoiceInAConflictPullsNothingUnderTheHands chooses one reading, and goes to a claim before that is answered.
func TestAChoiceInAConflictPullsNothingUnderTheHands(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	letGo := stale.holdsBack("/claims/1$")
	stale.click("#card-1 form.keep button")
	stale.until("window.heldBack === 1")
	stale.press("Escape", "j")
	at := stale.currentClaim()
	letGo()
	stale.lacks("#card-1.is-conflict")
	stale.saved()
	stale.judgesAtHand(at)
	if got := d.claim(1); got.Verdict == "disputed" {
		t.Errorf("the claim in conflict became %+v", got)
	}
}

// TestAQuoteThatIsMarkedPullsNothingUnderTheHands marks by quoting, and goes to a claim before that is answered.
func TestAQuoteThatIsMarkedPullsNothingUnderTheHands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	letGo := b.holdsBack("/articles/1/claims$")
	b.quotes("The same evening", "By quoting.")
	b.until("window.heldBack === 1")
	b.press("Escape", "j", "j")
	at := b.currentClaim()
	before := d.claim(at)
	letGo()
	b.saved()
	b.judgesAtHand(at)
	made := d.claimOn("rosa", 1, "The same evening")
	if made.Verdict != "unchecked" || made.Note != "By quoting." || before.ID == made.ID {
		t.Errorf("the claim that was marked is %+v", made)
	}
}
