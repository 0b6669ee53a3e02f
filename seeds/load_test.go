package seeds_test

import (
	"path/filepath"
	"testing"
	"unicode/utf8"

	"stet/seeds"
	"stet/server/agreement"
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

// TestTheLibraryCanBeComparedAndReadOn looks at what somebody who tries the desk comes upon.
func TestTheLibraryCanBeComparedAndReadOn(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "stet.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := desk.New(s)
	if err := seeds.Load(t.Context(), d, func(string) (string, error) { return "hash", nil }); err != nil {
		t.Fatal(err)
	}
	chidi := factcheck.Person{ID: 3, Name: "chidi", Role: factcheck.Editor}
	for _, article := range []int64{1, 2, 5} {
		c, err := d.Compare(t.Context(), chidi, article, agreement.DefaultThreshold)
		if err != nil || c.Needs != "" || c.Undecided != len(c.Groups) {
			t.Fatalf("article %d: %+v, %v", article, c, err)
		}
		met := map[agreement.Outcome]bool{}
		for _, g := range c.Groups {
			met[g.Outcome] = true
		}
		if !met[agreement.Agreed] || !met[agreement.VerdictDiffers] || !met[agreement.OnlyOne] || article == 2 && !met[agreement.SpanDiffers] {
			t.Errorf("the groups of article %d come out only as %v", article, met)
		}
		for _, r := range c.Readings {
			if r.Review.Submitted() != (article == 2) || (r.Review.DueOn == "") != (article == 2) {
				t.Errorf("article %d: %+v", article, r.Review)
			}
		}
	}
	pooled, err := d.Agreement(t.Context(), chidi, "", "")
	if err != nil || len(pooled.Articles) != 1 || pooled.Judging.AlphaNominal.Value == nil {
		t.Errorf("the desk's agreement is %+v, %v", pooled, err)
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
