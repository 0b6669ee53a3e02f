package desk

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

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
	return d.draftFrom(by, article, from, in)
}

// draftFrom is draftOf over the current text.
func (d *Desk) draftFrom(by factcheck.Person, article factcheck.Article, from *Revision, in RevisionInput) (*drafted, error) {
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
	v.lead(old)
	return v.bridges[from], nil
}

// lead makes the bridge that leads from an older revision.
func (v *drafted) lead(old *Revision) { v.bridges[old.Number] = v.desk.bridge(old, v.next) }

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
