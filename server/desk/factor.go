package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// NewFactor is a second factor of which a first code was given.
type NewFactor struct {
	Secret         string // base32
	Step           int64  // the 30 seconds of the first code, which is used up
	RecoveryHashes []string
}

// SetSecondFactor has a code asked for whenever the person signs in from now on. Their sessions end; session, where it is given, takes
// their place. Conflict where they have a second factor.
func (d *Desk) SetSecondFactor(ctx context.Context, by factcheck.Person, set NewFactor, session *store.Session) error {
	return d.changeFactor(ctx, by, by.ID, "on", func(tx *store.Tx, factor store.SecondFactor) error {
		if factor.On() {
			return factcheck.Errorf(factcheck.Conflict, "You have a second factor already. Turn it off first, then set it up anew.")
		}
		if err := tx.PutSecondFactor(by.ID, set.Secret, now()); err != nil {
			return err
		}
		if _, err := tx.UseStep(by.ID, set.Step); err != nil {
			return err
		}
		if err := tx.ConfirmSecondFactor(by.ID, set.RecoveryHashes, now()); err != nil {
			return err
		}
		return replaceSessions(tx, by.ID, session)
	})
}

// RenewRecoveryCodes puts new recovery codes in the place of the person's own. Conflict where they have no second factor.
func (d *Desk) RenewRecoveryCodes(ctx context.Context, by factcheck.Person, recoveryHashes []string) error {
	return d.changeFactor(ctx, by, by.ID, "new recovery codes", func(tx *store.Tx, factor store.SecondFactor) error {
		if !factor.On() {
			return noFactor(by.Name)
		}
		return tx.PutRecoveryCodes(by.ID, recoveryHashes)
	})
}

// EndSecondFactor turns a person's second factor off: their own, or anybody's by an admin. Their sessions end; session, where it is
// given, takes their place. Conflict where they have none.
func (d *Desk) EndSecondFactor(ctx context.Context, by factcheck.Person, id int64, session *store.Session) error {
	if by.ID != id || by.Disabled {
		if err := need(by, factcheck.Admin, "turn off other people's second factors"); err != nil {
			return err
		}
	}
	return d.changeFactor(ctx, by, id, "off", func(tx *store.Tx, factor store.SecondFactor) error {
		if !factor.On() {
			p, err := tx.Person(id)
			if err != nil {
				return err
			}
			return noFactor(p.Name)
		}
		if err := tx.EndSecondFactor(id); err != nil {
			return err
		}
		return replaceSessions(tx, id, session)
	})
}

func noFactor(name string) error {
	return factcheck.Errorf(factcheck.Conflict, "%s has no second factor, so there is nothing to change. Reload the page.", name)
}

// changeFactor changes a person's second factor and records that, in a word; neither secret nor codes stand in an event.
func (d *Desk) changeFactor(ctx context.Context, by factcheck.Person, id int64, word string, change func(*store.Tx, store.SecondFactor) error) error {
	return d.write(ctx, func(tx *store.Tx) error {
		p, err := tx.Person(id)
		if err != nil {
			return err
		}
		factor, err := tx.SecondFactor(id)
		if err != nil {
			return err
		}
		if err := change(tx, factor); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.PersonChanged, PersonID: id, After: toJSON(map[string]string{"name": p.Name, "second_factor": word})}
		_, err = tx.AddEvent(e, by.ID)
		return err
	})
}
