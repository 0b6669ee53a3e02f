package desk

import (
	"context"
	"fmt"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// NewClaim is what a reviewer marks. The span is given by Span, or found by Quote with Prefix and Suffix where it stands more
// than once; when both are given they must agree.
type NewClaim struct {
	Span      *factcheck.Span
	Seen      int // the revision that Span counts in; 0 for the current one
	Quote     string
	Prefix    string
	Suffix    string
	Kind      factcheck.Kind // "" asks for a guess from the quote
	Verdict   factcheck.Verdict
	Rating    factcheck.Rating
	Note      string
	Speaker   string
	Citations []factcheck.Citation // their numbers are given out in order
	Key       string               // the same key makes the same claim, once
	sought    *sought              // nil where it was not looked for yet
}

// CreateClaim marks a claim in the person's own review of the article's current revision, opening the review with the first.
// A span never splits a grapheme cluster: it grows to the cluster's edge.
func (d *Desk) CreateClaim(ctx context.Context, by factcheck.Person, articleID int64, in NewClaim) (factcheck.Claim, error) {
	if err := need(by, factcheck.Reviewer, "mark claims"); err != nil {
		return factcheck.Claim{}, err
	}
	if by.ID == 0 {
		return factcheck.Claim{}, factcheck.Errorf(factcheck.Forbidden, "A claim belongs to a reviewer's review. Name the reviewer who marks it.")
	}
	in, err := in.clean()
	if err != nil {
		return factcheck.Claim{}, err
	}
	var made factcheck.Claim
	sent := newSubmit(in.Key, "claim", articleID, in)
	if err := d.seek(ctx, articleID, &in); err != nil {
		return factcheck.Claim{}, err
	}
	err = d.writeOver(ctx, func(tx *store.Tx) error {
		id, again, err := once(tx, by, sent, func() (id int64, err error) {
			made, err = d.createClaim(tx, by, articleID, in)
			return made.ID, err
		})
		if err != nil || !again {
			return err
		}
		if made, err = tx.Claim(by.ID, id); err == nil && made.Deleted {
			err = factcheck.Errorf(factcheck.Conflict, "This was marked before as claim %d, which was deleted since. Restore that, or mark the words under a new key.", id).Titled("It was deleted meanwhile")
		}
		return err
	})
	return made, err
}

func (in NewClaim) clean() (NewClaim, error) {
	var f fields
	in.Note, in.Speaker = f.prose("note", in.Note), f.line("speaker", in.Speaker)
	for i := range in.Citations {
		f.within = fmt.Sprintf("citations[%d].", i)
		in.Citations[i] = f.citation(in.Citations[i])
		in.Citations[i].Number = i + 1
	}
	f.within = ""
	f.take(bearable(in.Citations))
	return in, f.vocabulary(&in.Kind, &in.Verdict, &in.Rating)
}

// vocabulary checks the words of a claim together with what was found wrong before.
func (f *fields) vocabulary(kind *factcheck.Kind, verdict *factcheck.Verdict, rating *factcheck.Rating) error {
	var noKind, noVerdict error
	*kind, noKind = factcheck.ParseKind(string(*kind))
	*verdict, noVerdict = factcheck.ParseVerdict(string(*verdict))
	f.take(noKind)
	f.take(noVerdict)
	f.take(rating.Check())
	return f.err()
}

func (d *Desk) createClaim(tx *store.Tx, by factcheck.Person, articleID int64, in NewClaim) (factcheck.Claim, error) {
	opening, err := tx.Opening(articleID, by.ID)
	if err != nil {
		return factcheck.Claim{}, err
	}
	revision, err := d.revision(&tx.Reader, articleID, opening.Revision)
	if err != nil {
		return factcheck.Claim{}, err
	}
	if in.Span != nil {
		moved, err := d.inCurrent(&tx.Reader, articleID, revision, in.Seen, *in.Span)
		if err != nil {
			return factcheck.Claim{}, err
		}
		in.Span = &moved
	}
	c, err := in.claim(revision, by)
	if err != nil {
		return factcheck.Claim{}, err
	}
	if c.ReviewID, err = d.openReview(tx, by, by, articleID, opening, c.CreatedAt); err != nil {
		return factcheck.Claim{}, err
	}
	if err := d.reckoning.admit(tx, articleID, c.ReviewID, store.HoldingOf(c)); err != nil {
		return factcheck.Claim{}, err
	}
	return c, d.keepClaim(tx, by, &c)
}

// claim makes a reader's claim on a revision, which belongs to no review yet.
func (in NewClaim) claim(revision *Revision, reader factcheck.Person) (factcheck.Claim, error) {
	at := now()
	c := factcheck.Claim{ArticleID: revision.ArticleID, ReviewerID: reader.ID, Reviewer: reader.Name, Revision: revision.Number, Kind: in.Kind,
		Verdict: in.Verdict, Rating: in.Rating, Note: in.Note, Speaker: in.Speaker, Citations: in.Citations, Version: 1, Settled: 1, CreatedAt: at, UpdatedAt: at}
	if err := in.place(&c, revision.Index); err != nil {
		return c, err
	}
	if c.Kind == "" {
		c.Kind = span.GuessKind(c.Quote)
	}
	return c, nil
}

// keepClaim keeps a new claim with its citations, and records it.
func (d *Desk) keepClaim(tx *store.Tx, by factcheck.Person, c *factcheck.Claim) (err error) {
	if c.ID, err = tx.AddClaim(*c); err != nil {
		return err
	}
	if c.Citations, err = d.numbered(tx, c.ID, c.Citations, c.CreatedAt); err != nil {
		return err
	}
	return record(tx, by, factcheck.ClaimCreated, nil, c, 0)
}

// numbered gives the citations of a new claim their numbers and keeps them.
func (d *Desk) numbered(tx *store.Tx, claimID int64, citations []factcheck.Citation, at factcheck.Timestamp) ([]factcheck.Citation, error) {
	for i := range citations {
		n, err := tx.NextCitationNumber(claimID)
		if err != nil {
			return nil, err
		}
		citations[i].Number = n
	}
	if len(citations) == 0 {
		return nil, nil
	}
	return citations, tx.SetCitations(claimID, citations, at)
}

// place finds the span of the new claim in the text and writes it, with its quote and context, into c.
func (in NewClaim) place(c *factcheck.Claim, text *span.Text) error {
	if in.Span == nil && in.Quote == "" {
		return factcheck.BadField("quote", "Say what is claimed: give the span as start and end, or the quote as it stands in the text.")
	}
	if in.Span != nil {
		return put(c, text, *in.Span, in.Quote)
	}
	found, err := in.find(text)
	if err != nil {
		return err
	}
	return put(c, text, found, "")
}

// put writes a span, grown to whole grapheme clusters, with its quote and context into c. A quote that is given must stand at
// the span; what is kept is the text's own.
func put(c *factcheck.Claim, text *span.Text, s factcheck.Span, quote string) error {
	if err := text.Check(s); err != nil {
		return err
	}
	whole := text.Snap(s)
	if whole.Len() > factcheck.MaxClaim {
		return factcheck.TooMuchMarked(whole.Len())
	}
	if quote != "" && !span.Alike(quote, text.Slice(s)) && !span.Alike(quote, text.Slice(whole)) {
		return factcheck.BadField("quote", "The quote does not stand at %d to %d; there stands “%s”. Positions count Unicode code points.", s.Start, s.End, clip(text.Slice(s)))
	}
	c.Span = whole
	c.Quote, c.Prefix, c.Suffix = text.Anchor(whole)
	return nil
}

// clip shortens a quote for a message.
func clip(s string) string {
	const most = 80
	for i, n := 0, 0; i < len(s); n++ {
		if n == most {
			return s[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s
}

// openReview gives the review that the claim belongs to, and opens it with the first.
func (d *Desk) openReview(tx *store.Tx, by, reader factcheck.Person, articleID int64, opening store.Opening, at factcheck.Timestamp) (int64, error) {
	if opening.Submitted {
		return 0, errSubmitted
	}
	if opening.ReviewID != 0 {
		return opening.ReviewID, nil
	}
	review, err := tx.OpenReview(articleID, reader.ID, at)
	if err != nil {
		return 0, err
	}
	if err := joinReaders(tx, articleID); err != nil {
		return 0, err
	}
	return review.ID, recordReview(tx, by, factcheck.ReviewOpened, nil, &review)
}
