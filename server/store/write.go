package store

import (
	"context"
	"time"

	"stet/server/factcheck"
)

// job is a write that waits for its turn.
type job struct {
	ctx   context.Context
	run   func(*Tx) error
	alone bool
	words int      // as its transaction has them
	after []func() // once it is committed
	err   error
	done  chan struct{}
}

func (j *job) person() int64 { return NameIn(j.ctx) }

// So many writes share a commit at most, and none begins in it once it has taken so long: the first does not wait long for the last.
const (
	groupLimit = 64
	groupTime  = 50 * time.Millisecond
)

// Write runs f in a transaction. When it returns nil the change is on the disk; otherwise nothing of it is. f may be
// dropped before it begins when ctx ends; once begun it runs to its end. Where ctx is one of [InTheNameOf] it does not begin, and
// Write fails, when that access does not stand any more.
//
// There is no writing goroutine: whoever has the turn writes what waits, one write of each person after the other. Alone, a caller
// thus writes without handing its work to anybody.
//
// Who writes at length of claims, while as much was written that the search index has yet to follow, is answered once it has, or after
// [followFor]: texts are written faster than they are indexed, and searches would wait for as long as that goes on.
func (s *Store) Write(ctx context.Context, f func(*Tx) error) error {
	return s.write(&job{ctx: ctx, run: f, done: make(chan struct{})})
}

// WriteAlone is Write for what changes thousands of rows: it shares no commit with others. What can be undone by itself, as the parts of
// a shared one must, takes SQLite the longer to write the more of it there is, in its square.
func (s *Store) WriteAlone(ctx context.Context, f func(*Tx) error) error {
	return s.write(&job{ctx: ctx, run: f, alone: true, done: make(chan struct{})})
}

func (s *Store) write(j *job) error {
	err := s.writeInTurn(j)
	if err == nil {
		s.letFollow(j.ctx, j.words)
	}
	return err
}

func (s *Store) writeInTurn(j *job) error {
	s.queue.add(j)
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

// drain takes what already waits, without waiting for more, as people's turns come. What is written alone lets the others before it, and
// then comes in its turn: theirs wait for one of its kind at most, however many there are.
func (s *Store) drain() (group []*job) {
	if s.aloneNext {
		return s.nextAlone()
	}
	for len(group) < groupLimit {
		j := s.queue.next()
		if j == nil {
			break
		}
		if j.alone {
			s.heldOver = append(s.heldOver, j)
		} else {
			group = append(group, j)
		}
	}
	if len(group) == 0 {
		return s.nextAlone()
	}
	s.aloneNext = len(s.heldOver) > 0
	return group
}

// nextAlone gives the first of those that are written alone, and nothing where there is none.
func (s *Store) nextAlone() (group []*job) {
	s.aloneNext = false
	if len(s.heldOver) > 0 {
		group, s.heldOver = s.heldOver[:1:1], s.heldOver[1:]
	}
	return group
}
