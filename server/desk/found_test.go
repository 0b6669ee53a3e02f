package desk_test

import (
	"database/sql"
	"iter"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

// TestWhatIsFoundIsKeptUpToDate does what people do on a desk at random, and holds what was counted once and brought up to date since
// against what is counted anew, for who reads blind, who does not, and who does now and then.
func TestWhatIsFoundIsKeptUpToDate(t *testing.T) {
	n := newNewsroom(t)
	var claims, decisions, reviews []int64
	rapid.Check(t, func(rt *rapid.T) {
		n.article = n.importText(t, text)
		claims, decisions, reviews = nil, nil, nil
		some := func(of []int64) int64 {
			if len(of) == 0 {
				return 0
			}
			return rapid.SampledFrom(of).Draw(rt, "of")
		}
		for range rapid.IntRange(4, 12).Draw(rt, "steps") {
			reader := rapid.SampledFrom([]factcheck.Person{n.rosa, n.imre}).Draw(rt, "reader")
			verdict := rapid.SampledFrom(factcheck.Verdicts).Draw(rt, "verdict")
			switch rapid.IntRange(0, 10).Draw(rt, "step") { // what is refused is refused
			case 0, 1, 2:
				in := desk.NewClaim{Quote: rapid.SampledFrom([]string{"The company", "2.83m", "phrase"}).Draw(rt, "quote"), Verdict: verdict}
				if rapid.Bool().Draw(rt, "cited") {
					in.Citations = []factcheck.Citation{{URL: "https://example.org/1", Stance: factcheck.Refutes}}
				}
				if c, err := n.CreateClaim(ctx, reader, n.article.ID, in); err == nil {
					claims = append(claims, c.ID)
				}
			case 3:
				n.ChangeClaim(ctx, reader, some(claims), 0, desk.ClaimChange{Verdict: &verdict})
			case 4:
				n.DeleteClaim(ctx, reader, some(claims), 0)
			case 5:
				n.Undo(ctx, reader, n.article.ID)
			case 6:
				if v, err := n.AssignReview(ctx, n.editor, n.article.ID, reader.Name, rapid.Bool().Draw(rt, "blind"), ""); err == nil {
					reviews = append(reviews, v.ID)
				}
			case 7:
				n.SubmitReview(ctx, reader, some(reviews))
			case 8:
				n.ReopenReview(ctx, n.editor, some(reviews))
			case 9:
				if d, err := n.Decide(ctx, n.editor, n.article.ID, accept(factcheck.Claim{ID: some(claims)})); err == nil {
					decisions = append(decisions, d.ID)
				}
			case 10:
				n.ReopenDecision(ctx, n.editor, some(decisions), 0)
			}
			if rapid.Bool().Draw(rt, "looked at") {
				n.holdFound(t)
			}
		}
		n.holdFound(t)
	})
}

func (n *newsroom) holdFound(t *testing.T) {
	t.Helper()
	for _, viewer := range []factcheck.Person{n.vera, n.rosa, n.imre, desk.CommandLine} {
		if viewer.ID%2 == 0 { // else what was kept before is brought up to date where it is asked for
			check(t, n.CountFound(ctx, viewer))
		}
		n.read(t, func(r *store.Reader) error {
			s, err := n.Summary(r, viewer, desk.ReportAsk{})
			check(t, err)
			if diff := cmp.Diff(gathered(t, r.EachArticleFound(viewer.ID)), gathered(t, s.Each())); diff != "" {
				t.Fatalf("for %q is kept what is not so: %s", viewer.Name, diff)
			}
			return nil
		})
	}
}

func gathered(t *testing.T, found iter.Seq2[factcheck.ArticleFound, error]) (all []factcheck.ArticleFound) {
	t.Helper()
	for a, err := range found {
		check(t, err)
		all = append(all, a)
	}
	return all
}

// A claim is changed beneath the desk, without an event: whoever does not see it has not counted it again.
func TestADeskWithoutChangesIsCountedOnce(t *testing.T) {
	path := storetest.File(t)
	n := newsroomIn(t, storetest.OpenFile(t, path))
	first := n.judged(t, n.rosa, "The company", factcheck.Disputed)
	n.article = n.importText(t, text)
	n.judged(t, n.rosa, "The company", factcheck.Disputed)
	check(t, n.CountFound(ctx, n.imre))
	db, err := sql.Open("sqlite", path)
	check(t, err)
	defer db.Close()
	_, err = db.ExecContext(ctx, "update claims set verdict = 'verified' where id = ?", first.ID)
	check(t, err)
	n.judged(t, n.imre, "phrase", factcheck.Verified)
	var counting sync.WaitGroup
	for _, viewer := range []factcheck.Person{n.vera, n.rosa, n.imre, n.editor, n.admin} {
		counting.Go(func() {
			if err := n.CountFound(ctx, viewer); err != nil {
				t.Error(err)
			}
			err := n.store.Read(ctx, func(r *store.Reader) error {
				s, err := n.Summary(r, viewer, desk.ReportAsk{Verdicts: []factcheck.Verdict{factcheck.Disputed}})
				if want := (export.Coverage{VerdictCounts: factcheck.VerdictCounts{Verified: 1, Disputed: 2}, Unsourced: 3}); err != nil || s.Coverage != want || s.Shown != 2 {
					t.Errorf("%s: %+v, %v", viewer.Name, s, err)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	counting.Wait()
}
