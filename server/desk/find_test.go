package desk_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"stet/server/desk"
	"stet/server/factcheck"
)

// TestAQuoteIsFoundOrItIsToldWhyNot marks by quotes that stand, that do not, in no article, and for whoever is gone.
func TestAQuoteIsFoundOrItIsToldWhyNot(t *testing.T) {
	n := newNewsroom(t)
	revision, err := n.Revision(ctx, n.article.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	if at, err := n.Find(ctx, revision, "US$12.62 million", "", ""); err != nil || at != (factcheck.Span{Start: 18, End: 34}) {
		t.Errorf("found at %v, %v", at, err)
	}
	if _, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "nowhere to be found"}); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("what does not stand is answered %v", err)
	}
	if _, err := n.CreateClaim(ctx, n.rosa, 999, desk.NewClaim{Quote: "x"}); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("no article is answered %v", err)
	}
	gone, cancel := context.WithDeadline(ctx, time.Unix(0, 0))
	defer cancel()
	if _, err := n.CreateClaim(gone, n.rosa, n.article.ID, desk.NewClaim{Quote: "US$12.62 million"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("who is gone is answered %v", err)
	}
}
