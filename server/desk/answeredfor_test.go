package desk_test

import (
	"context"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/store"
)

// TestWhatIsReadOfManyClaimsIsAnsweredFor reads long claims, and long reasons, where there is room for neither.
func TestWhatIsReadOfManyClaimsIsAnsweredFor(t *testing.T) {
	n := newNewsroom(t)
	n.article = n.importText(t, strings.Repeat("One of many sentences. ", 40))
	long := strings.Repeat("x", 190_000)
	for i := range 30 {
		span := factcheck.Span{Start: 23 * i, End: 23*i + 22}
		c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Span: &span, Note: long})
		check(t, err)
		n.decide(t, desk.DecisionInput{ClaimIDs: []int64{c.ID}, Outcome: factcheck.Rejected, Reason: long})
	}
	review := n.reviewOf(t, n.rosa)
	for name, read := range map[string]func(context.Context, *store.Reader) error{
		"the claims of an article": func(_ context.Context, r *store.Reader) error {
			_, err := r.ArticleClaims(n.editor.ID, n.article.ID)
			return err
		},
		"those of a review": func(_ context.Context, r *store.Reader) error { _, err := r.ReviewClaims(review); return err },
		"those changed last": func(_ context.Context, r *store.Reader) error {
			_, err := r.RecentClaims(n.editor.ID, store.ClaimFilter{}, 0, 100)
			return err
		},
		"the desk's decisions": func(_ context.Context, r *store.Reader) error {
			_, err := r.Decisions(n.editor.ID, n.article.ID)
			return err
		},
		"a comparison": func(ctx context.Context, _ *store.Reader) error {
			_, err := n.Compare(ctx, n.editor, n.article.ID, 0.5)
			return err
		},
		"a review handed in": func(ctx context.Context, _ *store.Reader) error {
			_, _, err := n.SubmitReview(ctx, n.rosa, review.ID)
			return err
		},
	} {
		shared, release := memory.New(1<<20, 1<<20, 9).Share(ctx, n.editor.ID)
		err := n.store.Read(shared, func(r *store.Reader) error { return read(shared, r) })
		release()
		if factcheck.CodeOf(err) != factcheck.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n.reviewOf(t, n.rosa).Submitted() {
		t.Error("it is handed in though it was refused")
	}
	shared, release := memory.New(1<<20, 1<<20, 9).Share(ctx, n.editor.ID)
	defer release()
	check(t, n.store.Read(shared, func(r *store.Reader) error { // one group after the other
		for _, err := range r.EachDecidedGroup(n.editor.ID, n.article.ID, factcheck.Rejected) {
			if err != nil {
				return err
			}
		}
		return nil
	}))
}
