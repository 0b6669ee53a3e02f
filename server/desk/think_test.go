package desk_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/store"
)

func (n *newsroom) revisionOf(t *testing.T, number int) *desk.Revision {
	t.Helper()
	v, err := n.Revision(ctx, n.article.ID, number)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// settleDown waits until so many are there for a matter.
func (n *newsroom) settleDown(key any, want int) {
	for here := -1; here != want; _, here = n.ThinksOf(key) {
		runtime.Gosched()
	}
}

func TestWhatManyWantIsComputedOnce(t *testing.T) {
	n := newNewsroom(t)
	release := n.HoldThinking()
	var computed atomic.Int64
	made := false // guarded by the turn
	var all sync.WaitGroup
	for person := range int64(50) {
		all.Go(func() {
			err := n.Think(store.InTheNameOf(ctx, store.Access{Person: person}), "the matter", func() error {
				if !made {
					computed.Add(1)
					made = true
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	n.settleDown("the matter", 50)
	release()
	all.Wait()
	if computed.Load() != 1 {
		t.Errorf("it was computed %d times", computed.Load())
	}
	if waiting, _ := n.ThinksOf("the matter"); waiting != 0 {
		t.Errorf("%d are left in the line", waiting)
	}
}

func TestWhoGoesAwayLeavesTheLine(t *testing.T) {
	n := newNewsroom(t)
	release := n.HoldThinking()
	gone, leave := context.WithCancel(ctx)
	errs := make(chan error)
	for range 2 { // one waits for a place, the other for the turn
		go func() {
			errs <- n.Think(gone, "the matter", func() error { return errors.New("somebody who is gone computes") })
		}()
	}
	n.settleDown("the matter", 2)
	leave()
	for range 2 {
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if waiting, _ := n.ThinksOf("the matter"); waiting != 0 {
		t.Errorf("%d are left in the line", waiting)
	}
	release()
	if err := n.Think(ctx, "the matter", func() error { return nil }); err != nil {
		t.Error(err)
	}
}

// TestWhoWaitsToComputeHoldsNothing has many wait for comparisons, the agreement, diffs and corrections, while others read and write.
func TestWhoWaitsToComputeHoldsNothing(t *testing.T) {
	n := newNewsroom(t)
	n.compared(t, n.imre)
	old := n.revisionOf(t, 1)
	n.revise(t, "Before all: "+text)
	third := n.joined(t)
	release := n.HoldThinking()
	defer release()
	asking, leave := context.WithCancel(ctx)
	asks := []func(i int) error{
		func(i int) error {
			_, err := n.Compare(asking, n.vera, n.article.ID, float64(i)/100)
			return err
		},
		func(int) error { _, err := n.Agreement(asking, n.vera, "", ""); return err },
		func(int) error { _, err := n.Diff(asking, old, n.revisionOf(t, 2)); return err },
		func(int) error {
			_, err := n.ReviseArticle(asking, n.editor, n.article.ID, revision(t, text))
			return err
		},
		func(int) error { _, err := n.Duplicates(asking, extract.Article{Text: text}); return err },
	}
	var all sync.WaitGroup
	for i := range 30 {
		for _, ask := range asks {
			all.Go(func() {
				if err := ask(i); !errors.Is(err, context.Canceled) {
					t.Errorf("%v, though nothing could be computed", err)
				}
			})
		}
	}
	for waiting := 0; waiting < 30*len(asks); waiting, _ = n.ThinksOf(nil) {
		runtime.Gosched()
	}
	for range 10 {
		if err := n.store.Read(ctx, func(r *store.Reader) error { _, err := r.Article(n.vera.ID, n.article.ID); return err }); err != nil {
			t.Error(err)
		}
		n.mark(t, third, "治理之路")
		if err := n.store.Ping(ctx); err != nil {
			t.Error(err)
		}
	}
	leave()
	all.Wait()
}

// TestWhatWasComputedIsToldWithoutComputing asks again while nothing can be computed.
func TestWhatWasComputedIsToldWithoutComputing(t *testing.T) {
	n := newNewsroom(t)
	n.compared(t, n.imre)
	old := n.revisionOf(t, 1)
	n.revise(t, "Before all: "+text)
	asks := map[string]func() error{
		"comparison": func() error {
			_, err := n.Compare(ctx, n.vera, n.article.ID, agreement.DefaultThreshold)
			return err
		},
		"agreement": func() error { _, err := n.Agreement(ctx, n.vera, "", ""); return err },
		"diff":      func() error { _, err := n.Diff(ctx, old, n.revisionOf(t, 2)); return err },
		"likeness":  func() error { _, err := n.Duplicates(ctx, extract.Article{Text: text}); return err },
	}
	for name, ask := range asks {
		if err := ask(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	defer n.HoldThinking()()
	for name, ask := range asks {
		if err := ask(); err != nil {
			t.Errorf("%s, again: %v", name, err)
		}
	}
}

func TestTheAgreementIsMadeAnewWhenSomethingHappened(t *testing.T) {
	n := newNewsroom(t)
	n.compared(t, n.imre)
	first := n.agreement(t, n.vera, "", "")
	if again := n.agreement(t, n.editor, "", ""); again != first {
		t.Error("it is made twice of the same")
	}
	if other := n.agreement(t, n.vera, "2020-01-01", ""); other == first {
		t.Error("it is the same of another time")
	}
	n.compared(t, n.imre)
	if later := n.agreement(t, n.vera, "", ""); len(later.Articles) != len(first.Articles)+1 {
		t.Errorf("of %d articles, and one more, it tells %d", len(first.Articles), len(later.Articles))
	}
	blind := n.compared(t, n.imre)
	n.article = n.importText(t, text)
	n.assign(t, n.editor, true, "")
	if told := n.agreement(t, n.editor, "", ""); told == n.agreement(t, n.vera, "", "") {
		t.Errorf("who reads blind is told what others are told, beside article %d", blind.ID)
	}
}
