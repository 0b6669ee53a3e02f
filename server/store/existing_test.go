package store

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/server/factcheck"
)

var openers = map[string]func(context.Context, string) (*Store, error){"Open": Open, "OpenExisting": OpenExisting}

func TestOnlyADeskThatIsThereIsOpenedWithoutMakingOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	wantNoDesk := func() {
		t.Helper()
		if _, err := OpenExisting(context.Background(), path); factcheck.CodeOf(err) != factcheck.NotFound || !strings.Contains(err.Error(), path) {
			t.Fatalf("got %v, want it said that there is no desk at %s", err, path)
		}
	}
	wantNoDesk()
	if left, _ := filepath.Glob(path + "*"); len(left) != 0 {
		t.Errorf("looking for a desk left %v", left)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantNoDesk()
	for _, opener := range []string{"Open", "OpenExisting"} {
		s, err := openers[opener](context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("closed, the desk left %v", left)
	}
}

func TestDatabasesOfOtherProgramsAreLeftAsTheyAre(t *testing.T) {
	for name, statements := range map[string]string{
		"some tables":             "create table x (a)",
		"tables with a log":       "pragma journal_mode = wal; create table x (a)",
		"another goose's":         "create table goose_db_version (id integer); create table accounts (a)",
		"claims of somebody else": "create table claims (a); create table articles (b)",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "other.db")
			db, err := sql.Open("sqlite", "file:"+path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(statements); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			wantRefusedUntouched(t, path, "another program")
		})
	}
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("Not a database at all.\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefusedUntouched(t, path, "not a Stet database")
}

func wantRefusedUntouched(t *testing.T, path, says string) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, open := range openers {
		if _, err := open(context.Background(), path); factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want it refused as %s", name, err, says)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was written: %v", err)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("beside the file stand %v", left)
	}
}
