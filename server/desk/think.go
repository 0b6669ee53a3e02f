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

// think runs f, which computes what matter names and keeps it, in the turn of the person in whose name ctx is. Whoever has waited may
// find it made. A turn is waited for before a reader and the writer, never while one is held, nor within another turn.
func (d *Desk) think(ctx context.Context, matter any, f func() error) error {
	return d.thinking.Do(ctx, store.NameIn(ctx), matter, f)
}

// WaitingToCompute says how many requests wait for their turn to compute what costs much.
func (d *Desk) WaitingToCompute() int {
	all, _ := d.thinking.Waiting(nil)
	return all
}
