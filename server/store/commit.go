package store

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// writeGroup writes what time allows of a group, and puts the others back.
func (s *Store) writeGroup(group []*job) {
	if group[0].alone {
		s.writeUndisturbed(group)
	} else {
		written := s.commitGroup(group)
		s.queue.putBack(group[written:])
		group = group[:written]
	}
	if s.accessMoves {
		s.accessVersion.Add(1)
		s.accessMoves = false
	}
	for _, j := range group {
		close(j.done)
	}
	s.catchUp()
}

// writeUndisturbed leaves one processor to what is written, however many read: all other writes wait for it.
func (s *Store) writeUndisturbed(group []*job) {
	defer s.reading.Narrow(max(1, runtime.GOMAXPROCS(0)-1))()
	s.commitGroup(group)
}

// commitGroup runs as many of the jobs in one transaction as it says. A job that fails is undone by itself; when the transaction fails,
// all of it have failed.
func (s *Store) commitGroup(group []*job) (written int) {
	written, err := s.transact(group)
	if err == nil {
		afterwards(group[:written])
		return written
	}
	s.writer.control("rollback") // fails where SQLite has rolled back by itself, which is as good
	for _, j := range group[:written] {
		if j.err == nil {
			j.err = err
		}
	}
	return written
}

// afterwards does what was to be done once jobs are committed.
func afterwards(group []*job) {
	for _, j := range group {
		if j.err != nil {
			continue
		}
		for _, f := range j.after {
			f()
		}
	}
}

// transact says how many of the jobs it has begun, all of them where it could begin none.
func (s *Store) transact(group []*job) (begun int, err error) {
	if err := s.place.stillHolds(); err != nil {
		return len(group), err
	}
	if err := s.writer.control("begin immediate"); err != nil {
		return len(group), err
	}
	if len(group) == 1 {
		if group[0].err = s.call(group[0]); group[0].err != nil {
			return 1, group[0].err
		}
		return 1, s.writer.control("commit")
	}
	for began := time.Now(); begun < len(group) && time.Since(began) < groupTime; begun++ {
		if err := s.callInSavepoint(group[begun]); err != nil {
			return begun + 1, err
		}
	}
	return begun, s.writer.control("commit")
}

// callInSavepoint leaves the job's own failure in j.err; what it returns is a failure of the whole transaction.
func (s *Store) callInSavepoint(j *job) error {
	if err := s.writer.control("savepoint request"); err != nil {
		return err
	}
	if j.err = s.call(j); j.err != nil {
		if err := s.writer.control("rollback to request"); err != nil {
			return err
		}
	}
	return s.writer.control("release request")
}

// call runs the job's function without its context's end: an interrupted write would take the whole group's transaction with it.
func (s *Store) call(j *job) (err error) {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	tx := &Tx{Reader: Reader{ctx: context.WithoutCancel(j.ctx), conn: s.writer, pending: &j.after}}
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("write failed: %v\n%s", fault, debug.Stack())
		}
		s.accessMoves, j.words = s.accessMoves || tx.access, tx.words
	}()
	if err := tx.CheckAccess(tx.ctx); err != nil {
		return err
	}
	return j.run(tx)
}
