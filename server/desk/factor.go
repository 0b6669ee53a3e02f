package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// BeginSecondFactor gives the person who asks the secret of a second factor. It is not asked for before it is confirmed. Conflict
// where they have one.
func (d *Desk) BeginSecondFactor(ctx context.Context, by factcheck.Person, secret string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		factor, err := tx.SecondFactor(by.ID)
		if err != nil {
			return err
		}
		if factor.On() {
			return factcheck.Errorf(factcheck.Conflict, "You have a second factor already. Turn it off first, then set it up anew.")
		}
		return tx.PutSecondFactor(by.ID, secret, now())
	})
}

// ConfirmSecondFactor has a code asked for whenever the person signs in from now on. The first, of secret and of the 30 seconds
// numbered step, is then used up. Their sessions end. Conflict where secret is another than was begun with.
func (d *Desk) ConfirmSecondFactor(ctx context.Context, by factcheck.Person, secret string, step int64, recoveryHashes []string) error {
	return d.changeFactor(ctx, by, by.ID, "on", func(tx *store.Tx, factor store.SecondFactor) error {
		if factor.On() || factor.Secret != secret {
			return factcheck.Errorf(factcheck.Conflict, "This set-up was begun anew elsewhere, or is done. Reload your page.")
		}
		if _, err := tx.UseStep(by.ID, step); err != nil {
			return err
		}
		if err := tx.ConfirmSecondFactor(by.ID, recoveryHashes, now()); err != nil {
			return err
		}
		return tx.EndSessions(by.ID)
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

// EndSecondFactor turns a person's second factor off: their own, or anybody's by an admin. Their sessions end. Conflict where they
// have none.
func (d *Desk) EndSecondFactor(ctx context.Context, by factcheck.Person, id int64) error {
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
		return tx.EndSessions(id)
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
