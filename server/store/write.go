package store

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"stet/server/factcheck"
)

// Tx is one write under way. It reads its own changes.
type Tx struct {
	Reader
	access bool // it changes who may come in, or as what
}

// job is a write that waits for its turn.
type job struct {
	ctx   context.Context
	run   func(*Tx) error
	alone bool
	err   error
	done  chan struct{}
}

// groupLimit bounds how many writes share a commit, so that the first of them does not wait long for the last.
const groupLimit = 64

// Write runs f in a transaction. When it returns nil the change is on the disk; otherwise nothing of it is. f may be
// dropped before it begins when ctx ends; once begun it runs to its end. Where ctx is one of [InTheNameOf] it does not begin, and
// Write fails, when that access does not stand any more.
//
// There is no writing goroutine: whoever has the turn writes all that waits, in the order it was asked for. Alone, a caller
// thus writes without handing its work to anybody.
func (s *Store) Write(ctx context.Context, f func(*Tx) error) error {
	return s.write(&job{ctx: ctx, run: f, done: make(chan struct{})})
}

// WriteAlone is Write for what changes thousands of rows: it shares no commit with others. What can be undone by itself, as the parts of
// a shared one must, takes SQLite the longer to write the more of it there is, in its square.
func (s *Store) WriteAlone(ctx context.Context, f func(*Tx) error) error {
	return s.write(&job{ctx: ctx, run: f, alone: true, done: make(chan struct{})})
}

func (s *Store) write(j *job) error {
	select {
	case s.queue <- j:
	case <-j.ctx.Done():
		return j.ctx.Err()
	case <-s.stopped:
		return errClosed
	}
	for {
		select {
		case <-j.done:
			return translate(j.err)
		case turn, open := <-s.turn:
			if !open {
				return j.whenClosed()
			}
			if !j.isDone() {
				s.writeGroup(s.drain())
			}
			s.turn <- turn
		}
	}
}

func (j *job) isDone() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// turn is held by one caller at a time. It is taken for good, and its channel closed, when the store closes.
type turn struct{}

var errClosed = factcheck.Errorf(factcheck.Unavailable, "Stet is shutting down. Nothing was changed; try again when it is back.")

// whenClosed tells a job that was done at the very end from one that came too late.
func (j *job) whenClosed() error {
	if !j.isDone() {
		return errClosed
	}
	return translate(j.err)
}

// writeLast takes the turn for good and writes what was asked for before.
func (s *Store) writeLast() {
	<-s.turn
	for rest := s.drain(); len(rest) > 0; rest = s.drain() {
		s.writeGroup(rest)
	}
	close(s.turn)
}

func (s *Store) writeGroup(group []*job) {
	if group[0].alone {
		s.writeUndisturbed(group)
	} else {
		s.commitGroup(group)
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

// drain takes what already waits, without waiting for more, in the order it was asked for.
func (s *Store) drain() (group []*job) {
	for len(group) < groupLimit {
		j := s.nextJob()
		switch {
		case j == nil:
			return group
		case j.alone && len(group) > 0:
			s.heldOver = j
			return group
		}
		if group = append(group, j); j.alone {
			return group
		}
	}
	return group
}

func (s *Store) nextJob() (j *job) {
	if j, s.heldOver = s.heldOver, nil; j != nil {
		return j
	}
	select {
	case j = <-s.queue:
	default:
	}
	return j
}

// commitGroup runs the jobs in one transaction. A job that fails is undone by itself; when the transaction fails, all have failed.
func (s *Store) commitGroup(group []*job) {
	err := s.transact(group)
	if err == nil {
		return
	}
	s.writer.control("rollback") // fails where SQLite has rolled back by itself, which is as good
	for _, j := range group {
		if j.err == nil {
			j.err = err
		}
	}
}

func (s *Store) transact(group []*job) error {
	if err := s.writer.control("begin immediate"); err != nil {
		return err
	}
	if len(group) == 1 {
		if group[0].err = s.call(group[0]); group[0].err != nil {
			return group[0].err
		}
		return s.writer.control("commit")
	}
	for _, j := range group {
		if err := s.callInSavepoint(j); err != nil {
			return err
		}
	}
	return s.writer.control("commit")
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
	tx := &Tx{Reader: Reader{ctx: context.WithoutCancel(j.ctx), conn: s.writer}}
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("write failed: %v\n%s", fault, debug.Stack())
		}
		s.accessMoves = s.accessMoves || tx.access
	}()
	if err := tx.checkAccess(); err != nil {
		return err
	}
	return j.run(tx)
}

func (t *Tx) exec(query string, args ...any) error {
	_, err := t.conn.exec(t.ctx, query, args...)
	return err
}

// insert runs an INSERT and gives the new row's id.
func (t *Tx) insert(query string, args ...any) (int64, error) {
	result, err := t.conn.exec(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}
