package store

import (
	"context"
	"time"
)

const (
	checkpointEvery = 250 * time.Millisecond // while there are writes

	// longLog is the length of the write-ahead log, in pages (4 MiB), at which the writer steps in, so that the log begins anew: to
	// write over a file is durable in half the time it takes to make the file longer.
	longLog = 1_000
)

// checkpointLoop moves what was committed from the write-ahead log into the database file, beside the writer, so that no write
// waits for it. Under writes without a pause it can never quite catch up; the writer then moves the little that is left.
func (s *Store) checkpointLoop() {
	ticks := time.NewTicker(checkpointEvery)
	defer ticks.Stop()
	for {
		select {
		case <-s.stopped:
			return
		case <-ticks.C:
		}
		if s.committed.Swap(false) {
			log := checkpoint(s.checkpointer)
			if s.logIsLong.Store(log > longLog); log > mostLog {
				s.open.endOldest()
			}
		}
	}
}

// followLoop brings the search index up to what is written, beside the checkpoints, which wait for nothing.
func (s *Store) followLoop() {
	ticks := time.NewTicker(checkpointEvery)
	defer ticks.Stop()
	for {
		select {
		case <-s.stopped:
			return
		case <-ticks.C:
		}
		if s.unfollowed.Swap(false) {
			s.follow(context.Background()) // one that fails is tried again after the next write, or by the next search
		}
	}
}

// catchUp runs on the writer's own connection, between two writes: nothing is added meanwhile, so the next write begins the log
// anew.
func (s *Store) catchUp() {
	s.committed.Store(true)
	s.unfollowed.Store(true)
	if s.logIsLong.Swap(false) {
		checkpoint(s.writer)
	}
}

// checkpoint gives the length of the log in pages. One that fails is tried again after the next write; nothing depends on it.
func checkpoint(c *conn) int64 {
	log, err := one(&Reader{ctx: context.Background(), conn: c}, func(row scanner) (log int64, err error) {
		var busy, moved int64
		err = row.Scan(&busy, &log, &moved)
		return log, err
	}, "pragma wal_checkpoint(passive)")
	if err != nil {
		return 0
	}
	return log
}
