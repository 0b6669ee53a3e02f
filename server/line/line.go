// Package line lets work be done that costs much: little of it at once, and of everybody's a little.
package line

import (
	"context"
	"slices"
	"sync"
	"time"

	"stet/server/factcheck"
)

// Line gives turns: a few at once, one to a person, and one of a matter, so that all others who want the same find it made. Next is
// whoever was served longest ago: who asks for much waits for their own.
type Line struct {
	Patience time.Duration // for how long anybody stands in it; set before it is used
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

// New gives a line for so many places.
func New(places int, patience time.Duration) *Line {
	return &Line{Patience: patience, free: places, matters: map[any]bool{}, persons: map[int64]bool{}, served: map[int64]uint64{}}
}

// Do runs f in a turn of the person with this id, 0 for nobody, when nobody else works on the matter; nil is none that others could work
// on. It fails where ctx ends before the turn comes, and with Unavailable where it does not come in time.
func (l *Line) Do(ctx context.Context, person int64, matter any, f func() error) error {
	w := &waiter{person, matter, make(chan struct{})}
	l.join(w)
	if err := l.wait(ctx, w); err != nil {
		return err
	}
	defer l.leave(w)
	return f()
}

// Waiting says how many wait for their turn, and how many of them for a matter.
func (l *Line) Waiting(matter any) (all, of int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range l.waiting {
		if w.matter == matter {
			of++
		}
	}
	return len(l.waiting), of
}

func (l *Line) join(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, w)
	l.serve()
}

func (l *Line) wait(ctx context.Context, w *waiter) error {
	breaks := time.NewTimer(l.Patience)
	defer breaks.Stop()
	select {
	case <-w.turn:
		return nil
	case <-ctx.Done():
		l.quit(w)
		return ctx.Err()
	case <-breaks.C:
		l.quit(w)
		return factcheck.Errorf(factcheck.Unavailable, "The desk has more to compute than it can just now, and your turn has not come. Nothing was changed; try again in a moment.")
	}
}

// quit takes who waits out of the line, even if their turn has come this moment.
func (l *Line) quit(w *waiter) {
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

func (l *Line) leave(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free++
	delete(l.matters, w.matter)
	delete(l.persons, w.person)
	l.serve()
}

// serve gives the free places to those whose turn it is.
func (l *Line) serve() {
	for l.free > 0 {
		i := l.next()
		if i < 0 {
			return
		}
		w := l.waiting[i]
		l.waiting = slices.Delete(l.waiting, i, i+1)
		l.free--
		l.turns++
		l.matters[w.matter], l.persons[w.person], l.served[w.person] = w.matter != nil, true, l.turns
		close(w.turn)
	}
}

// next gives the place in the line of whoever is next, -1 for nobody.
func (l *Line) next() int {
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
