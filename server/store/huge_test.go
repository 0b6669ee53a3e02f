package store

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"stet/server/factcheck"
)

// TestTheLogBeginsAnewThoughThereIsAlwaysSomebodyWhoReads has three who read without a pause, none of whom ends before another has begun,
// as long as others are let in.
func TestTheLogBeginsAnewThoughThereIsAlwaysSomebodyWhoReads(t *testing.T) {
	was := hugeLog
	hugeLog = 500
	defer func() { hugeLog = was }()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var reading sync.WaitGroup
	defer reading.Wait()
	over := make(chan struct{})
	defer close(over)
	var latest relay
	for range 3 {
		reading.Go(func() {
			for !isClosed(over) {
				err := s.Read(t.Context(), func(r *Reader) error {
					_, err := r.number("select count(*) from articles")
					time.Sleep(5 * time.Millisecond) // for which a page is read, so that there are writes meanwhile
					select {
					case <-latest.take():
					case <-time.After(clearFor / 4):
					case <-over:
					}
					return err
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 5_000 {
		page := strings.Repeat(string(rune('a'+i%26)), 8192)
		if err := s.Write(t.Context(), func(tx *Tx) error { return tx.SetPublisher(factcheck.Publisher{Method: page}) }); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(s.path + "-wal"); err != nil {
			t.Fatal(err)
		} else if log := info.Size() / 4096; log > 20*hugeLog {
			t.Fatalf("the log has %d pages", log)
		}
	}
}

// relay is taken over by one after the other.
type relay struct {
	mu    sync.Mutex
	taken chan struct{} // from who has it; nil where nobody has
}

// take gives a channel that is closed when the next takes over.
func (r *relay) take() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken != nil {
		close(r.taken)
	}
	r.taken = make(chan struct{})
	return r.taken
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
