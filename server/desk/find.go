package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// findsAtOnce is how many quotes are looked for at once over the desk, of one person one: each may take several times the room of its
// text, and a second of time.
const findsAtOnce = 2

// Find looks for a quote in a revision, as [span.Text.Find] does, in the turn of the person in whose name ctx is.
func (d *Desk) Find(ctx context.Context, v *Revision, quote, prefix, suffix string) (factcheck.Span, error) {
	var at factcheck.Span
	err := d.finding.Do(ctx, store.NameIn(ctx), nil, func() (err error) {
		at, err = v.Index.Find(quote, prefix, suffix)
		return err
	})
	return at, err
}

// sought is where a quote was found in a text, or why it was not.
type sought struct {
	in  *span.Text
	at  factcheck.Span
	err error
}

// seek looks for the claim's quote before others have to wait for the write. What is wrong with the article is told by the write.
func (d *Desk) seek(ctx context.Context, articleID int64, in *NewClaim) error {
	if in.Span != nil || in.Quote == "" {
		return nil
	}
	v, err := d.Revision(ctx, articleID, 0)
	if err != nil {
		return ctx.Err()
	}
	at, err := d.Find(ctx, v, in.Quote, in.Prefix, in.Suffix)
	in.sought = &sought{v.Index, at, err}
	return ctx.Err()
}

// find gives where the quote was found in this text, or looks for it where it was another that was looked through.
func (in NewClaim) find(text *span.Text) (factcheck.Span, error) {
	if in.sought != nil && (in.sought.in == text || in.sought.in.String() == text.String()) {
		return in.sought.at, in.sought.err
	}
	return text.Find(in.Quote, in.Prefix, in.Suffix)
}
