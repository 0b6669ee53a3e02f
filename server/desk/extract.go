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

// Files of several articles that are under way at once, over the desk and of one person: each keeps what it holds, and the process that
// reads it, from its first article to its last, however slowly its person takes in what is told.
const (
	filesAtOnce = 8
	filesOfOne  = 2
)

// Reader reads what is brought in, until ctx ends.
type Reader interface {
	Read(ctx context.Context, s extract.Source) (extract.Draft, error)  // as [extract.Read] does
	Items(ctx context.Context, s extract.Source) iter.Seq[extract.Item] // as [extract.Items] does
}

// readsHere reads in the desk's own process.
type readsHere struct{}

// Read implements [Reader].
func (readsHere) Read(_ context.Context, s extract.Source) (extract.Draft, error) {
	return extract.Read(s)
}

// Items implements [Reader].
func (readsHere) Items(_ context.Context, s extract.Source) iter.Seq[extract.Item] {
	return extract.Items(s)
}

// ReadWith has what is brought in read by r, in place of the desk's own process.
func (d *Desk) ReadWith(r Reader) { d.reader = r }

// Extract reads what was brought in, in the turn of the person in whose name ctx is; Unavailable where that does not come in time.
func (d *Desk) Extract(ctx context.Context, s extract.Source) (draft extract.Draft, err error) {
	err = d.extracting.Do(ctx, store.NameIn(ctx), nil, func() (err error) {
		draft, err = d.reader.Read(ctx, s)
		return err
	})
	return draft, err
}

// ExtractEach is [Desk.Extract] for a file of several articles: each is read in a turn of its own, as it is asked for. It ends where
// no turn comes, with an item that says so.
func (d *Desk) ExtractEach(ctx context.Context, s extract.Source) iter.Seq[extract.Item] {
	return func(yield func(extract.Item) bool) {
		err := d.bringing.Do(ctx, store.NameIn(ctx), nil, func() error { return d.extractEach(ctx, s, yield) })
		if err != nil {
			yield(extract.Item{Err: err})
		}
	}
}

func (d *Desk) extractEach(ctx context.Context, s extract.Source, yield func(extract.Item) bool) error {
	next, stop := iter.Pull(d.reader.Items(ctx, s))
	defer stop()
	for there := true; there; {
		var item extract.Item
		err := d.extracting.Do(ctx, store.NameIn(ctx), nil, func() error {
			item, there = next()
			return nil
		})
		if err != nil {
			return err
		}
		if there && !yield(item) || !s.IsSeveral() {
			return nil
		}
	}
	return nil
}
