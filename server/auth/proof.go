package auth

import (
	"stet/server/factcheck"
	"stet/server/store"
)

// proof is what somebody who signs in was found to have given right, and who they were then. Checking takes a while, and a code is
// typed minutes later, so it is asked again in the write that begins their session.
type proof struct {
	person       factcheck.Person
	passwordHash string
	factorSecret string // of the factor that is on; "" where none is
}

// errNotRight sounds the same whatever was wrong.
var errNotRight error = factcheck.Errorf(factcheck.Unauthorized, "The name or the password is not right. Check both; an admin can set a new password.")

// holds says whether the person may still sign in, by the same password and second factor.
func (p proof) holds(r *store.Reader) (bool, error) {
	now, err := proofOf(r, p.person)
	return now.passwordHash == p.passwordHash && now.factorSecret == p.factorSecret && !now.person.Disabled, err
}

// proofOf gives what a person has to give right at this moment.
func proofOf(r *store.Reader, person factcheck.Person) (p proof, err error) {
	if p.person, err = r.Person(person.ID); err != nil {
		return p, err
	}
	if p.passwordHash, err = r.PasswordHash(person.ID); err != nil {
		return p, err
	}
	factor, err := r.SecondFactor(person.ID)
	if factor.On() {
		p.factorSecret = factor.Secret
	}
	return p, err
}
