package desk_test

import (
	"runtime"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/factcheck"
)

// whileItWaits runs f beside what goes on, once that waits for its turn to compute; then it lets that compute, and waits for it.
func (n *newsroom) whileItWaits(t *testing.T, goesOn func() error, f func()) {
	t.Helper()
	release := n.HoldThinking()
	done := make(chan error, 1)
	go func() { done <- goesOn() }()
	for waiting := 0; waiting == 0; waiting, _ = n.ThinksOf(nil) {
		select {
		case err := <-done:
			release()
			t.Fatalf("it did not wait for its turn to compute: %v", err)
		default:
			runtime.Gosched()
		}
	}
	f()
	release()
	check(t, <-done)
}

// TestAgreedGroupsAreThoseOfTheMoment has a group fall apart, another come about, and one be decided, while they are to be accepted.
func TestAgreedGroupsAreThoseOfTheMoment(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	third := n.joined(t)
	var changed, late factcheck.Claim
	n.judge(t, n.rosa, "phrase", factcheck.Verified)
	mine := n.judge(t, n.imre, "phrase", factcheck.Verified)
	n.compare(t, n.editor) // so that the groups are known
	var done desk.Accepted
	n.whileItWaits(t, func() (err error) {
		done, err = n.DecideAgreed(ctx, n.editor, n.article.ID, agreement.DefaultThreshold, nil)
		return err
	}, func() {
		changed = n.judge(t, third, "The company", factcheck.Disputed)
		late = n.judge(t, third, "治理之路", factcheck.Verified)
		n.decide(t, desk.DecisionInput{ClaimIDs: []int64{mine.ID}, Outcome: factcheck.Rejected, Reason: "No fact."})
	})
	if len(done.Made) != 1 {
		t.Fatalf("accepted are %+v", done.Made)
	}
	for _, id := range []int64{rosa[3].ID, late.ID} {
		if _, ok := done.Made[0].Saw(id); !ok {
			t.Errorf("claim %d, on which two agree by now, is not in what was accepted", id)
		}
	}
	for _, id := range []int64{rosa[0].ID, imre[0].ID, changed.ID} {
		if _, ok := done.Made[0].Saw(id); ok {
			t.Errorf("claim %d, on which they disagree by now, is accepted", id)
		}
	}
}

// TestWhatIsDecidedMeanwhileStaysSo decides one of two agreed groups while both are to be accepted.
func TestWhatIsDecidedMeanwhileStaysSo(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	n.judge(t, n.rosa, "phrase", factcheck.Verified)
	n.judge(t, n.imre, "phrase", factcheck.Verified)
	n.compare(t, n.editor)
	var done desk.Accepted
	n.whileItWaits(t, func() (err error) {
		done, err = n.DecideAgreed(ctx, n.editor, n.article.ID, agreement.DefaultThreshold, nil)
		return err
	}, func() {
		n.decide(t, desk.DecisionInput{ClaimIDs: []int64{rosa[0].ID, imre[0].ID}, Outcome: factcheck.Rejected, Reason: "No fact."})
	})
	if len(done.Made) != 1 || done.Made[0].Quote != "phrase" {
		t.Errorf("accepted are %+v", done.Made)
	}
	if c := n.compare(t, n.editor); c.Decided != 2 || c.Groups[0].Decision.Outcome != factcheck.Rejected {
		t.Errorf("%d groups are decided, the first %+v", c.Decided, c.Groups[0].Decision)
	}
}

// TestAnUndoThatComparesTextsKeepsNobodyWaiting takes a span back that was drawn on an older text.
func TestAnUndoThatComparesTextsKeepsNobodyWaiting(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Span: &factcheck.Span{Start: 34, End: 53}}); err != nil {
		t.Fatal(err)
	}
	n.revise(t, "An update.\n\n"+report)
	n.Desk = desk.New(n.store) // which has compared no texts
	var undone factcheck.Claim
	n.whileItWaits(t, func() (err error) {
		_, undone, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
		return err
	}, func() { n.mark(t, n.imre, "12 years") })
	if undone.Quote != "12 years" || undone.Revision != 2 {
		t.Errorf("undone: %+v", undone)
	}
	n.holdPlace(t, undone)
}

// TestAClaimOnAnOlderTextKeepsNobodyWaiting marks what stood on the first revision, while the article comes to its third.
func TestAClaimOnAnOlderTextKeepsNobodyWaiting(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	at := n.mark(t, n.rosa, "12 years").Span
	n.revise(t, "An update.\n\n"+report)
	n.Desk = desk.New(n.store)
	var made factcheck.Claim
	n.whileItWaits(t, func() (err error) {
		made, err = n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Span: &at, Seen: 1, Key: "once"})
		return err
	}, func() { n.mark(t, n.rosa, "An update") })
	if made.Quote != "12 years" || made.Revision != 2 {
		t.Errorf("made: %+v", made)
	}
	n.holdPlace(t, made)
}

// TestWhatComesWhileATextIsCorrectedComesAlong has claims come, one of them back on an older text, while a correction is compared.
func TestWhatComesWhileATextIsCorrectedComesAlong(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	gone := n.mark(t, n.rosa, "12 years")
	if _, err := n.DeleteClaim(ctx, n.rosa, gone.ID, 1); err != nil {
		t.Fatal(err)
	}
	n.revise(t, "An update.\n\n"+report)
	var late factcheck.Claim
	n.whileItWaits(t, func() error {
		_, err := n.ReviseArticle(ctx, n.editor, n.article.ID, revision(t, "An update, corrected.\n\n"+report))
		return err
	}, func() {
		late = n.mark(t, n.imre, "12 years")
		if _, err := n.RestoreClaim(ctx, n.rosa, gone.ID, 0); err != nil {
			t.Error(err)
		}
	})
	for _, id := range []int64{late.ID, gone.ID} {
		c := n.standing(t, id)
		if c.Revision != 3 || c.Quote != "12 years" {
			t.Errorf("claim %d stands on revision %d, on %q", id, c.Revision, c.Quote)
		}
		n.holdPlace(t, c)
	}
}
