package desk

import (
	"cmp"
	"context"
	"errors"
	"io"

	"stet/server/factcheck"
	"stet/server/interchange"
)

// Bringing is a file of another tool with claims on an article.
type Bringing struct {
	File     io.Reader
	Format   interchange.Format // "" goes by what the file holds
	Reviewer string             // whose review the claims come into; "" for one's own
	DryRun   bool               // nothing is written: what would come in is told
}

// Brought is what came in, or would, and what did not.
type Brought struct {
	Format   interchange.Format
	Reviewer string
	Claims   []BroughtClaim
	Skipped  []interchange.Skipped
}

// BroughtClaim is a claim as it came in, under the name it had in the file. In a dry run it has no id.
type BroughtClaim struct {
	Item  string
	How   string // interchange.ByPosition or interchange.ByQuote
	Claim factcheck.Claim
}

// MayBring refuses whoever may bring no claims in. What costs time before asks first.
func (d *Desk) MayBring(by factcheck.Person) error {
	return need(by, factcheck.Reviewer, "bring claims in")
}

// BringClaims brings the claims of a file into one's own review of the article's current revision; an editor may bring them into
// another's. All that can come in does, in one transaction; an item that cannot is left out whole, with the reason. A claim that
// the review holds already, the same in everything, is left out too: the same file twice comes in once.
func (d *Desk) BringClaims(ctx context.Context, by factcheck.Person, articleID int64, in Bringing) (Brought, error) {
	if err := d.MayBring(by); err != nil {
		return Brought{}, err
	}
	revision, err := d.Revision(ctx, articleID, 0)
	if err != nil {
		return Brought{}, err
	}
	file, err := interchange.Read(ctx, in.File, in.Format, revision.Index)
	if err != nil {
		return Brought{}, err
	}
	b := bringer{desk: d, by: by, revision: revision, told: Brought{Format: file.Format}}
	if err := b.place(ctx, file); err != nil {
		return Brought{}, err
	}
	if err = b.look(ctx, in.Reviewer); err == nil && !in.DryRun {
		err = b.write(ctx, in.Reviewer)
	}
	b.tell()
	return b.told, err
}

// bringer brings one file in.
type bringer struct {
	desk     *Desk
	by       factcheck.Person
	reader   factcheck.Person // whose review it goes into
	revision *Revision
	found    []BroughtClaim        // all that the file marks that could come in,
	unfit    []interchange.Skipped // and that could not
	seen     int64                 // the latest event when the review was looked through
	told     Brought
	mask     mask
}

// place makes claims of the file's items as far as they can be; whose they are is not known yet.
func (b *bringer) place(ctx context.Context, file interchange.File) error {
	placed, skipped, err := file.Place(ctx, b.revision.Index)
	if err != nil {
		return err
	}
	b.unfit = skipped
	var size said
	for _, p := range placed {
		if err := cmp.Or(ctx.Err(), size.tooMuch()); err != nil {
			return err
		}
		c, err := b.claim(p)
		if err != nil {
			b.skip(p.Name, err)
			continue
		}
		size.add(&c)
		b.found = append(b.found, BroughtClaim{p.Name, p.How, c})
	}
	return size.tooMuch()
}

func (b *bringer) claim(p interchange.Placed) (factcheck.Claim, error) {
	in, err := NewClaim{Span: &p.At, Kind: p.Kind, Verdict: p.Verdict, Rating: p.Rating, Note: p.Note, Speaker: p.Speaker, Citations: p.Citations}.clean()
	if err != nil {
		return factcheck.Claim{}, err
	}
	return in.claim(b.revision, factcheck.Person{})
}

func (b *bringer) skip(item string, why error) {
	var known *factcheck.Error
	if errors.As(why, &known) {
		b.unfit = append(b.unfit, interchange.Skipped{Item: item, Why: known.Message})
	}
}
