package desk

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

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
	err := d.store.Read(ctx, func(r *store.Reader) error {
		article, err := r.Article(by.ID, articleID)
		if err != nil {
			return err
		}
		v, err := d.draftOf(r, by, article, in)
		if err != nil {
			return err
		}
		claims, err := r.ArticleClaims(by.ID, articleID)
		if err != nil {
			return err
		}
		carried, err := v.carry(r, claims)
		planned = v.tell(carried)
		if err == nil && !v.same {
			planned.Diff = d.bridge(v.from, v.next).Diff()
		}
		return err
	})
	return planned, err
}

// ReviseArticle gives an article a new text and carries every claim over to it: those whose words are beyond doubt the same, or
// changed, stand on it at once; the others stay where they are and wait for somebody to look (see AnswerCarryover). A text that
// is the same makes no revision. Conflict where the article has another revision than the one seen.
func (d *Desk) ReviseArticle(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput) (*Revised, error) {
	if err := in.clean(d, by); err != nil {
		return nil, err
	}
	if err := d.compareAhead(ctx, by, articleID, in); err != nil {
		return nil, err
	}
	var made *Revised
	err := d.write(ctx, func(tx *store.Tx) error {
		article, err := tx.Article(by.ID, articleID)
		if err != nil {
			return err
		}
		v, err := d.draftOf(&tx.Reader, by, article, in)
		if err != nil {
			return err
		}
		made, err = v.make(tx)
		return err
	})
	return made, err
}

// compareAhead compares the texts before the writer has to wait for it.
func (d *Desk) compareAhead(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput) error {
	return d.store.Read(ctx, func(r *store.Reader) error {
		article, err := r.Article(by.ID, articleID)
		if err != nil {
			return err
		}
		v, err := d.draftOf(r, by, article, in)
		if err != nil || v.same {
			return err
		}
		from, err := r.RevisionsWithClaims(articleID)
		for _, number := range from {
			if _, err := v.bridge(r, number); err != nil {
				return err
			}
		}
		return err
	})
}

// MayRevise refuses whoever may correct no texts. What costs time before, such as fetching, asks first.
func (d *Desk) MayRevise(by factcheck.Person) error {
	return need(by, factcheck.Editor, "correct an article’s text")
}

// WithPutBack gives the current text of an article with a block that was set aside back in it: the one at position i.
func (d *Desk) WithPutBack(ctx context.Context, articleID int64, i int) (extract.Article, error) {
	v, err := d.Revision(ctx, articleID, 0)
	if err != nil {
		return extract.Article{}, err
	}
	return extract.Article{Text: v.Text, Blocks: v.Blocks, Links: v.Links, SetAside: v.SetAside}.PutBack(i)
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
	return f.err()
}

// drafted is a revision that may be made.
type drafted struct {
	desk    *Desk
	by      factcheck.Person
	article factcheck.Article
	from    *Revision
	next    *Revision
	same    bool
	at      factcheck.Timestamp
	bridges map[int]*span.Bridge // by the number of the revision they lead from
}

func (d *Desk) draftOf(r *store.Reader, by factcheck.Person, article factcheck.Article, in RevisionInput) (*drafted, error) {
	from, err := d.revision(r, article.ID, article.Revision)
	if err != nil {
		return nil, err
	}
	if in.Seen != 0 && in.Seen != article.Revision {
		return nil, factcheck.Errorf(factcheck.Conflict, "The text was corrected by somebody else meanwhile: it is at revision %d now, and you corrected revision %d. "+
			"Nothing was overwritten, and your text is still here; look at what changed, then save yours over it or take theirs.", article.Revision, in.Seen).
			Titled("The text has changed meanwhile")
	}
	if in.KeepForm {
		in.Article = d.keepForm(from, in.Article)
	}
	v := &drafted{desk: d, by: by, article: article, from: from, at: now(), bridges: map[int]*span.Bridge{}}
	if v.same = in.Text == from.Text && slices.Equal(in.Blocks, from.Blocks) && slices.Equal(in.Links, from.Links); v.same {
		v.next = from
		return v, nil
	}
	v.next = &Revision{Index: span.NewText(in.Text), Revision: factcheck.Revision{ArticleID: article.ID, Number: article.Revision + 1, Text: in.Text,
		Length: utf8.RuneCountInString(in.Text), Words: span.CountWords(in.Text), Blocks: in.Blocks, Links: in.Links, SetAside: in.SetAside, Reason: in.Reason,
		By: by.Name, CreatedAt: v.at}}
	return v, nil
}

// bridge gives the bridge that leads from one of the article's revisions to the new text.
func (v *drafted) bridge(r *store.Reader, from int) (*span.Bridge, error) {
	if known, ok := v.bridges[from]; ok {
		return known, nil
	}
	old, err := v.desk.revision(r, v.article.ID, from)
	if err != nil {
		return nil, err
	}
	v.bridges[from] = v.desk.bridge(old, v.next)
	return v.bridges[from], nil
}

// carry says what becomes of claims.
func (v *drafted) carry(r *store.Reader, claims []factcheck.Claim) ([]Carried, error) {
	carried := make([]Carried, len(claims))
	for i, c := range claims {
		if v.same && !c.Waits() {
			carried[i] = Carried{c, factcheck.CarriedExact, c.Span, c.Quote}
			continue
		}
		bridge, err := v.bridge(r, c.Revision)
		if err != nil {
			return nil, err
		}
		got := bridge.Carry(c.Span)
		carried[i] = Carried{c, got.Outcome, got.Span, v.next.Index.Slice(got.Span)}
	}
	return carried, nil
}

// tell leaves out of what was carried what who revises may not see, and what is deleted.
func (v *drafted) tell(carried []Carried) *Revised {
	told := &Revised{From: v.from, Revision: v.next.Revision, Index: v.next.Index, Carried: carried, Same: v.same}
	slices.SortFunc(told.Carried, func(a, b Carried) int {
		return cmp.Or(cmp.Compare(a.Claim.Start, b.Claim.Start), cmp.Compare(a.Claim.End, b.Claim.End), cmp.Compare(a.Claim.ID, b.Claim.ID))
	})
	return told
}

// make adds the revision and carries everything that stands on the article.
func (v *drafted) make(tx *store.Tx) (*Revised, error) {
	if v.same {
		claims, err := tx.ArticleClaims(v.by.ID, v.article.ID)
		if err != nil {
			return nil, err
		}
		carried, err := v.carry(&tx.Reader, claims)
		return v.tell(carried), err
	}
	if err := tx.AddRevision(v.article, v.from.Text, v.next.Revision, v.by.ID); err != nil {
		return nil, err
	}
	if err := v.record(tx); err != nil {
		return nil, err
	}
	claims, err := tx.ClaimsToCarry(v.article.ID)
	if err != nil {
		return nil, err
	}
	carried, err := v.carry(&tx.Reader, claims)
	if err != nil {
		return nil, err
	}
	for i := range carried {
		if err := v.keep(tx, &carried[i]); err != nil {
			return nil, err
		}
	}
	if err := v.carryDecisions(tx); err != nil {
		return nil, err
	}
	blind, err := tx.ReadsBlind(v.by.ID, v.article.ID)
	return v.tell(slices.DeleteFunc(carried, func(c Carried) bool {
		return c.Claim.Deleted || blind && c.Claim.ReviewerID != v.by.ID
	})), err
}

// RevisionState is a revision as an event's Before and After keep it.
type RevisionState struct {
	Revision int    `json:"revision"`
	Length   int    `json:"length"`
	Words    int    `json:"words"`
	Reason   string `json:"reason"`
}

func revisionState(v factcheck.Revision) RevisionState {
	return RevisionState{v.Number, v.Length, v.Words, v.Reason}
}

func (v *drafted) record(tx *store.Tx) error {
	_, err := tx.AddEvent(factcheck.Event{At: v.at, Action: factcheck.ArticleRevised, ArticleID: v.article.ID,
		Before: toJSON(revisionState(v.from.Revision)), After: toJSON(revisionState(v.next.Revision))}, v.by.ID)
	return err
}
