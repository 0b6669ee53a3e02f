package store

import (
	"path/filepath"
	"testing"

	"stet/server/factcheck"
)

// FuzzSearch types anything into the search: nothing of it is an operator, and the database can read it.
func FuzzSearch(f *testing.F) {
	for _, typed := range []string{"lobbying", `a" OR "b`, "NEAR(a b, 5)", "title:x", "-x", "治理 a", "*", `"`, "a\x00b", "\xff", "^a", "(a AND", "{about}:a"} {
		f.Add(typed)
	}
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "desk.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	err = s.Write(f.Context(), func(t *Tx) error {
		return t.exec("insert into article_search (rowid, title, about, text) values (1, 'Lobbying', '', ?)", searchable("The company spent US$12.62 million. 网络治理之路"))
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		err := s.Read(t.Context(), func(r *Reader) error {
			if _, err := r.foundArticles(typed, 10); err != nil {
				return err
			}
			_, err := r.foundClaims(1, typed, 10)
			return err
		})
		if err != nil && factcheck.CheckSearch(typed) == nil {
			t.Errorf("%q: %v", typed, err)
		}
	})
}
