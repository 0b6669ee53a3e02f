// Package memory has requests answer for the large things that they hold, so that all of them together hold no more than there is.
package memory

import (
	"context"
	"sync"

	"stet/server/factcheck"
)

// small is what a request may hold without asking, and step what it asks for at once, in bytes.
const (
	small = 1 << 20
	step  = 1 << 20
)

// Budget is what all requests may hold beside what is small, in bytes, and what those of one person may.
type Budget struct {
	mu    sync.Mutex
	left  int
	ofOne int
	held  map[int64]int // by person
}

// New gives a budget of all bytes, of which one person may have ofOne.
func New(all, ofOne int) *Budget {
	return &Budget{left: all, ofOne: ofOne, held: map[int64]int{}}
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

func (b *Budget) take(person int64, has, want int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case has+want > b.ofOne:
		return factcheck.Errorf(factcheck.TooLarge, "This is more than can be shown at once. Nothing is lost: the exports and the files of reports hold all of it.").Titled("Too much to show")
	case b.held[person]+want > b.ofOne || want > b.left:
		return factcheck.Errorf(factcheck.Unavailable, "The desk is showing as much as it can just now. Nothing was changed; try again in a few seconds.")
	}
	b.left -= want
	b.held[person] += want
	return nil
}

func (s *share) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.budget.give(s.person, s.held)
	s.held = 0
}

func (b *Budget) give(person int64, held int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += held
	if b.held[person] -= held; b.held[person] == 0 {
		delete(b.held, person)
	}
}
