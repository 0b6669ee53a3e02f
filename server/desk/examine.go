package desk

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/store"
)

// examined is what was found wrong with the articles, claims, reviews and people of a desk.
type examined struct {
	texts, spans, events, moments, reviews, people Checked
	revisions                                      *kept[revisionKey, *Revision] // those read last, apart from what the desk keeps for its readers
}

// examine looks at every revision and every claim, deleted ones too, at every review and at everybody.
func examine(r *store.Reader) (*examined, error) {
	e := &examined{
		texts:     Checked{What: "every article has its texts"},
		spans:     Checked{What: "claims stand where they say"},
		events:    Checked{What: "claims are as the event log says"},
		moments:   Checked{What: "whatever has a time has one that can be read"},
		reviews:   Checked{What: "reviews can be read and told"},
		people:    Checked{What: "everybody has a password hash of ours"},
		revisions: newKept[revisionKey, *Revision](revisionsKept),
	}
	if err := e.examineTexts(r); err != nil {
		return nil, err
	}
	if err := e.examineMoments(r); err != nil {
		return nil, err
	}
	if err := e.examineReviews(r); err != nil {
		return nil, err
	}
	if err := e.examinePeople(r); err != nil {
		return nil, err
	}
	return e, r.RecordedClaims(func(c *store.RecordedClaim) error {
		e.events.checkRecorded(c)
		return e.checkSpan(r, c)
	})
}

func (e *examined) parts() []Checked {
	return []Checked{e.texts, e.spans, e.events, e.moments, e.reviews, e.people}
}

func (e *examined) examineTexts(r *store.Reader) error {
	without, err := r.ArticlesWithoutText()
	if err != nil {
		return err
	}
	for _, id := range without {
		e.texts.wrong("article %d has no text: its current revision is not there", id)
	}
	numbers, err := r.RevisionNumbers()
	if err != nil {
		return err
	}
	for _, n := range numbers {
		v, err := r.Revision(n.ArticleID, n.Number)
		if errors.Is(err, store.ErrUnreadable) {
			e.texts.wrong("revision %d of article %d cannot be read: %v", n.Number, n.ArticleID, err)
		} else if err != nil {
			return err
		} else if err := holdsTogether(&v); err != nil {
			e.texts.wrong("revision %d of article %d: %v", n.Number, n.ArticleID, err)
		}
	}
	return nil
}

func (e *examined) examineMoments(r *store.Reader) error {
	unreadable, err := r.UnreadableMoments()
	for _, m := range unreadable {
		e.moments.wrong("%s of %d rows of %s is no time, such as “%s”", m.Column, m.Rows, m.Table, clip(m.Such))
	}
	return err
}

func (e *examined) examineReviews(r *store.Reader) error {
	reviews, err := r.KeptReviews()
	if err != nil {
		return err
	}
	for _, v := range reviews {
		if err := canBeTold(v); err != nil {
			e.reviews.wrong("review %d: %v", v.ID, err)
		}
	}
	return nil
}

// canBeTold says what is wrong with a review.
func canBeTold(v store.KeptReview) error {
	switch {
	case v.DueOn != "" && !isDate(v.DueOn):
		return fmt.Errorf("it is due on “%s”, which is no date", clip(v.DueOn))
	case v.Blind != 0 && v.Blind != 1:
		return errors.New("whether it is blind is neither yes nor no")
	case v.Pseudonym != "" && !v.Numbered:
		return errors.New("it has a pseudonym, and no id to be told beside it")
	case v.Pseudonym == "" && v.Numbered:
		return errors.New("it has an id to be told beside a pseudonym, and none")
	}
	return nil
}

func (e *examined) examinePeople(r *store.Reader) error {
	people, err := r.People()
	if err != nil {
		return err
	}
	for _, p := range people {
		hash, err := r.PasswordHash(p.ID)
		if err != nil {
			return err
		}
		if !factcheck.IsPasswordHash(hash) {
			e.people.wrong("the password hash of %s is none of ours: no password fits it", p.Name)
		}
	}
	return nil
}

// holdsTogether says what is wrong with the parts of a revision.
func holdsTogether(v *factcheck.Revision) error {
	if !utf8.ValidString(v.Text) {
		return errors.New("its text is not valid UTF-8")
	}
	if length := utf8.RuneCountInString(v.Text); length != v.Length {
		return fmt.Errorf("its text has %d code points, not %d", length, v.Length)
	}
	within := factcheck.Span{Start: 0, End: v.Length}
	for _, b := range v.Blocks {
		if !within.Contains(b.Span) {
			return fmt.Errorf("a block goes from %d to %d of %d code points", b.Start, b.End, v.Length)
		}
	}
	for _, l := range v.Links {
		if !within.Contains(l.Span) {
			return fmt.Errorf("a link goes from %d to %d of %d code points", l.Start, l.End, v.Length)
		}
	}
	return nil
}

func (e *examined) checkSpan(r *store.Reader, c *store.RecordedClaim) error {
	revision, err := revisionOf(e.revisions, r, c.ArticleID, c.Revision)
	if errors.Is(err, store.ErrUnreadable) || factcheck.CodeOf(err) == factcheck.NotFound {
		e.spans.wrong("claim %d: its text cannot be read: %v", c.ID, err)
		return nil
	}
	if err != nil {
		return err
	}
	if err := revision.Index.Check(c.Span); err != nil {
		e.spans.wrong("claim %d: %v", c.ID, err)
		return nil
	}
	quote, prefix, suffix := revision.Index.Anchor(c.Span)
	if quote == c.Quote && (prefix != c.Prefix || suffix != c.Suffix) {
		e.spans.wrong("claim %d, “%s”, stands between other words in revision %d of article %d than it says", c.ID, clip(quote), c.Revision, c.ArticleID)
	}
	if quote != c.Quote {
		e.spans.wrong("claim %d says “%s”; at %d to %d of revision %d of article %d stands “%s”", c.ID, clip(c.Quote), c.Start, c.End, c.Revision, c.ArticleID, clip(quote))
	}
	return nil
}

func (events *Checked) checkRecorded(c *store.RecordedClaim) {
	if !c.Recorded {
		events.wrong("claim %d has no event", c.ID)
		return
	}
	state, err := ReadClaimState(c.After)
	if err != nil {
		events.wrong("claim %d: its latest event cannot be read: %v", c.ID, err)
	} else if !sameState(state, stateOf(&c.Claim)) {
		events.wrong("claim %d is another than its latest event left it", c.ID)
	}
}
