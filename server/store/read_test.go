package store

import (
	"path/filepath"
	"testing"
	"time"

	"stet/server/factcheck"
)

// TestAReadWithoutAnEndIsEnded counts for ever, and then reads something else on the same connection. Its time is long enough for it to
// have begun: the driver ends nothing that is just about to.
func TestAReadWithoutAnEndIsEnded(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	conns := make(chan *conn, 1)
	conns <- <-s.readers
	err = readOn(t.Context(), conns, Reader{atMost: 200 * time.Millisecond}, func(r *Reader) error {
		_, err := all(r, scanID, "with recursive counted(n) as (select 1 union all select n + 1 from counted) select sum(n) from counted")
		return err
	})
	if factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("it ended with %v", err)
	}
	err = readOn(t.Context(), conns, Reader{atMost: time.Minute}, func(r *Reader) error {
		_, err := r.number("select count(*) from articles")
		return err
	})
	if err != nil {
		t.Errorf("after that: %v", err)
	}
	s.readers <- <-conns
}

// TestAProbeAndABriefReadWaitBehindNoReader asks with every reader taken.
func TestAProbeAndABriefReadWaitBehindNoReader(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if cap(s.readers) < minReaders {
		t.Errorf("there are %d readers", cap(s.readers))
	}
	var taken []*conn
	for range cap(s.readers) {
		taken = append(taken, <-s.readers)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	err = s.ReadBriefly(t.Context(), func(r *Reader) error {
		_, err := r.CountPeople()
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for _, c := range taken {
		s.readers <- c
	}
}
