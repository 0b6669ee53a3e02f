package main_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestAFullDiskLosesNothingAndRecovers takes away the desk's room to write, at every point of a commit's pages in turn, and gives it
// back: the kernel refuses to let its files grow beyond a limit.
func TestAFullDiskLosesNothingAndRecovers(t *testing.T) {
	db, token := scripted(t)
	d := serve(t, db)
	s := newScript(d.base, token)
	mark := func(note string) (int, claim, string) {
		var told struct {
			claim
			Detail string `json:"detail"`
		}
		status, err := s.call(http.MethodPost, "/articles/1/claims", map[string]any{"start": 4, "end": 11, "note": note}, &told)
		if err != nil {
			t.Fatal(err)
		}
		return status, told.claim, told.Detail
	}
	kept := map[int64]string{}
	keep := func(note string) {
		status, made, detail := mark(note)
		if status != http.StatusCreated {
			t.Fatalf("with room to write, %q gives %d, %s", note, status, detail)
		}
		kept[made.ID] = note
	}
	const page = 4096 + 24 // of the log, with its head
	refused := 0
	for pages := range 8 {
		keep(fmt.Sprint("before ", pages))
		d.letFilesGrowTo(uint64(pages) * (sizeOf(t, db+"-wal") + uint64(pages)*page) / 4)
		note := fmt.Sprint("full ", pages)
		switch status, made, detail := mark(note); {
		case status == http.StatusCreated:
			kept[made.ID] = note
		case status != http.StatusServiceUnavailable || !strings.Contains(detail, "Nothing was changed"):
			t.Errorf("on a full disk the answer is %d, %s", status, detail)
		default:
			refused++
		}
		if _, err := s.everyClaim(); err != nil {
			t.Errorf("on a full disk nothing can be read: %v", err)
		}
		d.letFilesGrowTo(unix.RLIM_INFINITY)
		keep(fmt.Sprint("after ", pages))
	}
	if refused == 0 {
		t.Error("the disk was never full")
	}
	there, err := s.everyClaim()
	if err != nil {
		t.Fatal(err)
	}
	for id, note := range kept {
		if there[id].Note != note {
			t.Errorf("claim %d was acknowledged as %q and is %q", id, note, there[id].Note)
		}
	}
	if len(there) != len(kept) {
		t.Errorf("there are %d claims, %d were acknowledged", len(there), len(kept))
	}
	if said := stet(t, "", "check", "--db", db); said.status != 0 {
		t.Errorf("the check says: %s%s", said.out, said.err)
	}
}

// TestAnArchiveOnAFullDiskLeavesNothing lets no file of the desk that is made grow as large as the desk is, or as the log on its way.
func TestAnArchiveOnAFullDiskLeavesNothing(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	archive := filepath.Join(t.TempDir(), "desk.zip")
	must(t, "", "export", "desk", "--db", db, "-o", archive)
	for part := range int64(4) {
		blocks := strconv.FormatInt(part*int64(sizeOf(t, db))/4/512, 10)
		got := finish(t, exec.Command("sh", "-c", `ulimit -f "$1"; shift; exec "$@"`, "sh", blocks, program, "import", "desk", archive, "--db", filepath.Join(folder, "new.db")))
		if got.status != 1 || !strings.Contains(got.err, "new.db: ") || !strings.Contains(got.err, "Nothing was changed") || got.out != "" {
			t.Errorf("at %s blocks it ended with %d: %s%s", blocks, got.status, got.err, got.out)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("at %s blocks it left %v, %v", blocks, left, err)
		}
	}
}

func (d *running) letFilesGrowTo(bytes uint64) {
	d.t.Helper()
	if err := unix.Prlimit(d.process.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: bytes, Max: unix.RLIM_INFINITY}, nil); err != nil {
		d.t.Fatal(err)
	}
}

func sizeOf(t *testing.T, file string) uint64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return uint64(info.Size())
}
