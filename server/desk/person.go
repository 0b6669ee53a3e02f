package desk

import (
	"context"
	"regexp"

	"stet/server/factcheck"
	"stet/server/store"
)

// personState is a person as an event's Before and After keep it; no password, and no trace of one.
type personState struct {
	Name        string         `json:"name"`
	DisplayName string         `json:"display_name"`
	Role        factcheck.Role `json:"role"`
	Disabled    bool           `json:"disabled"`
	PasswordSet bool           `json:"password_set,omitempty"`
}

var personName = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,39}$`)

// AddPerson adds somebody who signs in with p.Name and the password that passwordHash was made of. Conflict where the name is
// taken.
func (d *Desk) AddPerson(ctx context.Context, by factcheck.Person, p factcheck.Person, passwordHash string) (factcheck.Person, error) {
	if err := need(by, factcheck.Admin, "add people"); err != nil {
		return p, err
	}
	p, err := cleanPerson(p)
	if err != nil {
		return p, err
	}
	err = d.write(ctx, func(tx *store.Tx) error { return addPerson(tx, by, &p, passwordHash) })
	return p, err
}

// SetUp adds the first admin of a fresh desk; Conflict where somebody is there already.
func (d *Desk) SetUp(ctx context.Context, p factcheck.Person, passwordHash string) (factcheck.Person, error) {
	p.Role = factcheck.Admin
	p, err := cleanPerson(p)
	if err != nil {
		return p, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		people, err := tx.CountPeople()
		if err != nil {
			return err
		}
		if people > 0 {
			return factcheck.Errorf(factcheck.Conflict, "This desk has been set up already. Sign in instead.")
		}
		return addPerson(tx, CommandLine, &p, passwordHash)
	})
	return p, err
}

func addPerson(tx *store.Tx, by factcheck.Person, p *factcheck.Person, passwordHash string) (err error) {
	p.CreatedAt = now()
	if p.ID, err = tx.AddPerson(*p, passwordHash); err != nil {
		return err
	}
	return recordPerson(tx, by, factcheck.PersonAdded, nil, p, true)
}

// PersonState is what an admin changes of a person by a form.
type PersonState struct {
	DisplayName string
	Role        factcheck.Role
}

// ChangePerson gives a person another display name and role, in so far as what is wanted is something else than what was seen of them:
// a Conflict where somebody else has made yet another of that meanwhile.
func (d *Desk) ChangePerson(ctx context.Context, by factcheck.Person, id int64, seen, wanted PersonState) (factcheck.Person, error) {
	return d.changePerson(ctx, by, id, func(p *factcheck.Person) error {
		name, named := onTopOf(seen.DisplayName, wanted.DisplayName, p.DisplayName)
		role, given := onTopOf(seen.Role, wanted.Role, p.Role)
		if !named || !given {
			return factcheck.Errorf(factcheck.Conflict, "Somebody else has changed this person since you opened the page: %s is a %s now, with the full name “%s”. Save again to change that.", p.Name, p.Role, p.DisplayName)
		}
		p.DisplayName, p.Role = name, role
		return nil
	})
}

// onTopOf gives what becomes of a value that somebody saw, and wants to be another: it stays what it is now where they leave it as they
// saw it. False is a conflict: somebody else has made yet another of it.
func onTopOf[T comparable](seen, wanted, now T) (T, bool) {
	if wanted == seen {
		return now, true
	}
	return wanted, now == seen || now == wanted
}

// DisablePerson shuts a person out: their sessions and tokens end, and do not come back with them. Their claims stay.
func (d *Desk) DisablePerson(ctx context.Context, by factcheck.Person, id int64) (factcheck.Person, error) {
	return d.changePerson(ctx, by, id, func(p *factcheck.Person) error {
		p.Disabled = true
		return nil
	})
}

// EnablePerson lets a disabled person in again.
func (d *Desk) EnablePerson(ctx context.Context, by factcheck.Person, id int64) (factcheck.Person, error) {
	return d.changePerson(ctx, by, id, func(p *factcheck.Person) error {
		p.Disabled = false
		return nil
	})
}

func (d *Desk) changePerson(ctx context.Context, by factcheck.Person, id int64, change func(*factcheck.Person) error) (factcheck.Person, error) {
	if err := need(by, factcheck.Admin, "manage people"); err != nil {
		return factcheck.Person{}, err
	}
	var p factcheck.Person
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if p, err = tx.Person(id); err != nil {
			return err
		}
		before := p
		if err := change(&p); err != nil {
			return err
		}
		if p, err = cleanPerson(p); err != nil || p == before {
			return err
		}
		if err := tx.ChangePerson(p, now()); err != nil {
			return err
		}
		if err := keepAnAdmin(tx); err != nil {
			return err
		}
		if p.Disabled {
			if err := shutOut(tx, p.ID); err != nil {
				return err
			}
		}
		return recordPerson(tx, by, factcheck.PersonChanged, &before, &p, false)
	})
	return p, err
}

func shutOut(tx *store.Tx, id int64) error {
	if err := tx.EndSessions(id); err != nil {
		return err
	}
	return tx.EndTokens(id)
}

func keepAnAdmin(tx *store.Tx) error {
	admins, err := tx.CountAdmins()
	if err == nil && admins == 0 {
		return factcheck.Errorf(factcheck.Conflict, "This is the last admin who can sign in. Make somebody else an admin first.")
	}
	return err
}

// NewPassword is what a person's password is replaced with, and what becomes of what was let in by the old one.
type NewPassword struct {
	Hash      string
	Session   *store.Session // of the person, in the place of all that end; nil for none
	EndTokens bool           // one's own tokens end too; they always do when it is another who sets the password
}

// SetPassword replaces a person's password: their own, or anybody's by an admin. Their sessions end.
func (d *Desk) SetPassword(ctx context.Context, by factcheck.Person, id int64, set NewPassword) error {
	if by.ID != id || by.Disabled {
		if err := need(by, factcheck.Admin, "set other people's passwords"); err != nil {
			return err
		}
	}
	return d.write(ctx, func(tx *store.Tx) error {
		p, err := tx.Person(id)
		if err != nil {
			return err
		}
		if err := tx.SetPasswordHash(id, set.Hash, now()); err != nil {
			return err
		}
		if err := replaceSessions(tx, id, set.Session); err != nil {
			return err
		}
		if set.EndTokens || by.ID != id {
			if err := endTokens(tx, by, p); err != nil {
				return err
			}
		}
		return recordPerson(tx, by, factcheck.PersonChanged, &p, &p, true)
	})
}

// replaceSessions ends all of a person's sessions, and puts the one in their place that goes on.
func replaceSessions(tx *store.Tx, personID int64, with *store.Session) error {
	if err := tx.EndSessions(personID); err != nil || with == nil {
		return err
	}
	return tx.PutSession(*with)
}

func cleanPerson(p factcheck.Person) (factcheck.Person, error) {
	var f fields
	p.Name, p.DisplayName = f.line("name", p.Name), f.line("display_name", p.DisplayName)
	if !personName.MatchString(p.Name) {
		f.bad("name", "%q is no name to sign in with. Use up to 40 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.", p.Name)
	}
	if p.DisplayName == "" {
		p.DisplayName = p.Name
	}
	if _, err := factcheck.ParseRole(string(p.Role)); err != nil {
		f.bad("role", "%s", err.Error())
	}
	return p, f.err()
}

func recordPerson(tx *store.Tx, by factcheck.Person, action factcheck.Action, before, after *factcheck.Person, passwordSet bool) error {
	e := factcheck.Event{At: now(), Action: action, PersonID: after.ID}
	if before != nil {
		e.Before = toJSON(personState{before.Name, before.DisplayName, before.Role, before.Disabled, false})
	}
	e.After = toJSON(personState{after.Name, after.DisplayName, after.Role, after.Disabled, passwordSet})
	_, err := tx.AddEvent(e, by.ID)
	return err
}
