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
	by      factcheck.Person
	desk    *Desk
	article factcheck.Article
	from    *Revision
	next    *Revision
	same    bool
	at      factcheck.Timestamp
	text    textHash // of next, with its blocks
	blocks  uint64
	led     map[store.Place]span.Carried // what becomes of what stood when it was drafted
	since   int                          // how much was led over that has come since
	bridge  *span.Bridge                 // from the text that is corrected; nil where it is the same
	ready   store.PreparedRevision       // next, to be kept; nothing where it is the same
}

// draftFrom drafts a revision over the current text.
func (d *Desk) draftFrom(by factcheck.Person, article factcheck.Article, from *Revision, in RevisionInput) *drafted {
	v := &drafted{by: by, desk: d, article: article, from: from, at: now(), led: map[store.Place]span.Carried{}}
	if v.same = in.Text == from.Text && slices.Equal(in.Blocks, from.Blocks) && slices.Equal(in.Links, from.Links); v.same {
		v.next = from
		return v
	}
	v.next = &Revision{Index: span.NewText(in.Text), Revision: factcheck.Revision{ArticleID: article.ID, Number: article.Revision + 1, Text: in.Text,
		Length: utf8.RuneCountInString(in.Text), Words: span.CountWords(in.Text), Blocks: in.Blocks, Links: in.Links, SetAside: in.SetAside, Reason: in.Reason,
		By: by.Name, CreatedAt: v.at}}
	return v
}

// carry says what becomes of claims.
func (v *drafted) carry(claims []factcheck.Claim) ([]Carried, error) {
	carried := make([]Carried, len(claims))
	for i, c := range claims {
		if v.same && !c.Waits() {
			carried[i] = Carried{c, factcheck.CarriedExact, c.Span, c.Quote}
			continue
		}
		got, err := v.carryFrom(store.Place{Revision: c.Revision, Span: c.Span})
		if err != nil {
			return nil, err
		}
		carried[i] = Carried{c, got.Outcome, got.Span, v.next.Index.Slice(got.Span)}
	}
	return carried, nil
}

// mostSince is how much that has come since a revision was drafted is led over while others wait for the write.
const mostSince = 100

// carryFrom says what becomes of a place; errMoved where it has come since the revision was drafted, with too many others.
func (v *drafted) carryFrom(p store.Place) (span.Carried, error) {
	if got, ok := v.led[p]; ok {
		return got, nil
	}
	if p.Revision != v.from.Number || v.bridge == nil || v.since == mostSince {
		return span.Carried{}, errMoved
	}
	v.since++
	v.led[p] = v.bridge.Carry(p.Span)
	return v.led[p], nil
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
		carried, err := v.carry(claims)
		return v.tell(carried), err
	}
	if err := tx.AddRevision(v.article, v.from.Text, v.ready, v.by.ID); err != nil {
		return nil, err
	}
	if err := v.record(tx); err != nil {
		return nil, err
	}
	claims, err := tx.ClaimsToCarry(v.article.ID, v.from.Number)
	if err != nil {
		return nil, err
	}
	carried, err := v.carry(claims)
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
