package desk

import (
	"cmp"
	"context"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// RevisionInput is a corrected text, cleaned and cut into blocks by package extract.
type RevisionInput struct {
	extract.Article      // of which the text, blocks and links count
	KeepForm        bool // it was sent as plain text: headings, lists, quotations and links are as they were
	Reason          string
	Seen            int // the number of the revision that was corrected; 0 for whatever is current
}

// Carried is what became of one claim with a revision.
type Carried struct {
	Claim          factcheck.Claim // as it stood before
	Outcome        factcheck.Carriage
	factcheck.Span        // in the new text; of factcheck.CarriedUncertain a proposal, empty for factcheck.CarriedGone
	Quote          string // what stands there
}

// Revised is a new text of an article, or one that would be.
type Revised struct {
	From     *Revision // the text that it corrects
	Revision factcheck.Revision
	Index    *span.Text   // of its text
	Diff     []span.Piece // of one that is only planned
	Carried  []Carried    // the claims that stood, as far as who revises may see them, in the order of the text
	Same     bool         // nothing was changed: Revision is the current one, and no other was made
}

// PlanRevision tells what ReviseArticle would do, and changes nothing.
func (d *Desk) PlanRevision(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput) (*Revised, error) {
	if err := in.clean(d, by); err != nil {
		return nil, err
	}
	var planned *Revised
	err := d.drafting(ctx, by, articleID, in, func(v *drafted) (err error) {
		planned, err = d.plan(ctx, v)
		return err
	})
	return planned, err
}

func (d *Desk) plan(ctx context.Context, v *drafted) (planned *Revised, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		claims, err := r.ArticleClaims(v.by.ID, v.article.ID)
		if err != nil {
			return err
		}
		carried, err := v.carry(claims)
		planned = v.tell(carried)
		return err
	})
	if err == nil && !v.same {
		planned.Diff = v.bridge.Diff()
	}
	return planned, err
}

// ReviseArticle gives an article a new text and carries every claim over to it: those whose words are beyond doubt the same, or
// changed, stand on it at once; the others stay where they are and wait for somebody to look (see AnswerCarryover). A text that
// is the same makes no revision. Conflict where the article has another revision than the one seen; Unavailable while the search takes in
// what was corrected before, since nobody finds anything meanwhile.
func (d *Desk) ReviseArticle(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput) (*Revised, error) {
	if err := in.clean(d, by); err != nil {
		return nil, err
	}
	if d.store.SearchLags(ctx) {
		return nil, factcheck.Errorf(factcheck.Unavailable, "The search is still taking in much that was changed before. Nothing was changed, and your text is still here; save it again in a moment.")
	}
	var made *Revised
	err := d.drafting(ctx, by, articleID, in, func(v *drafted) (err error) {
		made, err = d.revise(ctx, v)
		return err
	})
	return made, err
}

func (d *Desk) revise(ctx context.Context, v *drafted) (made *Revised, err error) {
	if !v.same {
		v.ready = store.Prepare(v.next.Revision)
	}
	err = d.writeMuch(ctx, func(tx *store.Tx) error {
		article, err := tx.Article(v.by.ID, v.article.ID)
		if err != nil {
			return err
		}
		if article.Revision != v.article.Revision {
			return errMoved
		}
		v.article = article
		made, err = v.make(tx)
		return err
	})
	return made, err
}

// MayRevise refuses whoever may correct no texts. What costs time before, such as fetching, asks first.
func (d *Desk) MayRevise(by factcheck.Person) error {
	return need(by, factcheck.Editor, "correct an article’s text")
}

// WithPutBack gives the current text of an article with a block that was set aside back in it: the one at position i. It is a
// correction of that text alone.
func (d *Desk) WithPutBack(ctx context.Context, articleID int64, i int) (in RevisionInput, err error) {
	v, err := d.Revision(ctx, articleID, 0)
	if err != nil {
		return in, err
	}
	in.Seen = v.Number
	in.Article, err = extract.Article{Text: v.Text, Blocks: v.Blocks, Links: v.Links, SetAside: v.SetAside}.PutBack(i)
	return in, err
}

func (in *RevisionInput) clean(d *Desk, by factcheck.Person) error {
	if err := d.MayRevise(by); err != nil {
		return err
	}
	var f fields
	in.Reason = cmp.Or(f.line("reason", in.Reason), "corrected")
	if len(in.Blocks) == 0 {
		f.bad("text", "The article is empty. Paste its text.")
	}
	if err := f.err(); err != nil {
		return err
	}
	return fits(in.Article)
}
