package desk_test

import (
	"database/sql"
	"iter"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// TestWhatIsFoundIsKeptUpToDate does what people do on a desk in some order, and holds what was counted once and brought up to date
// since against what is counted anew, for who reads blind, who does not, and who does now and then.
func TestWhatIsFoundIsKeptUpToDate(t *testing.T) {
	n := newNewsroom(t)
	for run := range uint64(10) {
		p := pastime{newsroom: n, chance: rand.New(rand.NewPCG(6, run))}
		n.article = n.importText(t, text)
		for range 12 {
			p.step()
			if p.chance.IntN(3) == 0 {
				n.holdFound(t, p.chance)
			}
		}
		n.holdFound(t, p.chance)
	}
}

// pastime is what people do on an article by chance. What is refused is refused.
type pastime struct {
	*newsroom
	chance                     *rand.Rand
	claims, decisions, reviews []int64
}

func (p *pastime) step() {
	reader, verdict := oneOf(p.chance, p.rosa, p.imre), oneOf(p.chance, factcheck.Verdicts[:]...)
	claim, review := oneOf(p.chance, p.claims...), oneOf(p.chance, p.reviews...)
	switch p.chance.IntN(11) {
	case 0, 1, 2:
		in := desk.NewClaim{Quote: oneOf(p.chance, "The company", "2.83m", "phrase"), Verdict: verdict}
		if p.chance.IntN(2) == 0 {
			in.Citations = []factcheck.Citation{{URL: "https://example.org/1", Stance: factcheck.Refutes}}
		}
		if c, err := p.CreateClaim(ctx, reader, p.article.ID, in); err == nil {
			p.claims = append(p.claims, c.ID)
		}
	case 3:
		p.ChangeClaim(ctx, reader, claim, 0, desk.ClaimChange{Verdict: &verdict})
	case 4:
		p.DeleteClaim(ctx, reader, claim, 0)
	case 5:
		p.Undo(ctx, reader, p.article.ID, desk.UndoInput{})
	case 6:
		if v, err := p.AssignReview(ctx, p.editor, p.article.ID, reader.Name, p.chance.IntN(2) == 0, ""); err == nil {
			p.reviews = append(p.reviews, v.ID)
		}
	case 7:
		p.SubmitReview(ctx, reader, review)
	case 8:
		p.ReopenReview(ctx, p.editor, review)
	case 9:
		if d, err := p.Decide(ctx, p.editor, p.article.ID, accept(factcheck.Claim{ID: claim})); err == nil {
			p.decisions = append(p.decisions, d.ID)
		}
	case 10:
		p.ReopenDecision(ctx, p.editor, oneOf(p.chance, p.decisions...), 0)
	}
}

func oneOf[T any](chance *rand.Rand, of ...T) (one T) {
	if len(of) > 0 {
		one = of[chance.IntN(len(of))]
	}
	return one
}

// What a blind reader is told changes with their review alone: nothing needs to have happened to a claim.
func TestWhatIsKeptForABlindReaderFollowsTheirReviews(t *testing.T) {
	n := newNewsroom(t)
	always := rand.New(onlyZero{})
	n.judged(t, n.imre, "The company", factcheck.Disputed)
	first := n.article
	n.article = n.importText(t, text)
	n.judged(t, n.imre, "phrase", factcheck.Verified)
	n.assign(t, n.rosa, true, "")
	n.holdFound(t, always) // rosa reads one of two blind
	n.article = first
	n.assign(t, n.rosa, true, "")
	n.holdFound(t, always) // both
	n.submit(t, n.rosa)
	n.holdFound(t, always) // the other
}

// onlyZero is a chance that always takes the first.
type onlyZero struct{}

func (onlyZero) Uint64() uint64 { return 0 }

func (n *newsroom) holdFound(t *testing.T, chance *rand.Rand) {
	t.Helper()
	for _, viewer := range []factcheck.Person{n.vera, n.rosa, n.imre, desk.CommandLine} {
		if chance.IntN(2) == 0 { // else what was kept before is brought up to date where it is asked for
			check(t, n.CountFound(ctx, viewer))
		}
		n.read(t, func(r *store.Reader) error {
			reports, err := n.Reports(r, viewer, desk.ReportAsk{})
			check(t, err)
			s, err := reports.Summary()
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
	n, path := newsroomAt(t)
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
				reports, err := n.Reports(r, viewer, desk.ReportAsk{Verdicts: []factcheck.Verdict{factcheck.Disputed}})
				check(t, err)
				s, err := reports.Summary()
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
