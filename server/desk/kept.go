package desk

import (
	"container/list"
	"sync"
)

// kept remembers what was made of a desk's state under keys that name the state, so that nothing in it goes stale. What was
// used last stays, up to a weight.
type kept[K comparable, V any] struct {
	most   int
	mu     sync.Mutex
	byKey  map[K]*list.Element
	recent *list.List // of keptItem, the latest used first
	weight int
}

type keptItem[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

func newKept[K comparable, V any](most int) *kept[K, V] {
	return &kept[K, V]{most: most, byKey: map[K]*list.Element{}, recent: list.New()}
}

func (k *kept[K, V]) get(key K) (value V, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.byKey[key]
	if !ok {
		return value, false
	}
	k.recent.MoveToFront(e)
	return e.Value.(keptItem[K, V]).value, true
}

// put keeps value, which counts as weight and 1. The last one put is kept whatever it weighs.
func (k *kept[K, V]) put(key K, value V, weight int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.byKey[key]; ok {
		return
	}
	k.byKey[key] = k.recent.PushFront(keptItem[K, V]{key, value, weight + 1})
	for k.weight += weight + 1; k.weight > k.most && k.recent.Len() > 1; {
		oldest := k.recent.Remove(k.recent.Back()).(keptItem[K, V])
		delete(k.byKey, oldest.key)
		k.weight -= oldest.weight
	}
}

// replace is put for a key that names what changes: value takes the place of what was kept under it.
func (k *kept[K, V]) replace(key K, value V, weight int) {
	k.forget(key)
	k.put(key, value, weight)
}

func (k *kept[K, V]) forget(key K) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if e, ok := k.byKey[key]; ok {
		k.weight -= k.recent.Remove(e).(keptItem[K, V]).weight
		delete(k.byKey, key)
	}
}
