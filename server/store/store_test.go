package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

const at = factcheck.Timestamp("2026-01-02T03:04:05.000Z")

// desk opens a fresh database file and fills it with two reviewers, an article of Chinese and English, and a claim of each.
type desk struct {
	*store.Store
	path       string
	rosa, imre int64
	article    int64
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{path: filepath.Join(t.TempDir(), "desk.db")}
	d.Store = open(t, d.path)
	d.write(t, func(tx *store.Tx) error {
		d.rosa = must(tx.AddPerson(factcheck.Person{Name: "rosa", DisplayName: "Rosa", Role: factcheck.Reviewer, CreatedAt: at}, "hash"))
		d.imre = must(tx.AddPerson(factcheck.Person{Name: "imre", DisplayName: "Imre", Role: factcheck.Reviewer, CreatedAt: at}, "hash"))
		d.article = addArticle(tx, "Lobbying in 2018", "The company spent US$12.62 million. 网络治理之路 is the path it named.")
		return nil
	})
	return d
}

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func (d *desk) write(t *testing.T, f func(*store.Tx) error) {
	t.Helper()
	if err := d.Write(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// read runs f once, with the search index up to date, so that f may take what it reads with must.
func (d *desk) read(t *testing.T, f func(*store.Reader) error) {
	t.Helper()
	if err := d.Snapshot(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// rowsOf is must for a part of a list.
func rowsOf[T any](rows []T, _ bool, err error) []T { return must(rows, err) }

func addArticle(tx *store.Tx, title, text string) int64 {
	length := len([]rune(text))
	return must(tx.AddArticle(factcheck.Article{Title: title, Revision: 1, CreatedAt: at},
		store.Prepare(factcheck.Revision{Number: 1, Text: text, Length: length, Words: 10, CreatedAt: at,
			Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{End: length}}}}), 0))
}

// addClaim adds a claim by a reviewer on the desk's article; its note tells it from the others.
func (d *desk) addClaim(tx *store.Tx, reviewer int64, note string, verdict factcheck.Verdict) int64 {
	review, err := tx.OpenReview(d.article, reviewer, at)
	if err != nil {
		panic(err)
	}
	return must(tx.AddClaim(factcheck.Claim{ArticleID: d.article, ReviewID: review.ID, Revision: 1, Span: factcheck.Span{Start: 4, End: 11},
		Quote: "company", Kind: factcheck.Other, Verdict: verdict, Note: note, Version: 1, CreatedAt: at, UpdatedAt: at}))
}

func (d *desk) addEvent(tx *store.Tx, action factcheck.Action, claim, by int64) {
	must(tx.AddEvent(factcheck.Event{At: at, Action: action, ArticleID: d.article, ClaimID: claim}, by))
}

func TestReopeningKeepsTheDesk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a desk?with #odd%20name.db")
	first := open(t, path)
	err := first.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddPerson(factcheck.Person{Name: "rosa", Role: factcheck.Admin, CreatedAt: at}, "hash")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	second := open(t, path)
	second.Read(context.Background(), func(r *store.Reader) error {
		if n := must(r.CountPeople()); n != 1 {
			t.Errorf("after reopening there are %d people, want 1", n)
		}
		return nil
	})
}

func TestArticleIsReadBackAsItWasAdded(t *testing.T) {
	d := newDesk(t)
	d.read(t, func(r *store.Reader) error {
		a := must(r.Article(d.rosa, d.article))
		v := must(r.Revision(d.article, a.Revision))
		if a.Title != "Lobbying in 2018" || v.Length != len([]rune(v.Text)) || len(v.Blocks) != 1 || v.Blocks[0].End != v.Length {
			t.Errorf("read back %+v with %+v", a, v)
		}
		return nil
	})
}

func TestWhatIsMissingIsNotFound(t *testing.T) {
	d := newDesk(t)
	for name, read := range map[string]func(*store.Reader) error{
		"article":  func(r *store.Reader) error { _, err := r.Article(d.rosa, 99); return err },
		"revision": func(r *store.Reader) error { _, err := r.Revision(d.article, 2); return err },
		"claim":    func(r *store.Reader) error { _, err := r.Claim(d.rosa, 99); return err },
		"person":   func(r *store.Reader) error { _, err := r.Person(99); return err },
		"name":     func(r *store.Reader) error { _, err := r.PersonNamed("nobody"); return err },
	} {
		if err := d.Read(context.Background(), read); factcheck.CodeOf(err) != factcheck.NotFound {
			t.Errorf("%s: got %v, want not_found", name, err)
		}
	}
}

func TestNamesAreUniqueWhateverTheirCase(t *testing.T) {
	d := newDesk(t)
	err := d.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddPerson(factcheck.Person{Name: "ROSA", Role: factcheck.Viewer, CreatedAt: at}, "hash")
		return err
	})
	if factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("got %v, want conflict", err)
	}
}

func TestForeignKeysHold(t *testing.T) {
	d := newDesk(t)
	err := d.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddClaim(factcheck.Claim{ArticleID: d.article, ReviewID: 99, Revision: 1, Span: factcheck.Span{End: 1}, Verdict: factcheck.Unchecked})
		return err
	})
	if err == nil {
		t.Error("a claim in a review that does not exist was kept")
	}
}

func TestSourcesAreOneRowAnAddressAndKeepWhatIsKnown(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		for i, title := range []string{"", "Filings", "Other title"} {
			id := d.addClaim(tx, d.rosa, fmt.Sprint(i), factcheck.Unchecked)
			cite := factcheck.Citation{Number: 1, URL: "https://example.org/filings", Title: title, Stance: factcheck.Supports}
			if err := tx.SetCitations(id, []factcheck.Citation{cite}, at); err != nil {
				return err
			}
		}
		return nil
	})
	d.read(t, func(r *store.Reader) error {
		sources := must(r.Sources(d.rosa, "filings", 10))
		if len(sources) != 1 || sources[0].Title != "Filings" || sources[0].Uses != 3 {
			t.Errorf("got %+v, want one source titled Filings with 3 uses", sources)
		}
		if found := must(r.Sources(d.rosa, "100%_", 10)); len(found) != 0 {
			t.Errorf("a wild card in the text matched %+v", found)
		}
		return nil
	})
}

func TestEventsAreAppendOnlyAndMoveTheArticlesVersion(t *testing.T) {
	d := newDesk(t)
	var event int64
	d.write(t, func(tx *store.Tx) error {
		claim := d.addClaim(tx, d.rosa, "", factcheck.Unchecked)
		event = must(tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ClaimCreated, ArticleID: d.article, ClaimID: claim, After: []byte(`{"note":""}`)}, d.rosa))
		return nil
	})
	d.read(t, func(r *store.Reader) error {
		if a := must(r.Article(d.rosa, d.article)); a.Version != event {
			t.Errorf("the article's version is %d, want the event %d", a.Version, event)
		}
		e, ok, err := r.UndoableEvent(d.rosa, d.article, 0)
		if err != nil || !ok || e.ID != event || e.By != "rosa" || string(e.After) != `{"note":""}` || e.Before != nil {
			t.Errorf("the undoable event is %+v, %v, %v", e, ok, err)
		}
		return nil
	})
}

func TestClosingLeavesOneFile(t *testing.T) {
	d := newDesk(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if left := must(filepath.Glob(d.path + "*")); len(left) != 1 {
		t.Errorf("after closing there are %v, want the database alone", left)
	}
}
