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
	err := d.write(ctx, func(tx *store.Tx) error {
		latest, ok, err := tx.UndoableEvent(by.ID, articleID)
		if err != nil {
			return err
		}
		if !ok {
			return factcheck.Errorf(factcheck.NotFound, "There is nothing of yours left to undo in article %d.", articleID)
		}
		e = latest
		c, err = takeBack(tx, by, latest)
		return err
	})
	return e, c, err
}

func takeBack(tx *store.Tx, by factcheck.Person, e factcheck.Event) (factcheck.Claim, error) {
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
	if !sameState(after, stateOf(&c)) {
		return c, stale(c)
	}
	was := c
	before.give(&c)
	return c, keepChange(tx, by, was, &c, e.ID)
}
