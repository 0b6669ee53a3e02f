package store

import (
	"container/list"
	"context"
	"sync"

	"stet/server/factcheck"
)

// mostLog is the length of the write-ahead log, in pages (4 GiB), at which the oldest snapshot is ended. While one is read the log cannot
// begin anew, so that a download that crawls would fill the disk with what others write meanwhile.
var mostLog int64 = 1 << 20

// Snapshot is Read for exports: f runs once, and may take as long as a download takes without holding up the pages. It fails with
// Unavailable where too much is written meanwhile.
func (s *Store) Snapshot(ctx context.Context, f func(*Reader) error) error {
	if err := s.place.stillHolds(); err != nil { // a connection that is opened only now finds the file by its name
		return err
	}
	followed := s.followed(ctx) == nil // else an export that searches says so itself
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	return readOn(ctx, s.snapshots, Reader{followed: followed}, func(r *Reader) error {
		defer s.open.add(end)()
		return f(r)
	})
}

var errOutrun = factcheck.Errorf(factcheck.Unavailable, "So much was written while this was read that it had to be ended. Nothing is wrong with the desk; fetch it again, over a faster connection or when there is less to do.")

// snapshots are those that are read, the oldest first.
type snapshots struct {
	mu   sync.Mutex
	ends list.List // of context.CancelCauseFunc
}

func (s *snapshots) add(end context.CancelCauseFunc) (remove func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.ends.PushBack(end)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ends.Remove(e)
	}
}

func (s *snapshots) any() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ends.Len() > 0
}

func (s *snapshots) endOldest() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if oldest := s.ends.Front(); oldest != nil {
		oldest.Value.(context.CancelCauseFunc)(errOutrun)
	}
}
