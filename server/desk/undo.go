package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// Undo takes back the person's latest change to a claim of the article that has not been taken back yet: what they made goes,
// what they deleted returns, what they changed is as before. It gives the event taken back and the claim as it now stands,
// NotFound where nothing is left to undo, and Conflict where the claim has changed since by other means.
func (d *Desk) Undo(ctx context.Context, by factcheck.Person, articleID int64) (factcheck.Event, factcheck.Claim, error) {
	var e factcheck.Event
	var c factcheck.Claim
	if err := need(by, factcheck.Reviewer, "undo changes"); err != nil {
		return e, c, err
	}
	err := d.writeOver(ctx, func(tx *store.Tx) error {
		latest, ok, err := tx.UndoableEvent(by.ID, articleID)
		if err != nil {
			return err
		}
		if !ok {
			return factcheck.Errorf(factcheck.NotFound, "There is nothing of yours left to undo in article %d.", articleID)
		}
		e = latest
		c, err = d.takeBack(tx, by, latest)
		return err
	})
	return e, c, err
}

func (d *Desk) takeBack(tx *store.Tx, by factcheck.Person, e factcheck.Event) (factcheck.Claim, error) {
	c, err := own(tx, by, e.ClaimID)
	if err != nil {
		return c, err
	}
	before, err := ReadClaimState(e.Before)
	if err != nil {
		return c, err
	}
	after, err := ReadClaimState(e.After)
	if err != nil {
		return c, err
	}
	was := c
	if err := d.putBack(tx, &c, before, after); err != nil {
		return c, err
	}
	if err := d.keepChange(tx, by, was, &c, e.ID); err != nil {
		return c, err
	}
	return c, waitAgain(tx, c)
}

// putBack gives a claim the state that it had before a change, if it is as the change left it. Where it was carried to another
// revision meanwhile it stays there: what it said comes back, and its place as far as it is certain.
func (d *Desk) putBack(tx *store.Tx, c *factcheck.Claim, before, after *ClaimState) error {
	stands := stateOf(c)
	switch {
	case !sameWherever(after, stands):
		return stale(*c)
	case before == nil:
		c.Deleted = true
		return nil
	case after != nil && sameState(after, stands):
		before.give(c)
		return nil
	}
	place := placeOf(c)
	before.give(c)
	place.give(c)
	if after == nil || after.Span == before.Span {
		return nil
	}
	return d.placeBack(tx, c, before)
}

// placeBack lets a claim stand where its words of an older revision are in its own.
func (d *Desk) placeBack(tx *store.Tx, c *factcheck.Claim, before *ClaimState) error {
	now, err := d.revision(&tx.Reader, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	s, err := d.inCurrent(&tx.Reader, c.ArticleID, now, before.Revision, before.Span)
	if err == nil {
		moveTo(c, now, s)
	}
	return err
}

// waitAgain lets a claim that was brought back to an older revision wait for a look again.
func waitAgain(tx *store.Tx, c factcheck.Claim) error {
	current, err := tx.CurrentRevision(c.ArticleID)
	if err != nil || c.Deleted || c.Revision == current {
		return err
	}
	return tx.AnswerCarryover(c.ID, current, "", 0, "")
}
