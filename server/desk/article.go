package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"unicode/utf8"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// NewArticle is a piece to be checked, its text cleaned and cut into blocks by package extract.
type NewArticle struct {
	extract.Article
	Key    string // the same key imports once
	Unlike bool   // fails with ErrAlike where the desk has the article already, or one like it
}

// ErrAlike says that the desk has an article at the same address, or with the same or nearly the same text.
var ErrAlike = factcheck.Errorf(factcheck.Conflict, "The desk has this article already, or one like it.")

// ImportArticle adds an article with its first revision.
func (d *Desk) ImportArticle(ctx context.Context, by factcheck.Person, in NewArticle) (factcheck.Article, error) {
	if err := need(by, factcheck.Editor, "import articles"); err != nil {
		return factcheck.Article{}, err
	}
	a, err := cleanArticle(in)
	if err == nil {
		err = fits(in.Article)
	}
	if err != nil {
		return a, err
	}
	sent, first := newSubmit(in.Key, "article", a, in.Text, in.Blocks, in.Links), firstRevision(in.Article)
	for {
		made, err := d.importUnlike(ctx, by, in, a, first, sent)
		if !errors.Is(err, errToCompare) {
			return made, err
		}
		if _, err := d.Duplicates(ctx, in.Article); err != nil { // compared before the writer has to wait for it
			return a, err
		}
	}
}

// fits is TooLarge for a text that is more than one article holds, as by what was put back into it.
func fits(in extract.Article) error {
	if len(in.Text) <= extract.MaxBytes {
		return nil
	}
	return factcheck.Errorf(factcheck.TooLarge, "The text would be %.1f MB; an article holds at most %d MB. Nothing was changed. Leave something of it out.", float64(len(in.Text))/(1<<20), extract.MaxBytes>>20)
}

// errToCompare says that the text has to be compared with another first.
var errToCompare = errors.New("the text is not compared yet")

// longText is how many bytes of text are indexed in a write of their own, so that nobody's waits for several of them.
const longText = 256 << 10

func (d *Desk) importUnlike(ctx context.Context, by factcheck.Person, in NewArticle, a factcheck.Article, first store.PreparedRevision, sent submit) (factcheck.Article, error) {
	text, write := textHash(sha256.Sum256([]byte(in.Text))), d.write
	if len(in.Text) > longText {
		write = d.writeMuch
	}
	err := write(ctx, func(tx *store.Tx) error {
		id, _, err := once(tx, by, sent, func() (int64, error) {
			if err := d.checkUnlike(&tx.Reader, in, text); err != nil {
				return 0, err
			}
			return importArticle(tx, by, a, first)
		})
		if err != nil {
			return err
		}
		a, err = tx.Article(by.ID, id)
		return err
	})
	return a, err
}

func (d *Desk) checkUnlike(r *store.Reader, in NewArticle, text textHash) error {
	if !in.Unlike {
		return nil
	}
	found, known, err := d.alike(r, in.Article, text)
	switch {
	case err != nil:
		return err
	case !known:
		return errToCompare
	case len(found) > 0:
		return ErrAlike
	}
	return nil
}

func cleanArticle(in NewArticle) (factcheck.Article, error) {
	var f fields
	a := factcheck.Article{Title: f.line("title", in.Title), Byline: f.line("byline", in.Byline), Publisher: f.line("publisher", in.Publisher),
		URL: f.address("url", in.URL), PublishedOn: f.date("published_on", in.PublishedOn), Language: f.language("language", in.Language), Revision: 1}
	if a.Title == "" {
		f.bad("title", "%s Give the headline, or the article's first words.", noTitle(in))
	}
	if len(in.Blocks) == 0 {
		f.bad("text", "The article is empty. Paste its text.")
	}
	return a, f.err()
}

func noTitle(in NewArticle) string {
	if in.Text != "" && in.FirstLine() == "" {
		return "No title was given, and the first line is too long for one."
	}
	return "The title is missing."
}

// firstRevision makes the text of an article ready to be kept.
func firstRevision(in extract.Article) store.PreparedRevision {
	return store.Prepare(factcheck.Revision{Number: 1, Text: in.Text, Length: utf8.RuneCountInString(in.Text), Words: span.CountWords(in.Text),
		Blocks: in.Blocks, Links: in.Links, SetAside: in.SetAside, Reason: "imported", CreatedAt: now()})
}

func importArticle(tx *store.Tx, by factcheck.Person, a factcheck.Article, revision store.PreparedRevision) (int64, error) {
	a.CreatedAt = revision.CreatedAt
	id, err := tx.AddArticle(a, revision, by.ID)
	if err != nil {
		return 0, err
	}
	after := toJSON(map[string]any{"title": a.Title, "byline": a.Byline, "publisher": a.Publisher, "url": a.URL,
		"published_on": a.PublishedOn, "language": a.Language, "revision": a.Revision, "length": revision.Length})
	_, err = tx.AddEvent(factcheck.Event{At: a.CreatedAt, Action: factcheck.ArticleImported, ArticleID: id, After: after}, by.ID)
	return id, err
}
