package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

func TestADeskThatHasLostItsPlaceTakesNothingUntilItIsBack(t *testing.T) {
	for name, lost := range map[string]struct {
		ending   string
		replaced bool
	}{
		"its file moved":            {},
		"another file in its place": {replaced: true},
		"its log moved":             {ending: "-wal"},
		"its log's index moved":     {ending: "-shm"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			add := func(name string) error {
				return d.Write(context.Background(), func(tx *store.Tx) error {
					_, err := tx.AddPerson(factcheck.Person{Name: name, DisplayName: name, Role: factcheck.Viewer, CreatedAt: at}, "hash")
					return err
				})
			}
			place, elsewhere := d.path+lost.ending, filepath.Join(t.TempDir(), "elsewhere")
			if err := os.Rename(place, elsewhere); err != nil {
				t.Fatal(err)
			}
			if lost.replaced {
				if err := os.WriteFile(place, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := add("ana"); factcheck.CodeOf(err) != factcheck.Unavailable {
				t.Errorf("it takes a change: %v", err)
			}
			if err := d.Snapshot(context.Background(), func(*store.Reader) error { return nil }); factcheck.CodeOf(err) != factcheck.Unavailable {
				t.Errorf("it opens what lies there now: %v", err)
			}
			if err := d.Ping(context.Background()); err != nil {
				t.Errorf("what it holds cannot be read: %v", err)
			}
			if err := os.Rename(elsewhere, place); err != nil {
				t.Fatal(err)
			}
			if err := add("ana"); err != nil {
				t.Errorf("back in its place it takes no change: %v", err)
			}
		})
	}
}
