package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

// thoughtsAtOnce is how much costly computing is done at once over the desk. It is less than there are readers, so that those who
// think never hold all of them.
const thoughtsAtOnce = 2

// lineBreaks is how long anybody stands in a line.
const lineBreaks = 15 * time.Second

// line lets work be done that costs much: little of it at once, that of one matter by one alone, so that all others who want the same
// find it made, and one piece of each person's. Next is whoever was served longest ago: who asks for much waits for their own.
type line struct {
	patience time.Duration
	mu       sync.Mutex
	free     int // places
	waiting  []*waiter
	matters  map[any]bool     // those worked on
	persons  map[int64]bool   // those whose work is done
	served   map[int64]uint64 // by person, the count of all turns when their latest came
	turns    uint64
}

type waiter struct {
	person int64
	matter any
	turn   chan struct{} // closed when it has come
}

func newLine(places int) *line {
	return &line{patience: lineBreaks, free: places, matters: map[any]bool{}, persons: map[int64]bool{}, served: map[int64]uint64{}}
}

// do runs f, which computes what matter names and keeps it, in the turn of the person in whose name ctx is. Whoever has waited may find
// it made. A turn is waited for before a reader and the writer, never while one is held. It fails where ctx ends first, and with
// Unavailable where the turn does not come in time.
func (l *line) do(ctx context.Context, matter any, f func() error) error {
	w := &waiter{store.NameIn(ctx), matter, make(chan struct{})}
	l.join(w)
	if err := l.wait(ctx, w); err != nil {
		return err
	}
	defer l.leave(w)
	return f()
}

func (l *line) join(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, w)
	l.serve()
}

func (l *line) wait(ctx context.Context, w *waiter) error {
	breaks := time.NewTimer(l.patience)
	defer breaks.Stop()
	select {
	case <-w.turn:
		return nil
	case <-ctx.Done():
		l.quit(w)
		return ctx.Err()
	case <-breaks.C:
		l.quit(w)
		return factcheck.Errorf(factcheck.Unavailable, "The desk has much to compute just now, and your turn has not come. Nothing was changed; try again in a moment.")
	}
}

// quit takes who waits out of the line, even if their turn has come this moment.
func (l *line) quit(w *waiter) {
	l.mu.Lock()
	i := slices.Index(l.waiting, w)
	if i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
	}
	l.mu.Unlock()
	if i < 0 {
		l.leave(w)
	}
}

func (l *line) leave(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free++
	delete(l.matters, w.matter)
	delete(l.persons, w.person)
	l.serve()
}

// serve gives the free places to those whose turn it is.
func (l *line) serve() {
	for l.free > 0 {
		i := l.next()
		if i < 0 {
			return
		}
		w := l.waiting[i]
		l.waiting = slices.Delete(l.waiting, i, i+1)
		l.free--
		l.turns++
		l.matters[w.matter], l.persons[w.person], l.served[w.person] = true, true, l.turns
		close(w.turn)
	}
}

// next gives the place in the line of whoever is next, -1 for nobody.
func (l *line) next() int {
	next := -1
	for i, w := range l.waiting {
		if l.matters[w.matter] || l.persons[w.person] {
			continue
		}
		if next < 0 || l.served[w.person] < l.served[l.waiting[next].person] {
			next = i
		}
	}
	return next
}
