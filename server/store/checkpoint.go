package store

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	checkpointEvery = 250 * time.Millisecond // while there are writes

	// longLog is the length of the write-ahead log, in pages (4 MiB), at which the writer steps in, so that the log begins anew: to
	// write over a file is durable in half the time it takes to make the file longer.
	longLog = 1_000

	// clearFor is how long the readers under way may take to end, while others wait, so that the log can begin anew.
	clearFor = time.Second
)

// hugeLog is the length of the write-ahead log, in pages (256 MiB), at which the readers are asked to leave it: as long as there is always
// one who reads from it, it cannot begin anew.
var hugeLog int64 = 1 << 16

// logState is what the checkpoints tell the writer of the write-ahead log.
type logState struct {
	isLong  atomic.Bool // the writer should shorten it
	isHuge  atomic.Bool // for there is always somebody who reads from it
	clearAt int64       // the length, in pages, that is huge; the checkpoints alone touch it
}

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
		if s.committed.Swap(false) || s.open.any() { // while a snapshot is read, another program may write
			s.heed(checkpoint(s.checkpointer))
		}
	}
}

// heed does, or has the writer do, what a log of so many pages calls for.
func (s *Store) heed(log int64) {
	s.log.isLong.Store(log > longLog)
	switch {
	case log < hugeLog:
		s.log.clearAt = hugeLog
	case log > s.log.clearAt: // once; whatever keeps the log from beginning anew may take a while
		s.log.clearAt = log + hugeLog
		s.log.isHuge.Store(true)
	}
	if log > mostLog {
		s.open.endOldest()
	}
}

// catchUp runs on the writer's own connection, between two writes: nothing is added meanwhile, so the next write begins the log
// anew.
func (s *Store) catchUp() {
	s.committed.Store(true)
	s.unfollowed.Store(true)
	switch {
	case s.log.isHuge.Swap(false):
		s.reading.Alone(clearFor, func() { checkpoint(s.writer) })
	case s.log.isLong.Swap(false):
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
