package desk_test

import (
	"strings"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/factcheck"
)

func TestAnswersToAClaimThatWaits(t *testing.T) {
	cut := strings.Replace(report, " She had served 12 years.", "", 1)
	elsewhere := strings.Replace(cut, "Sales rose 7", "She had served 12 years. Sales rose 7", 1)
	begin := func(t *testing.T, text string) (*newsroom, factcheck.Claim) {
		n := newNewsroom(t).reporting(t)
		c := n.mark(t, n.rosa, "12 years")
		n.revise(t, text)
		return n, n.standing(t, c.ID)
	}
	t.Run("accept", func(t *testing.T) {
		n, c := begin(t, elsewhere)
		got, err := n.AnswerCarryover(ctx, n.rosa, c.ID, c.Version, desk.CarryoverAnswer{Accept: true})
		if err != nil || got.Revision != 2 || got.Quote != "12 years" || got.Carried != "" {
			t.Fatalf("%+v, %v", got, err)
		}
		n.holdPlace(t, got)
		if len(n.waitingFor(t, n.editor)) != 0 {
			t.Error("it still waits")
		}
		if _, undone, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err != nil || undone.Revision != 1 || !undone.Waits() || len(n.waitingFor(t, n.rosa)) != 1 {
			t.Errorf("undone: %+v, %v", undone, err)
		}
	})
	t.Run("place, by an editor", func(t *testing.T) {
		n, c := begin(t, cut)
		got, err := n.AnswerCarryover(ctx, n.editor, c.ID, 0, desk.CarryoverAnswer{Span: &factcheck.Span{Start: 4, End: 9}})
		if err != nil || got.Revision != 2 || got.Quote != "mayor" || got.Carried != factcheck.CarriedChanged {
			t.Fatalf("%+v, %v", got, err)
		}
		if _, _, err := n.Undo(ctx, n.editor, n.article.ID, desk.UndoInput{}); factcheck.CodeOf(err) != factcheck.NotFound {
			t.Errorf("an editor undoes an answer on another's claim: %v", err)
		}
	})
	t.Run("drop, and restore", func(t *testing.T) {
		n, c := begin(t, cut)
		if _, err := n.AnswerCarryover(ctx, n.editor, c.ID, 0, desk.CarryoverAnswer{Drop: true}); err != nil {
			t.Fatal(err)
		}
		if len(n.waitingFor(t, n.editor)) != 0 {
			t.Error("it still waits")
		}
		if got, err := n.RestoreClaim(ctx, n.rosa, c.ID, 0); err != nil || !got.Waits() || len(n.waitingFor(t, n.rosa)) != 1 {
			t.Errorf("restored: %+v, %v", got, err)
		}
	})
	t.Run("what is refused", func(t *testing.T) {
		n, c := begin(t, cut)
		_, err := n.AnswerCarryover(ctx, n.rosa, c.ID, 0, desk.CarryoverAnswer{Accept: true})
		wantCode(t, err, factcheck.Invalid)
		_, err = n.AnswerCarryover(ctx, n.imre, c.ID, 0, desk.CarryoverAnswer{Drop: true})
		wantCode(t, err, factcheck.Forbidden)
		_, err = n.AnswerCarryover(ctx, n.rosa, c.ID, 1, desk.CarryoverAnswer{Drop: true})
		wantCode(t, err, factcheck.Conflict)
		_, err = n.AnswerCarryover(ctx, n.rosa, c.ID, 0, desk.CarryoverAnswer{})
		wantCode(t, err, factcheck.Invalid)
		_, err = n.ChangeClaim(ctx, n.rosa, c.ID, 0, desk.ClaimChange{Span: &factcheck.Span{Start: 0, End: 3}})
		wantCode(t, err, factcheck.Conflict)
	})
	t.Run("the text comes back", func(t *testing.T) {
		n, c := begin(t, cut)
		n.revise(t, report)
		if got := n.standing(t, c.ID); got.Revision != 3 || got.Carried != "" || got.Quote != "12 years" {
			t.Errorf("%+v", got)
		}
	})
}

func TestAChangedClaimIsMarkedUntilItsVerdictIsLookedAt(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	n.revise(t, strings.Replace(report, "12", "14", 1))
	note := "Her office says so."
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: &note}); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("a note on the old words: %v", err)
	}
	got, err := n.ChangeClaim(ctx, n.rosa, c.ID, 2, desk.ClaimChange{Note: &note})
	if err != nil || got.Carried != factcheck.CarriedChanged {
		t.Errorf("after a note: %q, %v", got.Carried, err)
	}
	got, err = n.ChangeClaim(ctx, n.rosa, c.ID, 3, desk.ClaimChange{Confirm: true})
	if err != nil || got.Carried != "" || got.Version != 4 {
		t.Errorf("confirmed: %q, version %d, %v", got.Carried, got.Version, err)
	}
}

func TestWritesThatSawAnOlderRevision(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	at := strings.Index(report, "Nobody")
	n.revise(t, "An update.\n\n"+report)
	note := "Her office says so."
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: &note}); err != nil {
		t.Errorf("a note, where only the place has moved: %v", err)
	}
	_, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Span: &factcheck.Span{Start: 0, End: 3}})
	wantCode(t, err, factcheck.Conflict)
	made, err := n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: at, End: at + 6}, Seen: 1})
	if err != nil || made.Quote != "Nobody" || made.Revision != 2 {
		t.Errorf("marked on revision 1: %+v, %v", made, err)
	}
	n.revise(t, strings.Replace(report, "Nobody was", "Two people were", 1))
	_, err = n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: at, End: at + 6}, Seen: 1})
	wantCode(t, err, factcheck.Conflict)
}

func TestUndoOverARevision(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	c, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Span: &factcheck.Span{Start: 34, End: 53}})
	if err != nil {
		t.Fatal(err)
	}
	disputed := factcheck.Disputed
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 2, desk.ClaimChange{Verdict: &disputed}); err != nil {
		t.Fatal(err)
	}
	n.revise(t, "An update.\n\n"+report)
	_, undone, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
	if err != nil || undone.Verdict != factcheck.Unchecked || undone.Revision != 2 || undone.Quote != c.Quote {
		t.Errorf("the verdict: %+v, %v", undone, err)
	}
	_, undone, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
	if err != nil || undone.Quote != "12 years" || undone.Revision != 2 {
		t.Errorf("the span: %+v, %v", undone, err)
	}
	n.holdPlace(t, undone)
	if _, undone, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err != nil || !undone.Deleted {
		t.Errorf("the claim: %+v, %v", undone, err)
	}
}

func TestDecisionsComeAlong(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	a, b := n.mark(t, n.rosa, "12 years"), n.mark(t, n.imre, "served 12 years")
	decision := n.decide(t, accept(a, b))
	since := func() bool {
		c, err := n.Compare(ctx, n.editor, n.article.ID, agreement.DefaultThreshold)
		if err != nil || len(c.Groups) != 1 {
			t.Fatal(c, err)
		}
		if d := c.Groups[0].Decision; d == nil || d.Revision != c.Article.Revision || d.ID != decision.ID {
			t.Errorf("decision %+v on revision %d", d, c.Article.Revision)
		}
		return c.Groups[0].Since
	}
	n.revise(t, "An update.\n\n"+report)
	if since() {
		t.Error("words that moved count as changed since the decision")
	}
	n.revise(t, "An update.\n\n"+strings.Replace(report, "12", "14", 1))
	if !since() {
		t.Error("words that changed do not count as changed since the decision")
	}
	n.revise(t, "An update.")
	c, err := n.Compare(ctx, n.editor, n.article.ID, agreement.DefaultThreshold)
	if err != nil || len(c.Left) != 2 {
		t.Errorf("claims that wait are not listed: %+v, %v", c.Left, err)
	}
}
