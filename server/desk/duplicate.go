package desk

import (
	"context"
	"crypto/sha256"
	"slices"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// MayImport refuses whoever may import no articles. What costs time before an import, such as fetching, asks first.
func (d *Desk) MayImport(by factcheck.Person) error {
	return need(by, factcheck.Editor, "import articles")
}

// textHash names a text.
type textHash [sha256.Size]byte

// likenessKey names a text and an article's, neither of which ever changes.
type likenessKey struct {
	text      textHash
	articleID int64
	revision  int
}

// sketchesKept and likenessesKept bound what is kept of texts that were brought in, so that to look at one again costs nothing.
const (
	sketchesKept   = 5_000
	likenessesKept = 50_000
)

// Duplicates gives the articles that one about to be imported is like: at the same address, or with the same text or nearly so. Texts
// are compared once. Nothing is told to whoever was signed out, disabled or given another role meanwhile.
func (d *Desk) Duplicates(ctx context.Context, a extract.Article) ([]factcheck.Duplicate, error) {
	text := textHash(sha256.Sum256([]byte(a.Text)))
	for {
		found, known, err := d.readAlike(ctx, a, text)
		if known || err != nil {
			return found, err
		}
		err = d.think(ctx, text, func() error { return d.liken(ctx, a, text) })
		if err != nil {
			return nil, err
		}
	}
}

func (d *Desk) readAlike(ctx context.Context, a extract.Article, text textHash) (found []factcheck.Duplicate, known bool, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		if err := r.CheckAccess(ctx); err != nil {
			return err
		}
		found, known, err = d.alike(r, a, text)
		return err
	})
	return found, known, err
}

// alike tells from what is kept; known is false where a text is still to be compared.
func (d *Desk) alike(r *store.Reader, a extract.Article, text textHash) (found []factcheck.Duplicate, known bool, err error) {
	sketch, ok := d.sketches.get(text)
	if !ok {
		return nil, false, nil
	}
	candidates, err := r.Candidates(sketch)
	if err != nil {
		return nil, false, err
	}
	for _, c := range candidates {
		why, ok := d.likenesses.get(likenessKey{text, c.ArticleID, c.Revision})
		if !ok {
			return nil, false, nil
		}
		if why != "" {
			found = append(found, factcheck.Duplicate{ArticleID: c.ArticleID, Title: c.Title, Why: why})
		}
	}
	same, err := r.ArticlesAt(a.URL)
	for _, at := range same {
		if !slices.ContainsFunc(found, func(f factcheck.Duplicate) bool { return f.ArticleID == at.ArticleID }) {
			found = append(found, at)
		}
	}
	return found, true, err
}

// liken compares a text with the articles that it may be like, and keeps what comes of it.
func (d *Desk) liken(ctx context.Context, a extract.Article, text textHash) error {
	if _, known, err := d.readAlike(ctx, a, text); known || err != nil {
		return err
	}
	shingles := span.ShinglesOf(a.Text)
	d.sketches.put(text, store.Sketch(shingles), 0)
	var candidates []store.Candidate
	err := d.store.Read(ctx, func(r *store.Reader) (err error) {
		candidates, err = r.Candidates(store.Sketch(shingles))
		return err
	})
	if err != nil {
		return err
	}
	for _, c := range candidates {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.likenTo(ctx, likenessKey{text, c.ArticleID, c.Revision}, a.Text, shingles); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) likenTo(ctx context.Context, key likenessKey, text string, shingles span.Shingles) error {
	if _, ok := d.likenesses.get(key); ok {
		return nil
	}
	var other factcheck.Revision
	err := d.store.Read(ctx, func(r *store.Reader) (err error) {
		other, err = r.Revision(key.articleID, key.revision)
		return err
	})
	if err == nil {
		d.likenesses.put(key, likeness(text, other.Text, shingles), 0)
	}
	return err
}

func likeness(text, other string, shingles span.Shingles) factcheck.Likeness {
	switch {
	case text == other:
		return factcheck.SameText
	case shingles.NearlySame(span.ShinglesOf(other)):
		return factcheck.NearlySameText
	}
	return ""
}
