package store

import (
	"context"
	"errors"
	"time"
)

// followFor is how long a search waits for its index, and who writes at length for the search.
const followFor = 3 * time.Second

// So many bytes may be written of claims before the index has followed them; but who writes no more than the few of a short note never
// waits for that.
const (
	wordsAhead = 256 << 10
	fewWords   = 4 << 10
)

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
		s.ahead.Store(0)
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

// letFollow waits until the search index has followed a write that says so many bytes of claims, where it is long and so many were said
// since the index last began to follow. What is written stands, however late the search finds it.
func (s *Store) letFollow(ctx context.Context, words int) {
	if ahead := s.ahead.Add(int64(words)); ahead > wordsAhead && words > fewWords {
		_ = s.followed(ctx)
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
	case <-s.stopped:
		return errClosed
	}
	select {
	case err := <-followed:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
