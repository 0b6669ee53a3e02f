package store

import (
	"context"
	"errors"
	"time"
)

// followFor is how long a search waits for its index.
const followFor = 3 * time.Second

// followLoop brings the search index up to what is written: soon after each write, and at once for the searches that wait for that. It
// is the only one to do so, however many wait.
func (s *Store) followLoop() {
	ticks := time.NewTicker(checkpointEvery)
	defer ticks.Stop()
	for {
		var waiting []chan<- error
		select {
		case <-s.stopped:
			return
		case first := <-s.searching:
			waiting = append(s.allSearching(), first)
		case <-ticks.C:
			if !s.unfollowed.Load() {
				continue
			}
		}
		s.unfollowed.Store(false)
		err := s.follow(context.Background()) // one that fails is tried again after the next write, or by the next search
		for _, followed := range waiting {
			followed <- err
		}
	}
}

func (s *Store) allSearching() (waiting []chan<- error) {
	for {
		select {
		case one := <-s.searching:
			waiting = append(waiting, one)
		default:
			return waiting
		}
	}
}

// SearchLags waits for the search index to follow all that is written by now, and says whether that takes too long.
func (s *Store) SearchLags(ctx context.Context) bool { return errors.Is(s.followed(ctx), errBehind) }

// followed waits until the search index has followed all that is written by now; errBehind where that takes too long.
func (s *Store) followed(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, followFor, errBehind)
	defer cancel()
	followed := make(chan error, 1)
	select {
	case s.searching <- followed:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	select {
	case err := <-followed:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
