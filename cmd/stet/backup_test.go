package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestABackupUnderWritesIsOneSnapshot copies a desk again and again while it is written to, and holds each copy whole: of every
// claim that was there, its event too, and nothing in between.
func TestABackupUnderWritesIsOneSnapshot(t *testing.T) {
	db, token := scripted(t)
	d := serve(t, db)
	s := newScript(d.base, token)
	stop := make(chan struct{})
	var writing sync.WaitGroup
	made := 0
	writing.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if status, err := s.call(http.MethodPost, "/articles/1/claims", map[string]any{"start": 4, "end": 11}, nil); err != nil || status != http.StatusCreated {
				t.Errorf("while a copy is made a claim gets %d, %v", status, err)
				return
			}
			made++
		}
	})
	copied := filepath.Join(t.TempDir(), "copy of the desk.db")
	for range 4 {
		must(t, "", "backup", copied, "--db", db)
		if said := must(t, "", "check", "--db", copied); strings.Contains(said, "wrong") || strings.Contains(said, "mended") {
			t.Errorf("the check of the copy says: %s", said)
		}
	}
	close(stop)
	writing.Wait()
	there := len(table(t, must(t, "", "export", "claims", "--db", copied))) - 1
	if there == 0 || there > made {
		t.Errorf("the copy has %d claims, of %d that were made", there, made)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the copy: %v, %v", info.Mode(), err)
	}
}

func TestABackupReplacesACopyAndNothingElse(t *testing.T) {
	db := seededDesk(t)
	letter := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(letter, []byte("Dear editor"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, word := range map[string]string{letter: "is no copy of a desk", db: "is the desk itself"} {
		if got := stet(t, "", "backup", file, "--db", db); got.status != 1 || !strings.Contains(got.err, word) {
			t.Errorf("%s: ended with %d, %q", file, got.status, got.err)
		}
	}
	if kept, _ := os.ReadFile(letter); string(kept) != "Dear editor" {
		t.Errorf("the letter reads %q", kept)
	}
	nowhere := filepath.Join(t.TempDir(), "no", "copy.db")
	if got := stet(t, "", "backup", nowhere, "--db", db); got.status != 1 || !strings.Contains(got.err, "cannot be written") {
		t.Errorf("ended with %d, %q", got.status, got.err)
	}
}

// TestABackupReplacesOlderStatesOfItsDeskAlone writes over what the desk holds itself, and over nothing else that is a desk.
func TestABackupReplacesOlderStatesOfItsDeskAlone(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	copied, goneOn, other := filepath.Join(folder, "copy.db"), filepath.Join(folder, "gone on.db"), filepath.Join(folder, "other.db")
	for _, file := range []string{copied, goneOn, other} {
		must(t, "", "backup", file, "--db", db)
	}
	must(t, "correct horse battery", "user", "add", "later", "--role", "viewer", "--password-stdin", "--db", goneOn)
	must(t, "correct horse battery", "user", "add", "here", "--role", "viewer", "--password-stdin", "--db", db)
	d := serve(t, other)
	for file, word := range map[string]string{other: "is being served", goneOn: "gone on by itself"} {
		if got := stet(t, "", "backup", file, "--db", db); got.status != 1 || !strings.Contains(got.err, word) {
			t.Errorf("%s: ended with %d, %q", file, got.status, got.err)
		}
	}
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	must(t, "", "token", "add", "later", "--db", goneOn)
	must(t, "", "check", "--db", other)
	must(t, "", "backup", copied, "--db", db)
	must(t, "", "token", "add", "here", "--db", copied)
}

func TestRestoresInOneSecondKeepAllThatWasBefore(t *testing.T) {
	db := seededDesk(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, "", "backup", copied, "--db", db)
	must(t, "correct horse battery", "user", "add", "first", "--role", "viewer", "--password-stdin", "--db", db)
	kept := map[string]bool{}
	for range 4 {
		_, name, _ := strings.Cut(must(t, "", "restore", copied, "--db", db, "--replace"), "is kept as ")
		name, _, _ = strings.Cut(name, ".\n")
		kept[name] = true
	}
	found := 0
	for name := range kept {
		if stet(t, "", "token", "add", "first", "--db", name).status == 0 {
			found++
		}
	}
	if len(kept) != 4 || found != 1 {
		t.Errorf("of four desks of before %d are kept, the first among them %d times", len(kept), found)
	}
}

func TestARestoreVerifiesAndOverwritesOnlyWhenAsked(t *testing.T) {
	db := seededDesk(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, "", "backup", copied, "--db", db)
	must(t, "correct horse battery", "user", "add", "later", "--role", "viewer", "--password-stdin", "--db", db)
	refused := func(word string, args ...string) {
		t.Helper()
		if got := stet(t, "", append([]string{"restore"}, args...)...); got.status != 1 || !strings.Contains(got.err, word) {
			t.Errorf("restore %s ended with %d, %q", args, got.status, got.err)
		}
	}
	refused("--replace", copied, "--db", db)
	d := serve(t, db)
	refused("is being served", copied, "--db", db, "--replace")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	damage(t, copied, damaged)
	refused("damaged", damaged, "--db", db, "--replace")
	refused("no desk", filepath.Join(t.TempDir(), "none.db"), "--db", db, "--replace")
	if got := stet(t, "", "token", "add", "later", "--db", db); got.status != 0 {
		t.Errorf("after what was refused the desk is another: %s", got.err)
	}
	said := must(t, "", "restore", copied, "--db", db, "--replace")
	if got := stet(t, "", "token", "add", "later", "--db", db); got.status != 1 || !strings.Contains(got.err, "nobody named") {
		t.Errorf("the desk is not that of the copy: %d, %q", got.status, got.err)
	}
	_, kept, _ := strings.Cut(said, "is kept as ")
	kept, _, _ = strings.Cut(kept, ".\n")
	must(t, "", "token", "add", "later", "--db", kept)
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	must(t, "", "restore", copied, "--db", fresh)
	must(t, "", "check", "--db", fresh)
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "restore", copied, "--db", empty)
	must(t, "", "check", "--db", empty)
	if kept, _ := filepath.Glob(empty + ".before-*"); len(kept) > 0 {
		t.Errorf("an empty file is kept as a desk of before: %v", kept)
	}
}

// damage copies a database with a page in its middle overwritten.
func damage(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for at := page * 3; at+page < len(raw); at += page * 5 {
		copy(raw[at:at+page/2], strings.Repeat("\xde\xad", page/4))
	}
	if err := os.WriteFile(to, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAServedDeskKeepsCopies(t *testing.T) {
	const oldest = "desk-20240101-000000.db"
	db, folder := seededDesk(t), t.TempDir()
	other := seededDesk(t)
	must(t, "", "token", "add", "rosa", "--db", other)
	must(t, "", "backup", filepath.Join(folder, "desk-20230101-000000.db"), "--db", other)
	must(t, "", "backup", filepath.Join(folder, "desk-20980101-000000.db"), "--db", db) // as a twin's that stands still
	must(t, "", "token", "add", "rosa", "--db", db)
	for _, name := range []string{oldest, "desk-20240102-000000.db", "desk-20240103-000000.db", "desk-20990101-000000.db", "stet-20240101-000000.db"} {
		must(t, "", "backup", filepath.Join(folder, name), "--db", db)
	}
	abandoned, others := filepath.Join(folder, "desk-20231231-000000.db.partial-17"), filepath.Join(folder, "stet-20231231-000000.db.partial-17")
	for _, name := range []string{abandoned, others} {
		if err := os.Mkdir(name, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	serve(t, filepath.Join(folder, "desk-20240102-000000.db"))
	serve(t, db, "--backup-dir", folder, "--backup-every", "1h", "--backup-keep", "3")
	// One is made, though one is dated later than now; then the oldest go, but for one that is looked into. Other desks' stay, of this name
	// or another, and those of a twin.
	stay := []string{"desk-20230101-000000.db", "desk-20240102-000000.db", "desk-20240103-000000.db", "desk-20980101-000000.db", "desk-20990101-000000.db", "stet-20240101-000000.db"}
	looks := time.NewTicker(20 * time.Millisecond)
	defer looks.Stop()
	var newest string
	for tooLate := time.After(5 * time.Minute); newest == ""; {
		select {
		case <-looks.C:
			if made := slices.DeleteFunc(copies(t, folder), func(name string) bool { return slices.Contains(stay, name) }); len(made) == 1 && made[0] != oldest {
				newest = made[0]
			}
		case <-tooLate:
			t.Fatalf("the folder has %q", copies(t, folder))
		}
	}
	if there := copies(t, folder); newest < "desk-2026" || newest > "desk-2099" || len(there) != len(stay)+1 {
		t.Errorf("the folder has %q", there)
	}
	must(t, "", "check", "--db", filepath.Join(folder, newest))
	if _, err := os.Stat(abandoned); err == nil {
		t.Error("what a killed copy had begun is still there")
	}
	if _, err := os.Stat(others); err != nil {
		t.Errorf("what another desk had begun is gone: %v", err)
	}
}

func copies(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".db") {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestADamagedDeskIsRestored has nothing left of a desk that could be read, and a log beside it that is none of the copy's.
func TestADamagedDeskIsRestored(t *testing.T) {
	db := seededDesk(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, "", "backup", copied, "--db", db)
	for name, content := range map[string]string{"": strings.Repeat("no header ", 1000), "-wal": "what was written last"} {
		if err := os.WriteFile(db+name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := stet(t, "", "restore", copied, "--db", db); got.status != 1 || !strings.Contains(got.err, "--replace") {
		t.Errorf("unasked it ended with %d, %q", got.status, got.err)
	}
	said := must(t, "", "restore", copied, "--db", db, "--replace")
	must(t, "", "check", "--db", db)
	_, kept, _ := strings.Cut(said, "is kept as ")
	kept, _, _ = strings.Cut(kept, ".\n")
	if got, err := os.ReadFile(kept); err != nil || !strings.HasPrefix(string(got), "no header") {
		t.Errorf("of what was there, %s holds %.40q: %v", kept, got, err)
	}
}
