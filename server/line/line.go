// Package line lets work be done that costs much: little of it at once, and of everybody's a little.
package line

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"stet/server/factcheck"
)

// Line gives turns: a few at once, fewer to one who asks, the last one to who has none, and one of a matter, so that all others who want
// the same find it made. Next is whoever was served longest ago: who asks for much waits for their own. What is done in nobody's name,
// the zero value of Who, comes first.
type Line[Who comparable] struct {
	Patience time.Duration // for how long anybody stands in it; set before it is used
	ofOne    int
	mu       sync.Mutex
	places   int
	open     int           // of the places; all but while the line is narrowed
	taken    int           // of the places
	emptied  chan struct{} // closed when nobody has a turn any more; nil where nobody waits for that
	waiting  []*waiter[Who]
	matters  map[any]bool   // those worked on
	has      map[Who]int    // the places that somebody has
	served   map[Who]uint64 // the count of all turns when somebody's latest came
	turns    uint64
}

// servedKept is of how many a line remembers when they were served last: of twice as many it forgets those of longest ago.
const servedKept = 4096

type waiter[Who comparable] struct {
	who    Who
	matter any
	turn   chan struct{} // closed when it has come
}

// inNobodysName says whether work is for nobody: any number of it is done at once, as far as there are places.
func (w *waiter[Who]) inNobodysName() bool {
	var nobody Who
	return w.who == nobody
}

// New gives a line for so many places, of which one has ofOne at most.
func New[Who comparable](places, ofOne int, patience time.Duration) *Line[Who] {
	return &Line[Who]{Patience: patience, ofOne: ofOne, places: places, open: places, matters: map[any]bool{}, has: map[Who]int{}, served: map[Who]uint64{}}
}

// Do runs f in a turn of who's, the zero value for nobody's, when nobody else works on the matter; nil is none that others could work
// on. It fails where ctx ends before the turn comes, and with Unavailable where it does not come in time.
func (l *Line[Who]) Do(ctx context.Context, who Who, matter any, f func() error) error {
	w := &waiter[Who]{who, matter, make(chan struct{})}
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
func (l *Line[Who]) Waiting(matter any) (all, of int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range l.waiting {
		if w.matter == matter {
			of++
		}
	}
	return len(l.waiting), of
}

func (l *Line[Who]) join(w *waiter[Who]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = append(l.waiting, w)
	l.serve()
}

func (l *Line[Who]) wait(ctx context.Context, w *waiter[Who]) error {
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
func (l *Line[Who]) quit(w *waiter[Who]) {
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

func (l *Line[Who]) leave(w *waiter[Who]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.taken--
	delete(l.matters, w.matter)
	if l.has[w.who]--; l.has[w.who] == 0 {
		delete(l.has, w.who)
	}
	if l.taken == 0 && l.emptied != nil {
		close(l.emptied)
		l.emptied = nil
	}
	l.serve()
}

// serve gives the free places to those whose turn it is.
func (l *Line[Who]) serve() {
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

func (l *Line[Who]) take(w *waiter[Who]) {
	l.taken++
	l.has[w.who]++
	if w.matter != nil {
		l.matters[w.matter] = true
	}
	if w.inNobodysName() {
		return
	}
	l.turns++
	l.served[w.who] = l.turns
	if len(l.served) > 2*servedKept {
		maps.DeleteFunc(l.served, func(_ Who, at uint64) bool { return at+servedKept <= l.turns })
	}
}

// hasEnough says whether somebody has as many places as one may have, or has one and there is one left, which is for who has none.
func (l *Line[Who]) hasEnough(who Who) bool {
	has := l.has[who]
	return has >= l.ofOne || has > 0 && l.open-l.taken == 1
}

// next gives the place in the line of whoever is next, -1 for nobody.
func (l *Line[Who]) next() int {
	next := -1
	for i, w := range l.waiting {
		if l.matters[w.matter] {
			continue
		}
		if w.inNobodysName() {
			return i
		}
		if l.hasEnough(w.who) {
			continue
		}
		if next < 0 || l.served[w.who] < l.served[l.waiting[next].who] {
			next = i
		}
	}
	return next
}
