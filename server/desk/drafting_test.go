package desk_test

import (
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
)

// onOlderTexts leaves a claim on each of as many texts of an article as there are sentences, which they mark and which are gone.
func (n *newsroom) onOlderTexts(t *testing.T, sentences ...string) (claims []factcheck.Claim) {
	t.Helper()
	for _, sentence := range sentences {
		n.revise(t, report+"\n\n"+sentence)
		claims = append(claims, n.mark(t, n.rosa, sentence))
		n.revise(t, report)
	}
	return claims
}

// TestACorrectionGoesOnFromWhatAnEarlierTryCompared corrects a text, claims on three older ones of which wait, in as little time as there
// can be, and looks at it before; the sentence that one of them marked is back.
func TestACorrectionGoesOnFromWhatAnEarlierTryCompared(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	claims := n.onOlderTexts(t, "Harbour fees doubled.", "An orchard burnt down in April.", "Two quarries reopen near the old walnut tree.")
	n.LeadForNoTime()
	in := revision(t, "An update.\n\n"+report+"\n\n"+claims[1].Quote)
	_, err := n.PlanRevision(ctx, n.editor, n.article.ID, in)
	wantCode(t, err, factcheck.Unavailable)
	_, err = n.ReviseArticle(ctx, n.editor, n.article.ID, in)
	wantCode(t, err, factcheck.Unavailable)
	if c := n.standing(t, claims[1].ID); c.Revision != claims[1].Revision {
		t.Errorf("a correction that was refused has led a claim to revision %d", c.Revision)
	}
	made, err := n.ReviseArticle(ctx, n.editor, n.article.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range claims {
		back := i == 1
		if got := n.standing(t, c.ID); got.Waits() == back || back && got.Revision != made.Revision.Number {
			t.Errorf("claim %d is on revision %d, %q", c.ID, got.Revision, got.Carried)
		}
	}
}

// TestACorrectionWaitsForOneOlderTextAtLeast corrects a text with a claim on an older one that waits, in as little time as there can be.
func TestACorrectionWaitsForOneOlderTextAtLeast(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	n.onOlderTexts(t, "Harbour fees doubled.")
	n.LeadForNoTime()
	n.revise(t, report+"\n\nAnother end.")
}

// TestWhatWasDroppedIsComparedWhenItIsBroughtBack corrects a text, claims on older ones of which were dropped, in as little time as there
// can be, and takes back two: the sentence of the one is back, that of the other is not.
func TestWhatWasDroppedIsComparedWhenItIsBroughtBack(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	claims := n.onOlderTexts(t, "Harbour fees doubled.", "An orchard burnt down in April.", "Two quarries reopen near the old walnut tree.")
	for _, c := range claims[:2] {
		_, err := n.AnswerCarryover(ctx, n.rosa, c.ID, 0, desk.CarryoverAnswer{Drop: true})
		check(t, err)
	}
	_, err := n.DeleteClaim(ctx, n.rosa, claims[2].ID, 0)
	check(t, err)
	n.LeadForNoTime()
	made := n.revise(t, "An update.\n\n"+report+"\n\n"+claims[1].Quote)
	_, gone, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
	check(t, err)
	if gone.ID != claims[2].ID || gone.Carried != factcheck.CarriedGone {
		t.Errorf("claim %d is back, and %q", gone.ID, gone.Carried)
	}
	back, err := n.RestoreClaim(ctx, n.rosa, claims[1].ID, 0)
	check(t, err)
	if back.Carried != factcheck.CarriedUncertain || len(n.waitingFor(t, n.rosa)) != 2 {
		t.Errorf("the claim is %q, %d wait", back.Carried, len(n.waitingFor(t, n.rosa)))
	}
	back, err = n.AnswerCarryover(ctx, n.rosa, back.ID, 0, desk.CarryoverAnswer{Accept: true})
	check(t, err)
	if back.Revision != made.Revision.Number || back.Quote != claims[1].Quote {
		t.Errorf("it is accepted on revision %d, as %q", back.Revision, back.Quote)
	}
	n.holdPlace(t, back)
}
