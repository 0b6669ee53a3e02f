// Package memory has requests answer for the large things that they hold, so that all of them together hold no more than there is.
package memory

import (
	"context"
	"sync"

	"stet/server/factcheck"
)

// small is what a request may hold without asking, and step what it asks for at once, in bytes.
const (
	small = 4 << 20
	step  = 1 << 20
)

// Budget is what all requests may hold beside what is small, in bytes, what those of one person may, and how many of them.
type Budget struct {
	mu       sync.Mutex
	left     int
	ofOne    int
	requests int
	persons  map[int64]*holder
}

// holder is somebody who holds something of a budget.
type holder struct{ bytes, requests int }

// New gives a budget of all bytes, of which one person may have ofOne, in so many requests at once: to read what is large takes long,
// too.
func New(all, ofOne, requests int) *Budget {
	return &Budget{left: all, ofOne: ofOne, requests: requests, persons: map[int64]*holder{}}
}

type shareKey struct{}

// share is what one request holds.
type share struct {
	budget *Budget
	person int64
	mu     sync.Mutex
	named  int // what it has said that it holds
	held   int // what it has of the budget for that
}

// Share gives a context in which a person's request answers for what it holds, until release is called.
func (b *Budget) Share(ctx context.Context, person int64) (shared context.Context, release func()) {
	s := &share{budget: b, person: person}
	return context.WithValue(ctx, shareKey{}, s), s.release
}

// Unshared gives a context in which nothing is answered for, for work that holds one large thing after another.
func Unshared(ctx context.Context) context.Context { return context.WithValue(ctx, shareKey{}, nil) }

// Hold says that the request is about to hold so many bytes more until it has been answered. It fails with TooLarge where that is more
// than any one may hold, and with Unavailable where others hold too much just now. Without a share it does nothing.
func Hold(ctx context.Context, bytes int) error {
	s, ok := ctx.Value(shareKey{}).(*share)
	if !ok {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.named += bytes
	want := (s.named - small - s.held + step - 1) / step * step
	if want <= 0 {
		return nil
	}
	if err := s.budget.take(s.person, s.held, want); err != nil {
		return err
	}
	s.held += want
	return nil
}

// LetGo says that the request holds so many bytes no more, of those that it has said it holds.
func LetGo(ctx context.Context, bytes int) {
	s, ok := ctx.Value(shareKey{}).(*share)
	if !ok {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.named -= bytes
	if needs := max(0, (s.named-small+step-1)/step*step); needs < s.held {
		s.budget.give(s.person, s.held-needs, needs == 0)
		s.held = needs
	}
}

// take takes so many bytes more for a person's request, which has some already.
func (b *Budget) take(person int64, has, want int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var held holder
	if known := b.persons[person]; known != nil {
		held = *known
	}
	if has == 0 {
		held.requests++
	}
	held.bytes += want
	switch {
	case has+want > b.ofOne:
		return factcheck.Errorf(factcheck.TooLarge, "This is more than can be shown at once. Nothing is lost: the exports and the files of reports hold all of it.").Titled("Too much to show")
	case held.requests > b.requests || held.bytes > b.ofOne:
		return factcheck.Errorf(factcheck.Unavailable, "You have asked for more at once than the desk shows to one person. Try again when the other pages are there.")
	case want > b.left:
		return factcheck.Errorf(factcheck.Unavailable, "The desk is showing as much as it can just now. Try again in a few seconds.")
	}
	b.left -= want
	b.persons[person] = &held
	return nil
}

func (s *share) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held > 0 {
		s.budget.give(s.person, s.held, true)
		s.held = 0
	}
}

// give gives bytes of a person's request back, which may be all that it has.
func (b *Budget) give(person int64, bytes int, all bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += bytes
	held := b.persons[person]
	held.bytes -= bytes
	if !all {
		return
	}
	if held.requests--; held.requests == 0 {
		delete(b.persons, person)
	}
}
