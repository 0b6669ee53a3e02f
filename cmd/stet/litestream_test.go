//go:build litestream

package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestTheReplicaHoldsWhatWasAcknowledged is the restore drill of the README, with the program litestream that stands in PATH: a desk
// is replicated under writes, both are killed, and the replica becomes a desk elsewhere. What was acknowledged before the replica
// last caught up is all there; of what came after, whatever is there is whole.
func TestTheReplicaHoldsWhatWasAcknowledged(t *testing.T) {
	db, token := scripted(t)
	early := filepath.Join(t.TempDir(), "early.db")
	must(t, "", "backup", early, "--db", db)
	all := witnesses(4)

	d, r := serve(t, db), replicate(t, db)
	writeALot(d, token, all, 300, func() {})
	r.catchUp()
	later := witnesses(4)
	writeALot(d, token, later, 150, func() {
		r.process.Kill()
		d.process.Kill()
	})
	d.kill()
	r.wait()

	restored := r.restore()
	if said := must(t, "", "check", "--db", restored); strings.Contains(said, "wrong") {
		t.Errorf("the check of what was restored says: %s", said)
	}
	there := claimsAt(t, restored, token)
	for _, w := range all {
		w.hold(t, 0, there)
	}
	kept, made := len(there)-claimsOf(all), claimsOf(later)
	t.Logf("%d claims were acknowledged before the replica caught up, none is lost; of %d after that, %d are there", claimsOf(all), made, kept)

	t.Run("a desk put back is replicated anew", func(t *testing.T) {
		must(t, "", "restore", early, "--db", db, "--replace")
		d, again := serve(t, db), r.again(t)
		if got := stet(t, "", "restore", early, "--db", db, "--replace"); got.status != 1 || !strings.Contains(got.err, "stop that first") {
			t.Errorf("a desk in use is replaced: %d, %s", got.status, got.err)
		}
		fresh := witnesses(2)
		writeALot(d, token, fresh, 50, func() {})
		again.catchUp()
		there := claimsAt(t, again.restore(), token)
		for _, w := range fresh {
			w.hold(t, 0, there)
		}
		if made := claimsOf(fresh); len(there) != made {
			t.Errorf("%d claims are restored, %d were made after the early copy was put back", len(there), made)
		}
	})
}

func claimsOf(all []*witness) (n int) {
	for _, w := range all {
		n += len(w.claims)
	}
	return n
}

// writeALot has every witness write so many times, and calls after once the first is done.
func writeALot(d *running, token string, all []*witness, times int, after func()) {
	var writing sync.WaitGroup
	var first sync.Once
	for _, w := range all {
		writing.Go(func() {
			s := newScript(d.base, token)
			for range times {
				if !w.write(s) {
					return
				}
			}
			first.Do(after)
		})
	}
	writing.Wait()
}

func claimsAt(t *testing.T, db, token string) map[int64]claim {
	t.Helper()
	there, err := newScript(serve(t, db).base, token).everyClaim()
	if err != nil {
		t.Fatal(err)
	}
	return there
}

// replicating is Litestream at work on a desk.
type replicating struct {
	t                     *testing.T
	db, settings, replica string
	socket                string
	process               *os.Process
	wait                  func()
}

func replicate(t *testing.T, db string) *replicating {
	t.Helper()
	folder := t.TempDir()
	r := &replicating{db: db, settings: filepath.Join(folder, "litestream.yml"), replica: filepath.Join(folder, "replica"), socket: filepath.Join(folder, "socket")}
	settings := fmt.Sprintf("socket:\n  enabled: true\n  path: %s\ndbs:\n  - path: %s\n    replica:\n      type: file\n      path: %s\n", r.socket, db, r.replica)
	if err := os.WriteFile(r.settings, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return r.again(t)
}

// again starts Litestream once more, with the settings and the replica of before.
func (r replicating) again(t *testing.T) *replicating {
	t.Helper()
	command := exec.Command("litestream", "replicate", "-config", r.settings)
	var log strings.Builder
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	r.t, r.process = t, command.Process
	r.wait = sync.OnceFunc(func() { command.Wait() })
	t.Cleanup(func() {
		r.process.Kill()
		r.wait()
		if t.Failed() {
			t.Logf("litestream's log:\n%s", log.String())
		}
	})
	return &r
}

// catchUp returns once the replica holds all that is committed.
func (r *replicating) catchUp() {
	r.t.Helper()
	var said []byte
	var err error
	for range 100 { // until its socket is there
		if said, err = exec.Command("litestream", "sync", "-wait", "-socket", r.socket, r.db).CombinedOutput(); err == nil {
			return
		}
	}
	r.t.Fatalf("litestream sync: %v, %s", err, said)
}

// restore makes a desk out of the replica, and gives its file.
func (r *replicating) restore() string {
	r.t.Helper()
	file := filepath.Join(r.t.TempDir(), "desk.db")
	if said, err := exec.Command("litestream", "restore", "-integrity-check", "quick", "-o", file, "file://"+r.replica).CombinedOutput(); err != nil {
		r.t.Fatalf("litestream restore: %v, %s", err, said)
	}
	return file
}
