package desk

import (
	"context"
	"time"

	"stet/server/store"
)

// thoughtsAtOnce is how much costly computing is done at once over the desk. It is less than there are readers, so that those who
// think never hold all of them.
const thoughtsAtOnce = 2

// thinkingPatience is how long anybody waits to compute. It is less than is waited at a shutdown for requests to end.
const thinkingPatience = 15 * time.Second

// shortMatter is how many claims are aligned so soon that nobody who wants that should wait for those who want more.
const shortMatter = 2_000

// thinkOf is think about so many claims.
func (d *Desk) thinkOf(ctx context.Context, claims int, matter any, f func() error) error {
	if claims > shortMatter {
		return d.think(ctx, matter, f)
	}
	return d.shortly.Do(ctx, store.NameIn(ctx), matter, f)
}

// think runs f, which computes what matter names and keeps it, in the turn of the person in whose name ctx is. Whoever has waited may
// find it made. A turn is waited for before a reader and the writer, never while one is held, nor within another turn.
func (d *Desk) think(ctx context.Context, matter any, f func() error) error {
	return d.thinking.Do(ctx, store.NameIn(ctx), matter, f)
}

// WaitingToCompute says how many requests wait for their turn to compute what costs much.
func (d *Desk) WaitingToCompute() int {
	long, _ := d.thinking.Waiting(nil)
	short, _ := d.shortly.Waiting(nil)
	quotes, _ := d.finding.Waiting(nil)
	brought, _ := d.extracting.Waiting(nil)
	files, _ := d.bringing.Waiting(nil)
	return long + short + quotes + brought + files
}
