package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"stet/server/factcheck"
	"stet/server/interchange"
	"stet/server/store"
)

// look finds whose review it is and what of the file it holds already. It is done before the write, since a review may hold much.
func (b *bringer) look(ctx context.Context, reviewer string) error {
	b.told.Claims, b.told.Skipped = slices.Clone(b.found), slices.Clone(b.unfit)
	return b.desk.store.Read(ctx, func(r *store.Reader) error {
		review, there, err := b.open(r, reviewer)
		if err != nil {
			return err
		}
		if b.seen, err = r.ReadingsVersion(b.revision.ArticleID); err != nil {
			return err
		}
		var held store.Holding
		if there {
			if err := b.leaveKnown(r, review); err != nil {
				return err
			}
			if held, err = r.Holds(b.revision.ArticleID, review.ID); err != nil {
				return err
			}
		}
		if err := reviewIsFull(held, b.holding()); err != nil {
			return err
		}
		all, err := r.Holds(b.revision.ArticleID, 0)
		return cmp.Or(err, articleIsFull(all, b.holding()))
	})
}

// open gives the review that the claims come into, if there is one yet, and refuses where none can.
func (b *bringer) open(r *store.Reader, reviewer string) (review factcheck.Review, there bool, err error) {
	if err := b.meet(r, reviewer); err != nil {
		return review, false, err
	}
	number, err := r.CurrentRevision(b.revision.ArticleID)
	if err != nil {
		return review, false, err
	}
	if number != b.revision.Number {
		return review, false, factcheck.Errorf(factcheck.Conflict, "The article was revised just now. Nothing came in; try again, on the new text.")
	}
	review, there, err = r.ReviewBy(b.reader.ID, b.revision.ArticleID)
	if err == nil && there && review.Submitted() {
		err = b.submitted()
	}
	return review, there, err
}

// holding is what comes in.
func (b *bringer) holding() (all store.Holding) {
	for i := range b.told.Claims {
		h := store.HoldingOf(b.told.Claims[i].Claim)
		all.Claims += h.Claims
		all.Bytes += h.Bytes
	}
	return all
}

func (b *bringer) submitted() error {
	if b.reader.ID == b.by.ID {
		return errSubmitted
	}
	return factcheck.Errorf(factcheck.Conflict, "%s’s review is submitted; reopen it first.", b.mask.of(b.reader.Name))
}

// meet finds the person whose review the claims come into. Whoever reads the article blind is not told what another's review holds.
func (b *bringer) meet(r *store.Reader, reviewer string) (err error) {
	switch {
	case reviewer == "" && b.by.ID == 0:
		return factcheck.Errorf(factcheck.Forbidden, "A claim belongs to a reviewer’s review. Name the reviewer whose claims these are.")
	case reviewer == "" || reviewer == b.by.Name:
		b.reader = b.by
	default:
		if err := need(b.by, factcheck.Editor, "bring claims into another’s review"); err != nil {
			return err
		}
		blind, err := r.ReadsBlind(b.by.ID, b.revision.ArticleID)
		if err != nil {
			return err
		}
		if blind {
			return factcheck.Errorf(factcheck.Forbidden, "You read this article blind, so you cannot bring claims into another’s review of it. Submit your own first.")
		}
		if b.reader, err = b.other(r, reviewer); err != nil {
			return err
		}
	}
	pseudonyms, err := r.Pseudonyms(b.by.ID, b.revision.ArticleID)
	if err != nil {
		return err
	}
	b.mask = pseudonyms
	for i := range b.told.Claims {
		b.told.Claims[i].Claim.ReviewerID, b.told.Claims[i].Claim.Reviewer = b.reader.ID, b.reader.Name
	}
	return nil
}

// other finds another person by what an editor is told for them. While the article shows pseudonyms that is one of these, and any name is
// refused alike: else trying the names would tell who reads.
func (b *bringer) other(r *store.Reader, told string) (factcheck.Person, error) {
	article, err := r.Article(b.by.ID, b.revision.ArticleID)
	if err != nil {
		return factcheck.Person{}, err
	}
	pseudonyms, err := r.Pseudonyms(b.by.ID, article.ID)
	if err != nil {
		return factcheck.Person{}, err
	}
	if _, ok := mask(pseudonyms).behind(told); article.Masked() && !ok {
		return factcheck.Person{}, factcheck.BadField("reviewer", "While this article shows pseudonyms, claims come into your own review or, by its pseudonym, into another’s. %q is no pseudonym here.", told)
	}
	return readerNamed(r, b.by, article.ID, told)
}

// leaveKnown leaves out as many of the same claim as the review holds.
func (b *bringer) leaveKnown(r *store.Reader, review factcheck.Review) error {
	standing, err := r.ReviewClaims(review)
	if err != nil {
		return err
	}
	wanted := map[factcheck.Span]bool{}
	for _, c := range b.told.Claims {
		wanted[c.Claim.Span] = true
	}
	held := map[string][]int64{}
	for i := range standing {
		if c := &standing[i]; wanted[c.Span] {
			held[content(c)] = append(held[content(c)], c.ID)
		}
	}
	var fresh []BroughtClaim
	for _, c := range b.told.Claims {
		same := content(&c.Claim)
		if len(held[same]) == 0 {
			fresh = append(fresh, c)
			continue
		}
		b.told.Skipped = append(b.told.Skipped, interchange.Skipped{Item: c.Item, Why: fmt.Sprintf("It is in this review already, as claim %d.", held[same][0])})
		held[same] = held[same][1:]
	}
	b.told.Claims = fresh
	return nil
}

// content is all that a claim says, where it stands included.
func content(c *factcheck.Claim) string {
	state := stateOf(c)
	for i := range state.Citations {
		state.Citations[i].Number = 0
	}
	return string(toJSON(state))
}

// looks is how often a review is looked through that is changed each time before the claims have come in.
const looks = 3

// errChanged says that the review is no more what it was when it was looked through.
var errChanged error = factcheck.Errorf(factcheck.Conflict, "The review was changed while the file was looked through. Nothing came in; try again.")

// write brings in what look has left.
func (b *bringer) write(ctx context.Context, reviewer string) error {
	for look := 1; ; look++ {
		err := b.desk.writeMuch(ctx, func(tx *store.Tx) error { return b.keep(tx, reviewer) })
		if !errors.Is(err, errChanged) || look == looks {
			return err
		}
		if err := b.look(ctx, reviewer); err != nil {
			return err
		}
	}
}

func (b *bringer) keep(tx *store.Tx, reviewer string) error {
	held, there, err := b.open(&tx.Reader, reviewer)
	if err != nil {
		return err
	}
	if there {
		if changed, err := tx.ReviewChangedSince(held, b.seen); err != nil || changed {
			return cmp.Or(err, errChanged)
		}
	}
	if len(b.told.Claims) == 0 {
		return nil
	}
	opening, err := tx.Opening(b.revision.ArticleID, b.reader.ID)
	if err != nil {
		return err
	}
	review, err := b.desk.openReview(tx, b.by, b.reader, b.revision.ArticleID, opening, now())
	if err != nil {
		return err
	}
	if err := b.desk.reckoning.admit(tx, b.revision.ArticleID, review, b.holding()); err != nil {
		return err
	}
	for i := range b.told.Claims {
		c := &b.told.Claims[i].Claim
		c.ReviewID = review
		if err := b.desk.keepClaim(tx, b.by, c); err != nil {
			return err
		}
	}
	return nil
}

// tell puts what came in as the person is told of it.
func (b *bringer) tell() {
	b.told.Reviewer = b.mask.of(b.reader.Name)
	for i := range b.told.Claims {
		b.mask.claim(&b.told.Claims[i].Claim)
	}
}
