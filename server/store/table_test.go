package store

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
)

// TestAnArchiveForgetsNoTable looks at the schema itself: a table that a later migration adds is kept, or named here with the
// reason why not.
func TestAnArchiveForgetsNoTable(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	leftOut := map[string]string{
		"sessions":         "nobody stays signed in on another machine",
		"goose_db_version": "the migrations keep it",
		"sqlite_sequence":  "SQLite keeps it",
		"article_search":   "made anew out of articles",
		"claim_search":     "made anew out of claims",

		"claim_search_follows": "it tells how far that is made",
	}
	err = s.Read(context.Background(), func(r *Reader) error {
		tables, err := r.Tables()
		if err != nil {
			return err
		}
		all, err := all(r, scanText, "select name from pragma_table_list where schema = 'main' and type <> 'shadow' and name not in ('sqlite_schema') order by name")
		if err != nil {
			return err
		}
		for _, name := range all {
			kept := slices.ContainsFunc(tables, func(t Table) bool { return t.Name == name })
			if _, out := leftOut[name]; kept == out {
				t.Errorf("table %s: kept is %v, left out with a reason is %v", name, kept, out)
			}
		}
		for _, table := range tables {
			blobs, err := r.number("select count(*) from pragma_table_info(?) where upper(type) in ('BLOB', 'ANY', '')", table.Name)
			if err != nil || blobs > 0 {
				t.Errorf("table %s has %d columns that JSON cannot hold (%v)", table.Name, blobs, err)
			}
			hidden, err := r.number("select count(*) from pragma_table_xinfo(?) where hidden <> 0", table.Name)
			if err != nil || hidden > 0 {
				t.Errorf("table %s has %d columns that cannot be written (%v)", table.Name, hidden, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
