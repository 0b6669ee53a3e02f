package auth

import (
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

func freshDesk(t *testing.T) *Auth {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "stet.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return New(s, Settings{}, slog.New(slog.DiscardHandler))
}

func TestSetUpWorksOnce(t *testing.T) {
	a, ctx := freshDesk(t), t.Context()
	key, err := a.OfferSetUp(ctx)
	if err != nil || key == "" {
		t.Fatalf("a fresh desk offers %q, %v", key, err)
	}
	if err := a.SetUp(ctx, key, func() error { return errors.New("the name is taken") }); err == nil {
		t.Error("the failure was swallowed")
	}
	if err := a.CheckSetUp(ctx, key); err != nil {
		t.Errorf("a failed set-up burnt the key: %v", err)
	}
	var made atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { a.SetUp(ctx, key, func() error { made.Add(1); return nil }) })
	}
	all.Wait()
	if made.Load() != 1 {
		t.Errorf("%d of eight got in with one key", made.Load())
	}
}

func TestSetUpTakesTheRightKeyOnly(t *testing.T) {
	a, ctx := freshDesk(t), t.Context()
	if err := a.CheckSetUp(ctx, ""); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("the empty key before any was made: %v", err)
	}
	if _, err := a.OfferSetUp(ctx); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"", "guess"} {
		if err := a.CheckSetUp(ctx, key); factcheck.CodeOf(err) != factcheck.NotFound {
			t.Errorf("key %q: %v", key, err)
		}
	}
}

func TestADeskWithPeopleIsNotSetUpAgain(t *testing.T) {
	a, ctx := freshDesk(t), t.Context()
	key, err := a.OfferSetUp(ctx)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{Auth: a, t: t}
	f.add("rosa")
	if err := a.CheckSetUp(ctx, key); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("the key outlives the first person: %v", err)
	}
	if key, err := a.OfferSetUp(ctx); key != "" || err != nil {
		t.Errorf("offers %q, %v", key, err)
	}
}
