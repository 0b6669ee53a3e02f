package desk

import (
	"context"
	"testing"

	"stet/server/store"
)

// MostHeld is the most that one review may hold.
func MostHeld() store.Holding { return mostHeld }

// HoldAtMost has reviews hold no more than this while a test runs.
func HoldAtMost(t testing.TB, most store.Holding) {
	was := mostHeld
	mostHeld = most
	t.Cleanup(func() { mostHeld = was })
}

// HoldThinking takes every place for costly computing until release is called.
func (d *Desk) HoldThinking() (release func()) {
	for range thoughtsAtOnce {
		d.thinking.places <- struct{}{}
	}
	return func() {
		for range thoughtsAtOnce {
			<-d.thinking.places
		}
	}
}

// Think runs f as what costs much is run.
func (d *Desk) Think(ctx context.Context, key any, f func() error) error {
	return d.thinking.think(ctx, key, f)
}

// ThinksOf says how many matters are computed or waited for, and how many wait for or have this one's turn.
func (d *Desk) ThinksOf(key any) (matters, here int) {
	d.thinking.mu.Lock()
	defer d.thinking.mu.Unlock()
	if m := d.thinking.matters[key]; m != nil {
		here = m.here
	}
	return len(d.thinking.matters), here
}
