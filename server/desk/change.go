package desk

import (
	"context"
	"math"
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
	Seen    int  // the revision that Span counts in; 0 for the current one
	Confirm bool // the verdict stands, though the words it was given on have changed since
}

// ChangeClaim changes the person's own claim. version is the one they saw; Conflict with the claim as it stands where it is
// another now. A change that changes nothing is no event.
func (d *Desk) ChangeClaim(ctx context.Context, by factcheck.Person, id int64, version int, change ClaimChange) (factcheck.Claim, error) {
	return d.changeClaim(ctx, by, id, sight{version, change.Span != nil}, func(tx *store.Tx, c *factcheck.Claim) error {
		return d.apply(tx, change, c)
	})
}

// CameOfThatAlone says whether the version of a claim came of the one that by saw by this change and no other.
func (d *Desk) CameOfThatAlone(ctx context.Context, by factcheck.Person, c factcheck.Claim, seen int, change ClaimChange) (alone bool, err error) {
	if c.Version != seen+1 {
		return false, nil
	}
	var latest []factcheck.Event
	err = d.store.Read(ctx, func(r *store.Reader) error {
		latest, _, err = r.ClaimEventsBefore(by.ID, c.ID, math.MaxInt64, 1)
		return err
	})
	if err != nil || len(latest) == 0 {
		return false, err
	}
	before, err := ReadClaimState(latest[0].Before)
	if err != nil || before == nil {
		return false, err
	}
	was := c
	before.give(&was)
	change.take(&was, c)
	return sameState(stateOf(&was), stateOf(&c)), nil
}

// take gives a claim what another says of the fields that the change is of.
func (change ClaimChange) take(to *factcheck.Claim, from factcheck.Claim) {
	if change.Span != nil {
		placeOf(&from).give(to)
	}
	if change.Kind != nil {
		to.Kind = from.Kind
	}
	if change.Verdict != nil {
		to.Verdict = from.Verdict
	}
	if change.Rating != nil {
		to.Rating = from.Rating
	}
	if change.Note != nil {
		to.Note = from.Note
	}
	if change.Speaker != nil {
		to.Speaker = from.Speaker
	}
	to.Carried = from.Carried // a look at a claim is no change of what it says
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
	looked := change.Confirm || change.Verdict != nil || change.Rating != nil || change.Span != nil
	if looked && c.Carried == factcheck.CarriedChanged {
		c.Carried = ""
	}
	if change.Span == nil {
		return nil
	}
	return d.applySpan(tx, *change.Span, change.Seen, c)
}

func (d *Desk) applySpan(tx *store.Tx, wanted factcheck.Span, seen int, c *factcheck.Claim) error {
	if c.Waits() {
		return factcheck.Errorf(factcheck.Conflict, "Claim %d waits for a look: it stands on revision %d, and its place in the current text is not certain. "+
			"Say there where it stands, with “Needs a look”.", c.ID, c.Revision)
	}
	revision, err := d.revision(&tx.Reader, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	if wanted, err = d.inCurrent(&tx.Reader, c.ArticleID, revision, seen, wanted); err != nil || wanted == c.Span {
		return err
	}
	return put(c, revision.Index, wanted, "")
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// DeleteClaim takes the person's own claim out of every list; RestoreClaim and Undo bring it back. version 0 deletes whatever
// stands.
func (d *Desk) DeleteClaim(ctx context.Context, by factcheck.Person, id int64, version int) (factcheck.Claim, error) {
	return d.changeClaim(ctx, by, id, sight{version: version}, func(_ *store.Tx, c *factcheck.Claim) error {
		c.Deleted = true
		return nil
	})
}

// RestoreClaim brings a deleted claim back as it was. A claim that is there stays as it is. version is the one that the person saw,
// Conflict with the claim as it stands where it is another now; 0 restores whatever stands.
func (d *Desk) RestoreClaim(ctx context.Context, by factcheck.Person, id int64, version int) (factcheck.Claim, error) {
	var c factcheck.Claim
	err := d.writeOver(ctx, func(tx *store.Tx) (err error) {
		if c, err = own(tx, by, id); err != nil {
			return err
		}
		if saw := (sight{version: version}); !saw.fresh(c) {
			return stale(c)
		}
		if !c.Deleted {
			return nil
		}
		before := c
		c.Deleted = false
		if err := d.waitAgain(tx, &c); err != nil {
			return err
		}
		return d.keepChange(tx, by, before, &c, 0)
	})
	return c, err
}

// changeClaim runs change on the person's own claim as it stands, and keeps the result with its event.
func (d *Desk) changeClaim(ctx context.Context, by factcheck.Person, id int64, saw sight, change func(*store.Tx, *factcheck.Claim) error) (factcheck.Claim, error) {
	var c factcheck.Claim
	err := d.writeOver(ctx, func(tx *store.Tx) (err error) {
		if c, err = standing(tx, by, id, saw); err != nil {
			return err
		}
		before := c
		before.Citations = slices.Clone(c.Citations)
		if err := change(tx, &c); err != nil {
			return err
		}
		return d.keepChange(tx, by, before, &c, 0)
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

// sight is what a person saw of a claim that they change.
type sight struct {
	version int  // 0 for whatever stands
	place   bool // where it stood counts too
}

// fresh says whether a claim is as it was seen. That its unchanged words have moved with a revision since is no matter, unless
// the change says where they are.
func (s sight) fresh(c factcheck.Claim) bool {
	return s.version == 0 || s.version == c.Version || !s.place && s.version >= c.Settled && s.version < c.Version
}

// standing gives the person's own claim if it is not deleted and still as they saw it.
func standing(tx *store.Tx, by factcheck.Person, id int64, saw sight) (factcheck.Claim, error) {
	c, err := own(tx, by, id)
	if err != nil {
		return c, err
	}
	if c.Deleted {
		return c, &factcheck.Error{Code: factcheck.Conflict, Title: "It has changed meanwhile", Current: &c,
			Message: "This claim was deleted in the meantime. Restore it to change it; what you typed is still here."}
	}
	if !saw.fresh(c) {
		return c, stale(c)
	}
	return c, nil
}

func stale(c factcheck.Claim) error {
	return &factcheck.Error{Code: factcheck.Conflict, Title: "It has changed meanwhile", Current: &c,
		Message: "This claim was changed elsewhere while you were writing. Compare the two and choose; nothing was overwritten."}
}

// keepChange writes c over before with its event, unless they are the same.
func (d *Desk) keepChange(tx *store.Tx, by factcheck.Person, before factcheck.Claim, c *factcheck.Claim, undoes int64) error {
	if sameState(stateOf(&before), stateOf(c)) && undoes == 0 {
		return nil
	}
	if err := d.admitChange(tx, by, before, *c); err != nil {
		return err
	}
	c.Version++
	c.Settled = c.Version
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

// admitChange counts what a change adds to the claim's review. An editor may be told another id for that than its own.
func (d *Desk) admitChange(tx *store.Tx, by factcheck.Person, before, after factcheck.Claim) (err error) {
	review := after.ReviewID
	if after.ReviewerID != by.ID {
		if review, err = tx.ReviewOf(after.ID); err != nil {
			return err
		}
	}
	return d.reckoning.admit(tx, after.ArticleID, review, less(store.HoldingOf(before), store.HoldingOf(after)))
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
