package main_test

import (
	"compress/gzip"
	"fmt"
	"io"
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
	const framed = onePage + 24 // of the log, with its head
	refused := 0
	for pages := range 8 {
		keep(fmt.Sprint("before ", pages))
		d.letFilesGrowTo(uint64(pages) * (sizeOf(t, db+"-wal") + uint64(pages)*framed) / 4)
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

// TestACheckOnAFullDiskSaysWhatItDidNot has the search made anew where nothing more can be written.
func TestACheckOnAFullDiskSaysWhatItDidNot(t *testing.T) {
	db := seededDesk(t)
	got := withFilesUpTo(t, 8*onePage, "check", "--search", "--db", db)
	if got.status != 1 || !strings.Contains(got.out, "\nunknown the search knows") || strings.Count(got.out, "ok ") != 8 ||
		!strings.HasPrefix(got.err, "stet: whether the search knows everything is not known") || !strings.Contains(got.err, "Nothing was changed") {
		t.Errorf("it ends with %d and says: %s%s", got.status, got.out, got.err)
	}
	must(t, "", "check", "--db", db)
}

// TestAnArchiveOnAFullDiskLeavesNothing lets no file of the desk that is made grow as large as the desk is, or as the log on its way.
func TestAnArchiveOnAFullDiskLeavesNothing(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	archive := filepath.Join(t.TempDir(), "desk.zip")
	made := filepath.Join(folder, "new.db")
	must(t, "", "export", "desk", "--db", db, "-o", archive)
	must(t, "", "import", "desk", archive, "--db", made)
	whole := int64(sizeOf(t, made))
	var refused, taken int
	for _, bytes := range []int64{0, whole / 4, whole / 2, whole - 16*onePage, whole - 8*onePage, whole - 4*onePage, whole - 2*onePage, whole - onePage, whole, whole + whole/8, 2 * whole} {
		if err := os.RemoveAll(made); err != nil {
			t.Fatal(err)
		}
		got := withFilesUpTo(t, bytes, "import", "desk", archive, "--db", made)
		switch left, err := os.ReadDir(folder); {
		case got.status == 0:
			taken++
			must(t, "", "check", "--db", made)
		case got.status != 1 || !strings.Contains(got.err, "new.db: ") || !strings.Contains(got.err, "Nothing was changed") || got.out != "":
			t.Errorf("at %d bytes it ended with %d: %s%s", bytes, got.status, got.err, got.out)
		case err != nil || len(left) > 0:
			t.Errorf("at %d bytes it left %v, %v", bytes, left, err)
		default:
			refused++
		}
	}
	if refused == 0 || taken == 0 {
		t.Errorf("%d were refused and %d taken", refused, taken)
	}
}

// TestAnUpgradeOnAFullDiskLeavesTheDeskAsItWas lets no file grow as large as the desk is once it is brought up to date.
func TestAnUpgradeOnAFullDiskLeavesTheDeskAsItWas(t *testing.T) {
	for _, old := range []string{"schema-1", "schema-3", "schema-7"} {
		t.Run(old, func(t *testing.T) {
			t.Parallel()
			before := unpacked(t, old)
			db := deskOf(t, before)
			must(t, "", "export", "claims", "--db", db)
			var refused, taken int
			for bytes := int64(len(before)); bytes < int64(sizeOf(t, db))+8*onePage; bytes += onePage {
				path := deskOf(t, before)
				got := withFilesUpTo(t, bytes, "export", "claims", "--db", path)
				now, err := os.ReadFile(path)
				switch {
				case err != nil:
					t.Error(err)
				case string(now) != before: // brought up to date, if the check below says so
					taken++
				case got.status != 1 || !strings.Contains(got.err, "is as it was"):
					t.Errorf("at %d bytes it ended with %d: %s%s", bytes, got.status, got.err, got.out)
				default:
					refused++
				}
				must(t, "", "check", "--db", path)
			}
			if refused == 0 || taken == 0 {
				t.Errorf("%d were refused and %d taken", refused, taken)
			}
		})
	}
}

// unpacked gives the file of a desk that an earlier Stet made.
func unpacked(t *testing.T, name string) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("..", "..", "server", "store", "testdata", name+".db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacking, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacking)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// deskOf gives the path of a new file of that content.
func deskOf(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const onePage = 4096

// withFilesUpTo runs the program where no file can grow beyond so many bytes.
func withFilesUpTo(t *testing.T, bytes int64, arguments ...string) outcome {
	t.Helper()
	const limited = `ulimit -f "$1"; shift; exec "$@"` // in blocks of 512 bytes
	return finish(t, exec.Command("sh", append([]string{"-c", limited, "sh", strconv.FormatInt(bytes/512, 10), program}, arguments...)...))
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

func TestAnExportForWhichThereIsNoRoomSaysSo(t *testing.T) {
	db := seededDesk(t)
	for _, what := range []string{"claims", "report", "desk"} {
		got := stet(t, "", "export", what, "--db", db, "-o", "/dev/full")
		if want := "stet: /dev/full cannot be written: the disk is full; make room, or choose another file\n"; got.status != 1 || got.err != want {
			t.Errorf("export %s ended with %d, %q", what, got.status, got.err)
		}
	}
}
