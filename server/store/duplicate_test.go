package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// longText is prose of its own for each seed.
func longText(seed int) string {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "word%d ", (i*seed+i*i*7)%997)
	}
	return b.String()
}

func (d *desk) alike(t *testing.T, address, text string) (told string) {
	t.Helper()
	d.read(t, func(r *store.Reader) error {
		shingles := span.ShinglesOf(text)
		candidates, err := r.Candidates(store.Sketch(shingles))
		for _, c := range candidates {
			v, err := r.Revision(c.ArticleID, c.Revision)
			if err != nil {
				return err
			}
			if span.ShinglesOf(v.Text).NearlySame(shingles) {
				told += fmt.Sprintf("%d; ", c.ArticleID)
			}
		}
		if err != nil {
			return err
		}
		same, err := r.ArticlesAt(address)
		for _, d := range same {
			told += fmt.Sprintf("%d at the address; ", d.ArticleID)
		}
		return err
	})
	return told
}

func (d *desk) fill(t *testing.T) {
	t.Helper()
	d.write(t, func(tx *store.Tx) error {
		for i := range 300 { // with a footer that all of them have
			v := factcheck.Revision{Number: 1, Text: longText(i+3) + "\n\nAll of these articles end with the same few words, which make none of them like another.", CreatedAt: at}
			a := factcheck.Article{Title: fmt.Sprint("Article ", i), URL: fmt.Sprintf("https://post.example/%d", i), Revision: 1, CreatedAt: at}
			if _, err := tx.AddArticle(a, store.Prepare(v), 0); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestWhatIsLikeAnotherIsFoundAmongMany(t *testing.T) {
	d := newDesk(t)
	d.fill(t)
	const number = 102 // is of seed 103
	text := longText(103) + "\n\nAll of these articles end with the same few words, which make none of them like another."
	for name, c := range map[string]struct{ address, text, want string }{
		"the same":             {"", text, fmt.Sprintf("%d; ", number)},
		"the same, elsewhere":  {"https://post.example/7", text, fmt.Sprintf("%d; 9 at the address; ", number)},
		"a word changed":       {"", strings.Replace(text, "word", "other", 1), fmt.Sprintf("%d; ", number)},
		"every tenth changed":  {"", strings.ReplaceAll(text, "9 ", "9 more "), fmt.Sprintf("%d; ", number)},
		"cut short":            {"", longText(103)[:1200], fmt.Sprintf("%d; ", number)},
		"another text":         {"", strings.ReplaceAll(longText(7), "word", "other"), ""},
		"the same address":     {"http://www.post.example/7/?utm_source=x", "Quite another text.", "9 at the address; "},
		"no address":           {"", "Quite another text.", ""},
		"both Chinese, differ": {"", "据新华社报道，今年上半年全国网络用户达到八亿五千四百万。", ""},
	} {
		if got := d.alike(t, c.address, c.text); got != c.want {
			t.Errorf("%s: like %q, want %q", name, got, c.want)
		}
	}
}

// TestArticlesFromBeforeThereWereShinglesAreFoundToo opens a desk whose articles have none.
func TestArticlesFromBeforeThereWereShinglesAreFoundToo(t *testing.T) {
	d := newDesk(t)
	d.fill(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", d.path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(context.Background(), "delete from shingles; update articles set url_key = ''"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	d.Store = open(t, d.path)
	if got := d.alike(t, "https://post.example/7", longText(10)); got != "9; 9 at the address; " {
		t.Errorf("like %q", got)
	}
}
