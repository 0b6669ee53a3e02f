package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"stet/server/store"
)

// TestWhatIsRememberedOfAWriteIsCommitted has writes share a commit: one fails by itself, and once the whole of it does.
func TestWhatIsRememberedOfAWriteIsCommitted(t *testing.T) {
	for _, wholeFails := range []bool{false, true} {
		d := newDesk(t)
		d.write(t, func(tx *store.Tx) error {
			must(tx.OpenReview(d.article, d.rosa, at))
			return nil
		})
		var remembered []int
		var all sync.WaitGroup
		results := make([]error, 4)
		begun, release := make(chan struct{}), make(chan struct{})
		all.Go(func() {
			d.Write(context.Background(), func(*store.Tx) error { close(begun); <-release; return nil })
		})
		<-begun
		for i := range results {
			all.Go(func() {
				results[i] = d.Write(context.Background(), func(tx *store.Tx) error {
					tx.OnceCommitted(func() { remembered = append(remembered, i) })
					switch {
					case i == 1:
						return errors.New("refused")
					case i == 2 && wholeFails:
						return tx.PromiseAnArticle()
					}
					return nil
				})
			})
			d.AwaitWaiting(i + 1)
		}
		close(release)
		all.Wait()
		var want []int
		for i, err := range results {
			if failed := i == 1 || wholeFails; failed != (err != nil) {
				t.Errorf("write %d: %v", i, err)
			}
			if results[i] == nil {
				want = append(want, i)
			}
		}
		if !slices.Equal(remembered, want) {
			t.Errorf("remembered is what writes %v read, committed are %v", remembered, want)
		}
		d.read(t, func(r *store.Reader) error {
			at := len(remembered)
			if r.OnceCommitted(func() { remembered = append(remembered, 9) }); len(remembered) != at+1 {
				t.Error("what is read outside of a write is not remembered at once")
			}
			return nil
		})
	}
}
