package seeds_test

import (
	"path/filepath"
	"testing"
	"unicode/utf8"

	"stet/seeds"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestLoadFillsAnEmptyDesk(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "stet.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := seeds.Load(t.Context(), desk.New(s), func(password string) (string, error) { return "hash of " + password, nil }); err != nil {
		t.Fatal(err)
	}
	want := map[int64]int{}
	for _, r := range readings(t) {
		want[int64(r.Article)] += len(r.claims)
	}
	err = s.Read(t.Context(), func(r *store.Reader) error {
		vera, err := r.PersonNamed("vera")
		if err != nil {
			return err
		}
		for id := int64(1); id <= 5; id++ {
			claims, err := r.ArticleClaims(vera.ID, id)
			if err != nil {
				return err
			}
			if len(claims) != want[id] {
				t.Errorf("article %d has %d claims, want %d", id, len(claims), want[id])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPeopleHoldEveryRole(t *testing.T) {
	roles := map[factcheck.Role]int{}
	for _, p := range seeds.People {
		roles[p.Role]++
		if utf8.RuneCountInString(p.Password) < 12 {
			t.Errorf("%s’s password is shorter than the desk allows", p.Name)
		}
	}
	for _, role := range factcheck.Roles {
		if roles[role] == 0 {
			t.Errorf("nobody is %s", role)
		}
	}
	if roles[factcheck.Reviewer] != 2 {
		t.Errorf("%d reviewers, want 2", roles[factcheck.Reviewer])
	}
}
