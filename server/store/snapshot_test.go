package store

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestASnapshotThatMuchIsWrittenOverEnds reads one for ever, while others write and read a later one.
func TestASnapshotThatMuchIsWrittenOverEnds(t *testing.T) {
	was := mostLog
	mostLog = 200
	defer func() { mostLog = was }()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- s.Snapshot(t.Context(), func(r *Reader) error {
			close(begun)
			_, err := all(r, scanID, "with recursive counted(n) as (select 1 union all select n + 1 from counted) select sum(n) from counted")
			return err
		})
	}()
	<-begun
	for i := 0; ; i++ {
		page := strings.Repeat(string(rune('a'+i%26)), 8192)
		select {
		case err := <-ended:
			if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "fetch it again") {
				t.Errorf("it ended with %v", err)
			}
			after := s.Snapshot(t.Context(), func(r *Reader) error {
				_, err := r.number("select count(*) from articles")
				return err
			})
			if after != nil {
				t.Errorf("after that: %v", after)
			}
			return
		default:
		}
		err := s.Write(t.Context(), func(tx *Tx) error { return tx.SetPublisher(factcheck.Publisher{Method: page}) })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatWritesMuchIsWrittenAlone asks for writes while nobody has the turn, and looks how they would share commits.
func TestWhatWritesMuchIsWrittenAlone(t *testing.T) {
	s := &Store{queue: make(chan *job, 10)}
	for _, name := range "abCdeFGh" {
		s.queue <- &job{alone: name < 'a'}
	}
	var groups []int
	for group := s.drain(); len(group) > 0; group = s.drain() {
		for _, j := range group {
			if j.alone && len(group) > 1 {
				t.Errorf("what is to be written alone shares a commit with %d others", len(group)-1)
			}
		}
		groups = append(groups, len(group))
	}
	if got, want := groups, []int{2, 1, 2, 1, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("commits of %v writes, not of %v", got, want)
	}
}

// TestAListOfVerdictsMakesFewQueries names them in every order and number.
func TestAListOfVerdictsMakesFewQueries(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var verdicts []factcheck.Verdict
	err = s.Read(t.Context(), func(r *Reader) error {
		before := len(r.conn.statements)
		for i := range 200 {
			verdicts = append(verdicts, factcheck.Verdicts[i%len(factcheck.Verdicts)])
			if _, _, err := r.Claims(1, ClaimFilter{Verdicts: verdicts}, 0, 10); err != nil {
				return err
			}
		}
		if made := len(r.conn.statements) - before; made > len(factcheck.Verdicts) {
			t.Errorf("%d queries are made", made)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
