package main_test

import (
	"encoding/binary"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"stet/server/store"
)

// TestARestoreHasADeskInPlaceAtEveryMoment lets the kernel tell what becomes of the names in the folder: the desk's own is taken over by
// the copy, and never away. So a kill at any moment finds one of the two there.
func TestARestoreHasADeskInPlaceAtEveryMoment(t *testing.T) {
	db := seededDesk(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, "", "backup", copied, "--db", db)
	watch, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(watch)
	if _, err := unix.InotifyAddWatch(watch, filepath.Dir(db), unix.IN_MOVED_FROM|unix.IN_MOVED_TO|unix.IN_DELETE|unix.IN_CREATE); err != nil {
		t.Fatal(err)
	}
	must(t, "", "restore", copied, "--db", db, "--replace")
	came := false
	for _, e := range happened(t, watch) {
		if e.name == filepath.Base(db) && e.what != unix.IN_MOVED_TO {
			t.Errorf("the desk's name goes: %#x", e.what)
		}
		came = came || e.name == filepath.Base(db)
	}
	if !came {
		t.Error("nothing was put in the desk's place")
	}
}

type happening struct {
	what uint32
	name string
}

// happened reads what a watch has seen.
func happened(t *testing.T, watch int) (all []happening) {
	t.Helper()
	told := make([]byte, 1<<16)
	n, err := unix.Read(watch, told)
	if err != nil {
		t.Fatal(err)
	}
	for told = told[:n]; len(told) >= unix.SizeofInotifyEvent; {
		end := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(told[12:]))
		name := strings.TrimRight(string(told[unix.SizeofInotifyEvent:end]), "\x00")
		all = append(all, happening{binary.NativeEndian.Uint32(told[4:]), name})
		told = told[end:]
	}
	return all
}

// TestARestoreHeedsWhatStandsInTheLogAlone kills a served desk, whose last writes are then in its log and not in its file.
func TestARestoreHeedsWhatStandsInTheLogAlone(t *testing.T) {
	db, token := scripted(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, "", "backup", copied, "--db", db)
	d := serve(t, db)
	const note = "written just before the kill"
	if status, err := newScript(d.base, token).call(http.MethodPost, "/articles/1/claims", map[string]any{"start": 4, "end": 11, "note": note}, nil); err != nil || status != http.StatusCreated {
		t.Fatal(status, err)
	}
	taken := filepath.Join(t.TempDir(), "taken.db")
	if got := stet(t, "", "restore", db, "--db", taken); got.status != 1 || !strings.Contains(got.err, "not in the file yet") {
		t.Errorf("from a desk that is written to, a restore ends with %d: %s", got.status, got.err)
	}
	d.kill()
	if sizeOf(t, db+"-wal") == 0 {
		t.Fatal("the log is empty")
	}
	found := filepath.Join(t.TempDir(), "found")
	if err := os.CopyFS(found, os.DirFS(filepath.Dir(db))); err != nil {
		t.Fatal(err)
	}
	must(t, "", "restore", filepath.Join(found, filepath.Base(db)), "--db", taken)
	if !strings.Contains(must(t, "", "export", "claims", "--db", taken), note) {
		t.Error("what is restored from it lacks the last claim")
	}
	_, kept, _ := strings.Cut(must(t, "", "restore", copied, "--db", db, "--replace"), "is kept as ")
	kept, _, _ = strings.Cut(kept, ".\n")
	for _, ending := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Stat(db + ending); err == nil {
			t.Errorf("the old desk's %s stands beside the new one", ending)
		}
	}
	for file, has := range map[string]bool{kept: true, db: false} {
		if err := store.Verify(t.Context(), file); err != nil {
			t.Error(err)
		}
		if strings.Contains(must(t, "", "export", "claims", "--db", file), note) != has {
			t.Errorf("%s has the last claim: %t, want %t", file, !has, has)
		}
	}
}
