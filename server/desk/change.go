package desk

import (
	"context"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// ClaimChange is what to change of a claim; what is nil stays.
type ClaimChange struct {
	Span    *factcheck.Span
	Kind    *factcheck.Kind
	Verdict *factcheck.Verdict
	Rating  *factcheck.Rating
	Note    *string
	Speaker *string
}

// ChangeClaim changes the person's own claim. version is the one they saw; Conflict with the claim as it stands where it is
// another now. A change that changes nothing is no event.
func (d *Desk) ChangeClaim(ctx context.Context, by factcheck.Person, id int64, version int, change ClaimChange) (factcheck.Claim, error) {
	return d.changeClaim(ctx, by, id, version, func(tx *store.Tx, c *factcheck.Claim) error {
		return d.apply(tx, change, c)
	})
}

func (d *Desk) apply(tx *store.Tx, change ClaimChange, c *factcheck.Claim) error {
	var f fields
	set(&c.Kind, change.Kind)
	set(&c.Verdict, change.Verdict)
	set(&c.Rating, change.Rating)
	if change.Note != nil {
		c.Note = f.prose("note", *change.Note)
	}
	if change.Speaker != nil {
		c.Speaker = f.line("speaker", *change.Speaker)
	}
	if c.Kind == "" {
		f.bad("kind", "The kind is missing. Choose one, or leave the field out to keep the kind.")
	}
	if err := f.vocabulary(&c.Kind, &c.Verdict, &c.Rating); err != nil {
		return err
	}
	if change.Span == nil || *change.Span == c.Span {
		return nil
	}
	revision, err := d.revision(&tx.Reader, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	return put(c, revision.Index, *change.Span, "")
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// DeleteClaim takes the person's own claim out of every list; RestoreClaim and Undo bring it back. version 0 deletes whatever
// stands.
func (d *Desk) DeleteClaim(ctx context.Context, by factcheck.Person, id int64, version int) (factcheck.Claim, error) {
	return d.changeClaim(ctx, by, id, version, func(_ *store.Tx, c *factcheck.Claim) error {
		c.Deleted = true
		return nil
	})
}

// RestoreClaim brings a deleted claim back as it was. A claim that is there stays as it is.
func (d *Desk) RestoreClaim(ctx context.Context, by factcheck.Person, id int64) (factcheck.Claim, error) {
	var c factcheck.Claim
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if c, err = own(tx, by, id); err != nil || !c.Deleted {
			return err
		}
		before := c
		c.Deleted = false
		return keepChange(tx, by, before, &c, 0)
	})
	return c, err
}

// changeClaim runs change on the person's own claim as it stands, and keeps the result with its event.
func (d *Desk) changeClaim(ctx context.Context, by factcheck.Person, id int64, version int, change func(*store.Tx, *factcheck.Claim) error) (factcheck.Claim, error) {
	var c factcheck.Claim
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if c, err = standing(tx, by, id, version); err != nil {
			return err
		}
		before := c
		before.Citations = slices.Clone(c.Citations)
		if err := change(tx, &c); err != nil {
			return err
		}
		return keepChange(tx, by, before, &c, 0)
	})
	return c, err
}

// own gives the person's own claim, deleted or not, to be changed: its review is open.
func own(tx *store.Tx, by factcheck.Person, id int64) (factcheck.Claim, error) {
	c, err := tx.Claim(by.ID, id)
	if err != nil {
		return c, err
	}
	if err := MayChange(by, c); err != nil {
		return c, err
	}
	review, err := tx.Review(by.ID, c.ReviewID)
	if err == nil && review.Submitted() {
		err = errSubmitted
	}
	return c, err
}

// MayChange is Forbidden for whoever may not change a claim, whatever the change.
func MayChange(by factcheck.Person, c factcheck.Claim) error {
	if err := need(by, factcheck.Reviewer, "change claims"); err != nil {
		return err
	}
	if c.ReviewerID != by.ID {
		return factcheck.Errorf(factcheck.Forbidden, "Claim %d belongs to %s’s review; only they can change it. Mark the words yourself to judge them differently.", c.ID, c.Reviewer)
	}
	return nil
}

// standing gives the person's own claim if it is not deleted and still at the version they saw; version 0 is any.
func standing(tx *store.Tx, by factcheck.Person, id int64, version int) (factcheck.Claim, error) {
	c, err := own(tx, by, id)
	if err != nil {
		return c, err
	}
	if c.Deleted {
		return c, &factcheck.Error{Code: factcheck.Conflict, Title: "It has changed meanwhile", Current: &c,
			Message: "This claim was deleted in the meantime. Restore it to change it; what you typed is still here."}
	}
	if version != 0 && version != c.Version {
		return c, stale(c)
	}
	return c, nil
}

func stale(c factcheck.Claim) error {
	return &factcheck.Error{Code: factcheck.Conflict, Title: "It has changed meanwhile", Current: &c,
		Message: "This claim was changed elsewhere while you were writing. Compare the two and choose; nothing was overwritten."}
}

// keepChange writes c over before with its event, unless they are the same.
func keepChange(tx *store.Tx, by factcheck.Person, before factcheck.Claim, c *factcheck.Claim, undoes int64) error {
	if sameState(stateOf(&before), stateOf(c)) && undoes == 0 {
		return nil
	}
	c.Version++
	c.UpdatedAt = now()
	if err := tx.ChangeClaim(*c); err != nil {
		return err
	}
	if !slices.Equal(before.Citations, c.Citations) {
		if err := tx.SetCitations(c.ID, c.Citations, c.UpdatedAt); err != nil {
			return err
		}
	}
	return record(tx, by, actionOf(before, *c), &before, c, undoes)
}

func actionOf(before, after factcheck.Claim) factcheck.Action {
	switch {
	case after.Deleted:
		return factcheck.ClaimDeleted
	case before.Deleted:
		return factcheck.ClaimRestored
	default:
		return factcheck.ClaimChanged
	}
}
