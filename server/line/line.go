// Package line lets work be done that costs much: little of it at once, and of everybody's a little.
package line

import (
	"context"
	"slices"
	"sync"
	"time"

	"stet/server/factcheck"
)

// Line gives turns: a few at once, fewer to one person, the last one to who has none, and one of a matter, so that all others who want
// the same find it made. Next is whoever was served longest ago: who asks for much waits for their own. What is done in nobody's name
// comes first.
type Line struct {
	Patience time.Duration // for how long anybody stands in it; set before it is used
	ofOne    int
	mu       sync.Mutex
	places   int
	open     int           // of the places; all but while the line is narrowed
	taken    int           // of the places
	emptied  chan struct{} // closed when nobody has a turn any more; nil where nobody waits for that
	waiting  []*waiter
	matters  map[any]bool     // those worked on
	persons  map[int64]int    // the places that somebody has
	served   map[int64]uint64 // by person, the count of all turns when their latest came
	turns    uint64
}

// nobody is whom work is for that is in no person's name. Any number of it is done at once, as far as there are places.
const nobody = 0

type waiter struct {
	person int64
	matter any
	turn   chan struct{} // closed when it has come
}

// New gives a line for so many places, of which one person has ofOne at most.
func New(places, ofOne int, patience time.Duration) *Line {
	return &Line{Patience: patience, ofOne: ofOne, places: places, open: places, matters: map[any]bool{}, persons: map[int64]int{}, served: map[int64]uint64{}}
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
	if err := ctx.Err(); err != nil { // who asked is gone
		return err
	}
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
	select {
	case <-w.turn:
		return nil
	default:
	}
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
	l.taken--
	delete(l.matters, w.matter)
	if l.persons[w.person]--; l.persons[w.person] == 0 {
		delete(l.persons, w.person)
	}
	if l.taken == 0 && l.emptied != nil {
		close(l.emptied)
		l.emptied = nil
	}
	l.serve()
}

// serve gives the free places to those whose turn it is.
func (l *Line) serve() {
	for l.taken < l.open {
		i := l.next()
		if i < 0 {
			return
		}
		w := l.waiting[i]
		l.waiting = slices.Delete(l.waiting, i, i+1)
		l.take(w)
		close(w.turn)
	}
}

func (l *Line) take(w *waiter) {
	l.taken++
	l.persons[w.person]++
	if w.matter != nil {
		l.matters[w.matter] = true
	}
	if w.person != nobody {
		l.turns++
		l.served[w.person] = l.turns
	}
}

// hasEnough says whether somebody has as many places as one may have, or has one and there is one left, which is for who has none.
func (l *Line) hasEnough(person int64) bool {
	has := l.persons[person]
	return has >= l.ofOne || has > 0 && l.open-l.taken == 1
}

// next gives the place in the line of whoever is next, -1 for nobody.
func (l *Line) next() int {
	next := -1
	for i, w := range l.waiting {
		if l.matters[w.matter] || w.person != nobody && l.hasEnough(w.person) {
			continue
		}
		if next < 0 || l.served[w.person] < l.served[l.waiting[next].person] {
			next = i
		}
	}
	return next
}
