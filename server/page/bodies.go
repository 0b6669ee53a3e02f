package page

import (
	"container/list"
	"sync"
)

// bodiesBytes bounds what is kept of rendered pages: some hundred of the usual length.
const bodiesBytes = 64 << 20

// bodies keeps rendered bytes under names that say everything they depend on, so that they never go stale. Those used least
// of late make room for new ones.
type bodies struct {
	most   int // bytes
	mu     sync.Mutex
	byName map[string]*list.Element
	recent *list.List // of body, the latest used first
	bytes  int
}

type body struct {
	name    string
	content []byte
}

func newBodies(most int) *bodies {
	return &bodies{most: most, byName: map[string]*list.Element{}, recent: list.New()}
}

// get gives what is kept under a name, to be read and never changed.
func (b *bodies) get(name string) (content []byte, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok := b.byName[name]
	if !ok {
		return nil, false
	}
	b.recent.MoveToFront(e)
	return e.Value.(body).content, true
}

func (b *bodies) put(name string, content []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.byName[name]; ok || len(content) > b.most {
		return
	}
	b.byName[name] = b.recent.PushFront(body{name, content})
	for b.bytes += len(content); b.bytes > b.most; {
		oldest := b.recent.Remove(b.recent.Back()).(body)
		delete(b.byName, oldest.name)
		b.bytes -= len(oldest.content)
	}
}
