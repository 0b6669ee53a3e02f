package store

import "runtime"

// GroupTime is how long writes begin in one commit.
const GroupTime = groupTime

// AwaitWaiting lets others go on until so many writes wait for their turn.
func (s *Store) AwaitWaiting(writes int) {
	for s.Waiting() < writes {
		runtime.Gosched()
	}
}
