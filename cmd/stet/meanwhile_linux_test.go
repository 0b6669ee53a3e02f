package main_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhatComesToTheNameMeanwhileStays stops a command in the middle, and has another desk made under the name that it is to have.
func TestWhatComesToTheNameMeanwhileStays(t *testing.T) {
	db, _ := crammed(t, 4_000, claimsOfAnArticle, plainNote)
	archive := filepath.Join(t.TempDir(), "desk.zip")
	must(t, "", "export", "desk", "-o", archive, "--db", db)
	for name, args := range map[string]func(file string) []string{
		"backup":      func(file string) []string { return []string{"backup", file, "--db", db} },
		"restore":     func(file string) []string { return []string{"restore", db, "--db", file} },
		"import desk": func(file string) []string { return []string{"import", "desk", archive, "--db", file} },
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "file")
			first := begun(t, file, args(file)...)
			must(t, "correct horse battery", "user", "add", "another", "--role", "viewer", "--password-stdin", "--db", file)
			if err := first.goOn(); err == nil || strings.Count(first.said(), "\n") != 1 {
				t.Errorf("it ends with %v: %s", err, first.said())
			}
			must(t, "", "token", "add", "another", "--db", file)
			if left := beside(t, file); len(left) > 0 {
				t.Errorf("beside the file there is left %q", left)
			}
		})
	}
}

// sqliteHeader is how many bytes of a database say how it is written, and not what it holds.
const sqliteHeader = 100

// TestAnUpgradeKeepsOthersOutToItsEnd stops one while it migrates its copy.
func TestAnUpgradeKeepsOthersOutToItsEnd(t *testing.T) {
	packed, err := os.Open("../../server/store/testdata/schema-2.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	old, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "desk.db")
	migrating := func() bool {
		logs, _ := filepath.Glob(db + ".partial-*/*-wal")
		return len(logs) > 0
	}
	var first halfway
	for isHalfway := false; !isHalfway; {
		if first.Cmd != nil { // it was too quick
			first.Process.Kill()
			first.Wait()
		}
		if err := os.WriteFile(db, old, 0o600); err != nil {
			t.Fatal(err)
		}
		first, isHalfway = caught(t, migrating, "token", "add", "rosa", "--db", db)
	}
	if got := stet(t, "", "token", "add", "rosa", "--db", db); got.status != 1 || !strings.Contains(got.err, "locked by another program") {
		t.Errorf("meanwhile another ends with %d: %s", got.status, got.err)
	}
	if err := first.goOn(); err != nil {
		t.Errorf("it ends with %v: %s", err, first.said())
	}
	must(t, "", "token", "add", "rosa", "--db", db)
	kept, err := filepath.Glob(db + ".before-schema-*")
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept are %q, %v", kept, err)
	}
	if is, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(is[sqliteHeader:], old[sqliteHeader:]) {
		t.Errorf("the desk of before is another, of %d bytes, %v", len(is), err)
	}
}
