package main_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// kills is how often the desk is killed: make crashtest asks for many more.
func kills(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("STET_KILLS"))
	if os.Getenv("STET_KILLS") == "" {
		return 5
	}
	if err != nil || n < 1 {
		t.Fatal("STET_KILLS must be a number of kills")
	}
	return n
}

// kill ends the desk as a power cut would: without a word.
func (d *running) kill() {
	d.process.Kill()
	<-d.ended
	d.ended = nil
}

// TestNothingAcknowledgedIsLostByAKill writes by several clients at once, kills the desk at a random moment, starts it again, and
// holds what is there against what was acknowledged.
func TestNothingAcknowledgedIsLostByAKill(t *testing.T) {
	db, token := scripted(t)
	const writers = 6
	all := witnesses(writers)
	killed := kills(t)
	for round := range killed {
		d := serve(t, db)
		var left atomic.Int64
		left.Store(rand.Int64N(60))
		var writing sync.WaitGroup
		for _, w := range all {
			writing.Go(func() {
				for w.write(newScript(d.base, token)) {
					if left.Add(-1) == 0 {
						d.process.Kill()
					}
				}
			})
		}
		if left.Load() == 0 {
			d.process.Kill()
		}
		writing.Wait()
		d.kill()
		again := serve(t, db)
		there, err := newScript(again.base, token).everyClaim()
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range all {
			w.hold(t, round, there)
		}
		again.kill()
		if t.Failed() {
			return
		}
	}
	if said := stet(t, "", "check", "--db", db); said.status != 0 || strings.Contains(said.out, "wrong") {
		t.Errorf("after the kills the check says: %s%s", said.out, said.err)
	}
	acknowledged := 0
	for _, w := range all {
		acknowledged += w.acknowledged
	}
	t.Logf("%d kills, %d writes acknowledged, none lost", killed, acknowledged)
	if acknowledged < killed {
		t.Errorf("but %d writes were acknowledged in %d rounds: the test writes too little", acknowledged, killed)
	}
}

// witness writes, and remembers what it was told.
type witness struct {
	name         string
	claims       map[int64]testified
	latest       int64
	written      int
	acknowledged int
}

func witnesses(n int) []*witness {
	all := make([]*witness, n)
	for i := range all {
		all[i] = &witness{name: fmt.Sprint("writer ", i), claims: map[int64]testified{}}
	}
	return all
}

// testified is the state of a claim that was acknowledged, and the note of a write to it that got no answer.
type testified struct {
	version         int
	note, mayBeNote string
	sources         int
}

// write makes one claim, or changes or cites the latest; false once the desk does not answer.
func (w *witness) write(s *script) bool {
	w.written++
	note := fmt.Sprintf("%s, write %d", w.name, w.written)
	known := w.claims[w.latest]
	switch {
	case w.latest == 0 || w.written%3 == 0:
		var made claim
		start := rand.IntN(1000)
		status, err := s.call(http.MethodPost, "/articles/1/claims", map[string]any{"start": start, "end": start + 20, "note": note}, &made)
		if err != nil || status != http.StatusCreated {
			return false
		}
		w.latest = made.ID
		w.claims[made.ID] = testified{version: made.Version, note: note}
	case w.written%3 == 1:
		var changed claim
		known.mayBeNote = note
		w.claims[w.latest] = known
		status, err := s.call(http.MethodPatch, fmt.Sprint("/claims/", w.latest), map[string]any{"note": note}, &changed, "If-Match", fmt.Sprintf(`"%d"`, known.version))
		if err != nil || status != http.StatusOK {
			w.latest = 0 // whether it was written nobody knows: go on with another claim
			return false
		}
		known.version, known.note, known.mayBeNote = changed.Version, note, ""
		w.claims[w.latest] = known
	default:
		status, err := s.call(http.MethodPost, fmt.Sprint("/claims/", w.latest, "/citations"),
			map[string]any{"url": fmt.Sprint("https://example.org/", w.written), "stance": "refutes"}, nil)
		if err != nil || status != http.StatusCreated {
			w.latest = 0
			return false
		}
		known.sources++
		known.version++
		w.claims[w.latest] = known
	}
	w.acknowledged++
	return true
}

func (w *witness) hold(t *testing.T, round int, there map[int64]claim) {
	t.Helper()
	for id, want := range w.claims {
		got, ok := there[id]
		switch {
		case !ok:
			t.Errorf("round %d: claim %d of %s was acknowledged and is gone", round, id, w.name)
		case got.Version < want.version || len(got.Citations) < want.sources:
			t.Errorf("round %d: claim %d is at version %d with %d sources, acknowledged were %d and %d", round, id, got.Version, len(got.Citations), want.version, want.sources)
		case got.Note != want.note && (want.mayBeNote == "" || got.Note != want.mayBeNote):
			t.Errorf("round %d: claim %d says %q, acknowledged was %q", round, id, got.Note, want.note)
		}
	}
}
