package store

import "runtime"

// AwaitWaiting lets others go on until so many writes wait for their turn.
func (s *Store) AwaitWaiting(writes int) {
	for len(s.queue) < writes {
		runtime.Gosched()
	}
}
