package desk

import (
	"context"
	"iter"

	"stet/server/extract"
	"stet/server/store"
)

// extractsAtOnce is how many things brought in are read at once over the desk, of one person one: a small file may unpack to hundreds of
// megabytes, and take seconds.
const extractsAtOnce = 2

// Extract reads what was brought in, in the turn of the person in whose name ctx is; Unavailable where that does not come in time.
func (d *Desk) Extract(ctx context.Context, read func() (extract.Draft, error)) (draft extract.Draft, err error) {
	err = d.extracting.Do(ctx, store.NameIn(ctx), nil, func() (err error) {
		draft, err = read()
		return err
	})
	return draft, err
}

// ExtractEach is [Desk.Extract] for a file of several articles: each is read in a turn of its own, as it is asked for. It ends where
// no turn comes, with an item that says so.
func (d *Desk) ExtractEach(ctx context.Context, items iter.Seq[extract.Item]) iter.Seq[extract.Item] {
	return func(yield func(extract.Item) bool) {
		next, stop := iter.Pull(items)
		defer stop()
		for there := true; there; {
			var item extract.Item
			err := d.extracting.Do(ctx, store.NameIn(ctx), nil, func() error {
				item, there = next()
				return nil
			})
			if err != nil {
				yield(extract.Item{Err: err})
				return
			}
			if there && !yield(item) {
				return
			}
		}
	}
}
