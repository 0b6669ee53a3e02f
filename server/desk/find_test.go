package desk_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
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

// TestOnePersonsQuotesKeepNobodyWaiting has one person look for a quote, and want to look for another, while others look for theirs.
func TestOnePersonsQuotesKeepNobodyWaiting(t *testing.T) {
	n := newNewsroom(t)
	revision, err := n.Revision(ctx, n.article.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	find := func(p factcheck.Person) error {
		_, err := n.Find(store.InTheNameOf(ctx, store.Access{Person: p.ID}), revision, "phrase", "", "")
		return err
	}
	release := n.HoldFinding(n.rosa.ID)
	own := make(chan error, 1)
	go func() { own <- find(n.rosa) }()
	for n.WaitingToCompute() == 0 {
		runtime.Gosched()
	}
	if err := find(n.imre); err != nil {
		t.Error(err)
	}
	release()
	if err := <-own; err != nil {
		t.Error(err)
	}
}
