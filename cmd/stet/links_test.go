package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// linked gives a symbolic link in a folder of its own to a file.
func linked(t *testing.T, file string) string {
	t.Helper()
	link := filepath.Join(t.TempDir(), "link.db")
	to, err := filepath.Rel(filepath.Dir(link), file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, link); err != nil {
		t.Fatal(err)
	}
	return link
}

func isLink(t *testing.T, name string) {
	t.Helper()
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%s is no link any more: %v", name, err)
	}
}

// TestADeskIsTheSameByALink restores, copies and imports to links, and restores from one whose desk is served.
func TestADeskIsTheSameByALink(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	copied, archive := filepath.Join(folder, "copy.db"), filepath.Join(folder, "desk.zip")
	must(t, "", "backup", copied, "--db", db)
	must(t, "", "export", "desk", "-o", archive, "--db", db)
	must(t, "correct horse battery", "user", "add", "later", "--role", "viewer", "--password-stdin", "--db", db)

	link := linked(t, db)
	must(t, "", "restore", copied, "--replace", "--db", link)
	isLink(t, link)
	if got := stet(t, "", "token", "add", "later", "--db", db); got.status != 1 {
		t.Error("the desk behind the link is not the copy")
	}
	if kept, err := filepath.Glob(db + ".before-*"); err != nil || len(kept) != 1 {
		t.Errorf("beside it there is %q, %v", kept, err)
	}
	must(t, "", "backup", linked(t, copied), "--db", link)

	newly := linked(t, filepath.Join(folder, "not there yet.db"))
	must(t, "", "import", "desk", archive, "--db", newly)
	isLink(t, newly)
	must(t, "", "check", "--db", filepath.Join(folder, "not there yet.db"))

	d := serve(t, db)
	d.marked(t, "in the log")
	elsewhere := filepath.Join(folder, "elsewhere.db")
	if got := stet(t, "", "restore", link, "--db", elsewhere); got.status != 1 || !strings.Contains(got.err, "is being served") {
		t.Errorf("from a link to a served desk: ended with %d, %q", got.status, got.err)
	}
}

// TestTheLogOfAnEmptiedDeskIsLeftAlone has a desk killed, and its file emptied beside its log.
func TestTheLogOfAnEmptiedDeskIsLeftAlone(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	d := serve(t, db)
	d.marked(t, "acknowledged")
	d.kill()
	whole, err := os.ReadFile(db)
	if err == nil {
		err = os.Truncate(db, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check"}, {"backup", filepath.Join(folder, "copy.db")}, {"export", "claims"}, {"export", "desk", "-o", filepath.Join(folder, "desk.zip")},
		{"token", "add", "chidi"}, {"user", "add", "newcomer", "--role", "reviewer", "--password-stdin"}, {"serve", "--addr", "127.0.0.1:0"}} {
		if got := stet(t, "a password of theirs", append(args, "--db", db)...); got.status != 1 || !strings.Contains(got.err, "the log of one") {
			t.Errorf("stet %q ended with %d, %q", args, got.status, got.err)
		}
	}
	if err := os.WriteFile(db, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if claims := must(t, "", "export", "claims", "--db", db); !strings.Contains(claims, "acknowledged") {
		t.Error("the claim is gone")
	}
}

// TestADeskThatIsMovedWhileItIsServedTakesNothing moves its files away, and back, and comes to it by another name.
func TestADeskThatIsMovedWhileItIsServedTakesNothing(t *testing.T) {
	db, token := scripted(t)
	copied, spare := filepath.Join(t.TempDir(), "copy.db"), filepath.Join(t.TempDir(), "spare")
	d := serve(t, db)
	s := newScript(d.base, token)
	mark := func(wanted int) (detail string) {
		t.Helper()
		var told struct{ Detail string }
		if status, err := s.call(http.MethodPost, "/articles/1/claims", map[string]any{"start": 4, "end": 11}, &told); err != nil || status != wanted {
			t.Fatalf("marking a claim gives %d, %q, %v", status, told.Detail, err)
		}
		return told.Detail
	}
	readiness := func(wanted int) {
		t.Helper()
		if status, _, _ := d.get(browser(t), "/readyz"); status != wanted {
			t.Errorf("/readyz gives %d, want %d", status, wanted)
		}
	}
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(path string, commands ...[]string) {
		t.Helper()
		var all sync.WaitGroup
		for _, args := range commands {
			all.Go(func() {
				if got := stet(t, "A text about bridges.", append(args, "--db", path)...); got.status != 1 || !strings.Contains(got.err, "-shm") {
					t.Errorf("stet %q ended with %d, %q", args, got.status, got.err)
				}
			})
		}
		all.Wait()
	}
	mark(http.StatusCreated)
	for _, moved := range [][]string{{""}, {"-wal"}, {"-shm"}, {"-wal", "-shm"}} {
		for _, ending := range moved {
			rename(db+ending, spare+ending)
		}
		if detail := mark(http.StatusServiceUnavailable); !strings.Contains(detail, "moved") || !strings.Contains(detail, "Nothing was changed") {
			t.Errorf("without %q it says %q", moved, detail)
		}
		readiness(http.StatusServiceUnavailable)
		if moved[0] != "" {
			refused(db, []string{"import", "-", "--as", "chidi"}, []string{"token", "add", "chidi"}, []string{"check"}, []string{"backup", copied}, []string{"serve", "--addr", "127.0.0.1:0"})
		}
		for _, ending := range moved {
			rename(spare+ending, db+ending)
		}
		readiness(http.StatusOK)
		mark(http.StatusCreated)
	}
	second := filepath.Join(t.TempDir(), "second.db")
	if err := os.Link(db, second); err != nil {
		t.Fatal(err)
	}
	refused(second, []string{"import", "-", "--as", "chidi"}, []string{"check"})
	mark(http.StatusCreated)
	must(t, "", "check", "--db", db)
	if there, err := s.everyClaim(); err != nil || len(there) != 6 {
		t.Errorf("%d claims are there, %v", len(there), err)
	}
}

// TestALogWithoutItsDeskIsLeftAlone has a desk killed, given another name without its log, and something else put in its place.
func TestALogWithoutItsDeskIsLeftAlone(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	copied, archive := filepath.Join(folder, "copy.db"), filepath.Join(folder, "desk.zip")
	must(t, "", "backup", copied, "--db", db)
	must(t, "", "export", "desk", "-o", archive, "--db", db)
	d := serve(t, db)
	d.marked(t, "acknowledged")
	d.kill()
	if err := os.Rename(db, db+".broken"); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"restore", copied}, {"restore", copied, "--replace"}, {"import", "desk", archive}, {"serve", "--addr", "127.0.0.1:0"}} {
		if got := stet(t, "", append(args, "--db", db)...); got.status != 1 || !strings.Contains(got.err, "the log of one") {
			t.Errorf("stet %q ended with %d, %q", args, got.status, got.err)
		}
	}
	other := seededDesk(t)
	if got := stet(t, "", "backup", db, "--db", other); got.status != 1 || !strings.Contains(got.err, "the log of one") {
		t.Errorf("a copy beside the log ended with %d, %q", got.status, got.err)
	}
	if err := os.Rename(db+"-wal", db+".broken-wal"); err != nil {
		t.Fatal(err)
	}
	if claims := must(t, "", "export", "claims", "--db", db+".broken"); !strings.Contains(claims, "acknowledged") {
		t.Error("the claim is gone")
	}
	must(t, "", "restore", copied, "--db", db)
}

// TestNothingIsWrittenOverWhatLiesBesideADesk names its log, by itself and by a link.
func TestNothingIsWrittenOverWhatLiesBesideADesk(t *testing.T) {
	served, db := seededDesk(t), seededDesk(t)
	archive := filepath.Join(t.TempDir(), "desk.zip")
	must(t, "", "export", "desk", "-o", archive, "--db", db)
	d := serve(t, served)
	d.marked(t, "in the log")
	for _, ending := range []string{"-wal", "-shm", "-journal"} {
		for _, file := range []string{served + ending, linked(t, served+ending)} {
			for _, args := range [][]string{{"export", "claims", "-o", file, "--db", db}, {"backup", file, "--db", db}, {"restore", db, "--db", file, "--replace"}, {"import", "desk", archive, "--db", file}} {
				if got := stet(t, "", args...); got.status != 1 || !strings.Contains(got.err, "belongs to one") {
					t.Errorf("stet %q ended with %d, %q", args, got.status, got.err)
				}
			}
		}
	}
	d.marked(t, "and goes on")
	d.kill()
	if claims := must(t, "", "export", "claims", "--db", served); !strings.Contains(claims, "in the log") || !strings.Contains(claims, "and goes on") {
		t.Error("claims are gone")
	}
}

// marked marks something in chidi's name, with a note.
func (d *running) marked(t *testing.T, note string) {
	t.Helper()
	token := strings.TrimSpace(must(t, "", "token", "add", "chidi", "--db", d.db))
	status, err := newScript(d.base, token).call(http.MethodPost, "/articles/1/claims", map[string]any{"start": 0, "end": 12, "note": note}, nil)
	if err != nil || status != http.StatusCreated {
		t.Fatalf("a claim is answered %d, %v", status, err)
	}
}
