package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// draftsKept is for how long something brought in waits to be looked over.
const draftsKept = 30 * 24 * time.Hour

// mostOfDraft is how many bytes something brought in may take as it is kept: a row of an archive is of that.
const mostOfDraft = 64 << 20

// Draft is something brought in that waits to be looked over, or the article it has become.
type Draft struct {
	ID        int64
	ArticleID int64 // 0 until it is imported
	extract.Draft
}

// KeepDraft keeps what was read until by has looked it over, and gives its id; TooLarge for what no archive would hold.
func (d *Desk) KeepDraft(ctx context.Context, by factcheck.Person, in extract.Draft) (id int64, err error) {
	if err := need(by, factcheck.Editor, "import articles"); err != nil {
		return 0, err
	}
	content := toJSON(in)
	if len(content) > mostOfDraft {
		return 0, factcheck.Errorf(factcheck.TooLarge, "What was read of this takes more than %d MB to be kept until it is looked over. Import it in parts.", mostOfDraft>>20)
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		at := time.Now()
		id, err = tx.AddDraft(by.ID, content, factcheck.At(at), factcheck.At(at.Add(-draftsKept)))
		return err
	})
	return id, err
}

// Draft gives one of by's drafts; NotFound where they have none of that id.
func (d *Desk) Draft(ctx context.Context, by factcheck.Person, id int64) (draft Draft, err error) {
	if err := need(by, factcheck.Editor, "import articles"); err != nil {
		return draft, err
	}
	var kept store.Draft
	err = d.store.Read(ctx, func(r *store.Reader) error {
		kept, err = r.Draft(by.ID, id)
		return err
	})
	if err != nil {
		return draft, err
	}
	return unpackDraft(kept)
}

func unpackDraft(kept store.Draft) (Draft, error) {
	draft := Draft{ID: kept.ID, ArticleID: kept.ArticleID}
	return draft, json.Unmarshal(kept.Content, &draft.Draft)
}

// ImportDraft imports a draft with the pieces at some places, ascending, and with what is said of the article. A draft that is imported
// already gives its article; Conflict where it was imported otherwise.
func (d *Desk) ImportDraft(ctx context.Context, by factcheck.Person, id int64, about extract.About, kept []int) (article int64, err error) {
	draft, err := d.Draft(ctx, by, id)
	if err != nil {
		return 0, err
	}
	sent := newSubmit(fmt.Sprintf("import %d", id), "article", about, kept)
	if draft.ArticleID != 0 {
		return draft.ArticleID, d.store.Read(ctx, func(r *store.Reader) error { return importedAlike(r, by, draft.ArticleID, sent) })
	}
	draft.About = about
	read := draft.Article(func(i int) bool { return isAmong(kept, i) })
	cleaned, err := cleanArticle(NewArticle{Article: read})
	if err != nil {
		return 0, err
	}
	first := firstRevision(read)
	err = d.write(ctx, func(tx *store.Tx) error {
		if article, err = tx.DraftArticle(by.ID, id); err != nil {
			return err
		}
		if article != 0 {
			return importedAlike(&tx.Reader, by, article, sent)
		}
		if _, known, err := tx.Submitted(by.ID, sent.key); err != nil {
			return err
		} else if known {
			return factcheck.Errorf(factcheck.Conflict, "You made something else under the key “%s”, by which this would be imported once. Nothing was changed; bring it in anew.", sent.key)
		}
		if article, err = importArticle(tx, by, cleaned, first); err != nil {
			return err
		}
		if err := tx.KeepSubmission(by.ID, store.Submission{Key: sent.key, Sent: sent.sent, Made: sent.makes, ID: article}, now()); err != nil {
			return err
		}
		return tx.DraftImported(id, article)
	})
	return article, err
}

func isAmong(ascending []int, i int) bool {
	_, found := slices.BinarySearch(ascending, i)
	return found
}

// importedAlike is a Conflict where a draft has become an article by another form than the one that is sent now.
func importedAlike(r *store.Reader, by factcheck.Person, article int64, sent submit) error {
	made, known, err := r.Submitted(by.ID, sent.key)
	if err != nil || !known || made.IsOf(sent.sent) {
		return err
	}
	return factcheck.Errorf(factcheck.Conflict, "This was imported already, otherwise than it stands here: it is article %d. Nothing was changed, and what you typed is still here; correct the article by it.", article).
		Titled("Imported already")
}

// DropDraft forgets one of by's drafts.
func (d *Desk) DropDraft(ctx context.Context, by factcheck.Person, id int64) error {
	if err := need(by, factcheck.Editor, "import articles"); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error { return tx.DropDraft(by.ID, id) })
}
