package desk_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestClaimsAsTheyStood(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	first := n.mark(t, n.rosa, "12 years")
	n.mark(t, n.rosa, "Nobody was hurt")
	n.revise(t, strings.Replace("An update.\n\n"+report, "Nobody was hurt in the fire at the mill.", "All is well.", 1))
	disputed := factcheck.Disputed
	if _, err := n.ChangeClaim(ctx, n.rosa, first.ID, 0, desk.ClaimChange{Verdict: &disputed}); err != nil {
		t.Fatal(err)
	}
	n.mark(t, n.imre, "An update")
	for _, want := range []struct {
		number int
		quotes string
	}{{1, "12 years unchecked 1, Nobody was hurt unchecked 1"}, {2, "12 years disputed 2, An update unchecked 2, Nobody was hurt unchecked 1"}} {
		claims, err := n.ClaimsAsOf(ctx, n.vera, n.article.ID, want.number)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, c := range claims {
			said = append(said, c.Quote+" "+string(c.Verdict)+" "+string('0'+rune(c.Revision)))
		}
		slices.Sort(said)
		if got := strings.Join(said, ", "); got != want.quotes {
			t.Errorf("revision %d: %s, want %s", want.number, got, want.quotes)
		}
	}
	_, err := n.ClaimsAsOf(ctx, n.vera, n.article.ID, 3)
	wantCode(t, err, factcheck.NotFound)
}

func TestBlindReviewersAreCarriedUnseen(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	if _, err := n.AssignReview(ctx, n.admin, n.article.ID, "chidi", true, ""); err != nil {
		t.Fatal(err)
	}
	n.mark(t, n.rosa, "12 years")
	own := n.mark(t, n.editor, "Nobody was hurt")
	made := n.revise(t, strings.Replace(report, " She had served 12 years.", "", 1))
	if len(made.Carried) != 1 || made.Carried[0].Claim.ID != own.ID {
		t.Errorf("an editor who reads blind is told of %+v", made.Carried)
	}
	if waiting := n.waitingFor(t, n.editor); len(waiting) != 0 {
		t.Errorf("and of %+v", waiting)
	}
	var events []factcheck.Event
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		events, _, err = r.ArticleEvents(n.editor.ID, n.article.ID, 0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.ClaimID != 0 && e.ClaimID != own.ID {
			t.Errorf("and sees the event %+v", e)
		}
	}
}

// TestNoClaimIsEverLost revises a text at random, claims being marked, changed, deleted, restored and undone between, and holds
// every claim's quote against its span, and every claim that was there against those that are.
func TestNoClaimIsEverLost(t *testing.T) {
	n := newNewsroom(t)
	rapid.Check(t, func(rt *rapid.T) {
		n.reporting(t)
		there := map[int64]bool{}
		text := report
		for range rapid.IntRange(2, 10).Draw(rt, "steps") {
			text = n.stepAtRandom(rt, t, text, there)
			n.holdAll(t, there)
		}
	})
}

func (n *newsroom) stepAtRandom(rt *rapid.T, t *testing.T, text string, there map[int64]bool) string {
	some := func() int64 {
		for id := range there {
			return id
		}
		return 0
	}
	switch rapid.IntRange(0, 5).Draw(rt, "step") {
	case 0, 1:
		start := rapid.IntRange(0, len(text)-2).Draw(rt, "start")
		s := factcheck.Span{Start: start, End: rapid.IntRange(start+1, min(start+40, len(text))).Draw(rt, "end")}
		if c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Span: &s}); err == nil {
			there[c.ID] = true
		}
	case 2, 3:
		words := strings.Split(text, " ")
		i := rapid.IntRange(0, len(words)-1).Draw(rt, "word")
		j := min(i+rapid.IntRange(0, 12).Draw(rt, "words"), len(words))
		put := rapid.SampledFrom([]string{"", "but", "in 2019", "and so on. A new sentence"}).Draw(rt, "put")
		next := strings.TrimSpace(strings.Join(words[:i], " ") + " " + put + " " + strings.Join(words[j:], " "))
		if next != "" {
			return n.revise(t, next).Revision.Text
		}
	case 4:
		if id := some(); id != 0 {
			if _, err := n.DeleteClaim(ctx, n.rosa, id, 0); err == nil {
				delete(there, id)
			}
		}
	case 5:
		if e, c, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err == nil {
			if delete(there, e.ClaimID); !c.Deleted {
				there[c.ID] = true
			}
		}
	}
	return text
}

func (n *newsroom) holdAll(t *testing.T, there map[int64]bool) {
	t.Helper()
	var claims []factcheck.Claim
	var current int
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		if current, err = r.CurrentRevision(n.article.ID); err != nil {
			return err
		}
		claims, err = r.ArticleClaims(n.rosa.ID, n.article.ID)
		return err
	})
	if err != nil || len(claims) != len(there) {
		t.Fatalf("%d claims of %d, %v", len(claims), len(there), err)
	}
	waiting := n.waitingFor(t, n.rosa)
	for _, c := range claims {
		n.holdPlace(t, c)
		if !there[c.ID] || c.Waits() != (c.Revision < current) {
			t.Errorf("claim %d at revision %d of %d is %q", c.ID, c.Revision, current, c.Carried)
		}
		if c.Waits() {
			waiting = waiting[1:]
		}
	}
	if len(waiting) != 0 {
		t.Errorf("%d more claims wait than do", len(waiting))
	}
}
