package desk_test

import (
	"errors"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
)

// sight is claims at the versions at which they are held here.
func sight(claims ...factcheck.Claim) (saw []factcheck.DecidedClaim) {
	for _, c := range claims {
		saw = append(saw, factcheck.DecidedClaim{ID: c.ID, Version: c.Version})
	}
	return saw
}

func (n *newsroom) turn(t *testing.T, by factcheck.Person, claim factcheck.Claim, v factcheck.Verdict) factcheck.Claim {
	t.Helper()
	changed, err := n.ChangeClaim(ctx, by, claim.ID, 0, desk.ClaimChange{Verdict: &v})
	check(t, err)
	return changed
}

// wantChanged wants a conflict that shows these claims as they stand.
func wantChanged(t *testing.T, err error, claims ...factcheck.Claim) {
	t.Helper()
	wantCode(t, err, factcheck.Conflict)
	var e *factcheck.Error
	if !errors.As(err, &e) || len(e.Claims) != len(claims) {
		t.Fatalf("the conflict is %+v", e)
	}
	for i, c := range claims {
		if e.Claims[i].ID != c.ID || e.Claims[i].Version != c.Version || e.Claims[i].Verdict != c.Verdict {
			t.Errorf("it shows %+v, want %+v", e.Claims[i], c)
		}
	}
}

func TestAReadingChangedSinceItWasSeenIsNotDecided(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	in := accept(rosa[1], imre[1])
	in.Seen, in.ClaimID, in.Reason = sight(rosa[1], imre[1]), rosa[1].ID, "Disputed."
	turned := n.turn(t, n.rosa, rosa[1], factcheck.Verified)
	_, err := n.Decide(ctx, n.editor, n.article.ID, in)
	wantChanged(t, err, turned)
	in.Seen = sight(turned)
	_, err = n.Decide(ctx, n.editor, n.article.ID, in)
	wantChanged(t, err, imre[1])
	in.Seen = sight(turned, imre[1])
	in.Seen[0].Version++
	_, err = n.Decide(ctx, n.editor, n.article.ID, in)
	wantCode(t, err, factcheck.Invalid)
	in.Seen = sight(turned, imre[1])
	if made := n.decide(t, in); made.Verdict != factcheck.Verified || n.compare(t, n.editor).Groups[1].Since {
		t.Errorf("it is decided as %+v", made)
	}
}

// TestAReadingThatMovedAwayIsAConflictToo moves a claim to where it shares no text with the rest of its group.
func TestAReadingThatMovedAwayIsAConflictToo(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	in := accept(rosa[1], imre[1])
	in.Seen, in.ClaimID = sight(rosa[1], imre[1]), rosa[1].ID
	moved, err := n.ChangeClaim(ctx, n.rosa, rosa[1].ID, 0, desk.ClaimChange{Span: &factcheck.Span{Start: 0, End: 3}})
	check(t, err)
	_, err = n.Decide(ctx, n.editor, n.article.ID, in)
	wantChanged(t, err, moved)
}

func TestWordsThatOnlyMovedWereSeen(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	in := accept(rosa[0], imre[0])
	in.Seen = sight(rosa[0], imre[0])
	read, err := extract.Plain([]byte("A new beginning.\n\n" + text))
	check(t, err)
	_, err = n.ReviseArticle(ctx, n.editor, n.article.ID, desk.RevisionInput{Article: read})
	check(t, err)
	if c := n.claimOf(t, n.editor, rosa[0].ID); c.Version == rosa[0].Version {
		t.Fatal("the claim was not carried")
	}
	n.decide(t, in)
	if n.compare(t, n.editor).Groups[0].Since {
		t.Error("words that only moved show as changed since the decision")
	}
}

func TestAChangeOfTheReasonAloneHasSeenNoReading(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	in := accept(rosa[1], imre[1])
	in.ClaimID = rosa[1].ID
	made := n.decide(t, in)
	turned := n.turn(t, n.rosa, rosa[1], factcheck.Verified)
	since := func(want bool) {
		t.Helper()
		if got := n.compare(t, n.editor).Groups[1].Since; got != want {
			t.Errorf("since the decision: %v", got)
		}
	}
	since(true)
	change := func(c desk.DecisionChange) (factcheck.Decision, error) {
		return n.ChangeDecision(ctx, n.editor, made.ID, 0, c)
	}
	changed, err := change(desk.DecisionChange{Reason: of("A comma, set.")})
	if err != nil || changed.Reason == "" || changed.Verdict != factcheck.Disputed {
		t.Errorf("changed to %+v, %v", changed, err)
	}
	since(true)
	_, err = change(desk.DecisionChange{Seen: sight(rosa[1], imre[1]), Reason: of("Late.")})
	wantChanged(t, err, turned)
	_, err = change(desk.DecisionChange{Seen: sight(turned, imre[1])})
	check(t, err)
	since(false)
	n.turn(t, n.rosa, rosa[1], factcheck.Unproven)
	since(true)
	_, err = change(desk.DecisionChange{ClaimID: rosa[1].ID}) // taken as it stands
	check(t, err)
	since(false)
	_, err = n.DeleteClaim(ctx, n.imre, imre[1].ID, 0)
	check(t, err)
	_, err = change(desk.DecisionChange{Reason: of("Another comma.")})
	check(t, err)
	since(true)
}

func TestOnlyWhatWasSeenAgreedIsAccepted(t *testing.T) {
	n := newNewsroom(t)
	kept := []factcheck.Claim{n.judge(t, n.rosa, "The company", factcheck.Verified), n.judge(t, n.imre, "The company", factcheck.Verified)}
	both := []factcheck.Claim{n.judge(t, n.rosa, "治理之路", factcheck.Verified), n.judge(t, n.imre, "治理之路", factcheck.Verified)}
	apart := []factcheck.Claim{n.judge(t, n.rosa, "was the phrase", factcheck.Verified), n.judge(t, n.imre, "was the phrase", factcheck.Verified)}
	saw := sight(append(append(kept, both...), apart...)...)
	n.turn(t, n.rosa, both[0], factcheck.Disputed)
	n.turn(t, n.imre, both[1], factcheck.Disputed)
	n.turn(t, n.imre, apart[1], factcheck.Disputed)
	n.judge(t, n.rosa, "up from", factcheck.Unproven)
	n.judge(t, n.imre, "up from", factcheck.Unproven)
	n.judge(t, n.rosa, "spent", factcheck.Verified) // never agreed
	done, err := n.DecideAgreed(ctx, n.editor, n.article.ID, agreement.DefaultThreshold, saw)
	check(t, err)
	if len(done.Made) != 1 || done.Made[0].ClaimIDs()[0] != kept[0].ID || done.Left != 3 {
		t.Errorf("accepted %+v, left %d", done.Made, done.Left)
	}
	done, err = n.DecideAgreed(ctx, n.editor, n.article.ID, agreement.DefaultThreshold, nil)
	if err != nil || len(done.Made) != 2 || done.Left != 0 {
		t.Errorf("of whatever stands, accepted %+v, left %d, %v", done.Made, done.Left, err)
	}
}
