package desk_test

import (
	"testing"

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
