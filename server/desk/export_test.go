package desk

import (
	"context"
	"testing"
	"time"

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

// HoldThinking takes every place for costly computing until release is called. Who waits for one is patient.
func (d *Desk) HoldThinking() (release func()) {
	l := d.thinking
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free, l.patience = l.free-thoughtsAtOnce, time.Hour
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.free += thoughtsAtOnce
		l.serve()
	}
}

// ThinkFor has everybody wait no longer than this for their turn to compute.
func (d *Desk) ThinkFor(patience time.Duration) { d.thinking.patience = patience }

// FreeToThink says how many places for costly computing are free.
func (d *Desk) FreeToThink() int {
	d.thinking.mu.Lock()
	defer d.thinking.mu.Unlock()
	return d.thinking.free
}

// Think runs f as what costs much is run.
func (d *Desk) Think(ctx context.Context, key any, f func() error) error {
	return d.thinking.do(ctx, key, f)
}

// ThinksOf says how many wait for their turn to compute, and how many of them what key names.
func (d *Desk) ThinksOf(key any) (all, here int) {
	d.thinking.mu.Lock()
	defer d.thinking.mu.Unlock()
	for _, w := range d.thinking.waiting {
		if w.matter == key {
			here++
		}
	}
	return len(d.thinking.waiting), here
}
