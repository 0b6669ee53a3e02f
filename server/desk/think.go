package desk

import (
	"context"
	"sync"
)

// thoughtsAtOnce is how much costly computing is done at once over the desk. It is less than there are readers, so that those who
// think never hold all of them.
const thoughtsAtOnce = 2

// thinking lets costly computing be done: little of it at once, and that of one matter by one alone, so that all others who want the
// same find it made. Both lines are served in order.
type thinking struct {
	places  chan struct{}
	mu      sync.Mutex
	matters map[any]*matter
}

// matter is what some want to compute.
type matter struct {
	turn chan struct{}
	here int // who has the turn, and who waits for it
}

func newThinking() *thinking {
	return &thinking{places: make(chan struct{}, thoughtsAtOnce), matters: map[any]*matter{}}
}

// think runs f, which computes what key names and keeps it, once there is room for that. Whoever has waited may find it made. A place is
// taken before a reader and the writer, never while one is held. It fails where ctx ends first.
func (t *thinking) think(ctx context.Context, key any, f func() error) error {
	m := t.join(key)
	defer t.part(key, m)
	if err := enter(ctx, m.turn); err != nil {
		return err
	}
	defer func() { <-m.turn }()
	if err := enter(ctx, t.places); err != nil {
		return err
	}
	defer func() { <-t.places }()
	return f()
}

func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *thinking) join(key any) *matter {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := t.matters[key]
	if m == nil {
		m = &matter{turn: make(chan struct{}, 1)}
		t.matters[key] = m
	}
	m.here++
	return m
}

func (t *thinking) part(key any, m *matter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.here--; m.here == 0 {
		delete(t.matters, key)
	}
}
