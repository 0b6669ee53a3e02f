package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// mostTokens is how many tokens a person has at once.
const mostTokens = 100

// AddToken lets a person's scripts in with the bearer token that tokenHash was made of: one's own, or anybody's by an admin.
// Label says what it is for. Conflict where the person is disabled or has mostTokens.
func (d *Desk) AddToken(ctx context.Context, by factcheck.Person, personID int64, label, tokenHash string) error {
	if by.ID != personID || by.Disabled {
		if err := need(by, factcheck.Admin, "make tokens for other people"); err != nil {
			return err
		}
	}
	var f fields
	label = f.line("label", label)
	if err := f.err(); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		p, err := tx.Person(personID)
		if err != nil {
			return err
		}
		if p.Disabled {
			return factcheck.Errorf(factcheck.Conflict, "%s is disabled, so a token would open nothing. Enable them on the People screen first.", p.Name)
		}
		if made, err := tx.Tokens(p.ID); err != nil {
			return err
		} else if len(made) >= mostTokens {
			return factcheck.Errorf(factcheck.Conflict, "%s has %d tokens, which is as many as one may have. Revoke one that is not used any more.", p.Name, mostTokens)
		}
		if _, err := tx.AddToken(store.Token{PersonID: p.ID, Label: label, CreatedAt: now()}, tokenHash); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.PersonChanged, PersonID: p.ID, After: toJSON(map[string]string{"name": p.Name, "token_added": label})}
		_, err = tx.AddEvent(e, by.ID)
		return err
	})
}

// RevokeToken shuts out whoever holds a token: one's own, or anybody's by an admin. Somebody else's is NotFound to others, as if
// it were not there.
func (d *Desk) RevokeToken(ctx context.Context, by factcheck.Person, id int64) error {
	return d.write(ctx, func(tx *store.Tx) error {
		token, err := tx.TokenNumbered(id)
		if err != nil {
			return err
		}
		if by.ID != token.PersonID && !by.Role.AtLeast(factcheck.Admin) || by.Disabled {
			return factcheck.Errorf(factcheck.NotFound, "There is no token %d of yours.", id)
		}
		p, err := tx.Person(token.PersonID)
		if err != nil {
			return err
		}
		if err := tx.EndToken(id); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.PersonChanged, PersonID: p.ID, After: toJSON(map[string]string{"name": p.Name, "token_revoked": token.Label})}
		_, err = tx.AddEvent(e, by.ID)
		return err
	})
}

// RevokeTokens shuts out whoever holds any of a person's tokens: one's own, or anybody's by an admin.
func (d *Desk) RevokeTokens(ctx context.Context, by factcheck.Person, personID int64) error {
	if by.ID != personID || by.Disabled {
		if err := need(by, factcheck.Admin, "revoke other people's tokens"); err != nil {
			return err
		}
	}
	return d.write(ctx, func(tx *store.Tx) error {
		p, err := tx.Person(personID)
		if err != nil {
			return err
		}
		return endTokens(tx, by, p)
	})
}

// endTokens ends all of a person's tokens, and records how many those were.
func endTokens(tx *store.Tx, by, of factcheck.Person) error {
	made, err := tx.Tokens(of.ID)
	if err != nil || len(made) == 0 {
		return err
	}
	if err := tx.EndTokens(of.ID); err != nil {
		return err
	}
	e := factcheck.Event{At: now(), Action: factcheck.PersonChanged, PersonID: of.ID, After: toJSON(map[string]any{"name": of.Name, "tokens_revoked": len(made)})}
	_, err = tx.AddEvent(e, by.ID)
	return err
}
