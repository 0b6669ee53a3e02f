package store

import "stet/server/factcheck"

// SecondFactor is what a person's codes are made of (RFC 6238).
type SecondFactor struct {
	PersonID    int64
	Secret      string              // base32; "" where the person has none
	LastStep    int64               // the 30 seconds since 1970 of the latest code that was accepted
	ConfirmedAt factcheck.Timestamp // "" until a first code was given: it is not asked for before
	Recovery    int64               // recovery codes that are left
}

// On says whether the factor is asked for.
func (f SecondFactor) On() bool { return f.ConfirmedAt != "" }

func scanFactor(row scanner) (f SecondFactor, err error) {
	err = row.Scan(&f.PersonID, &f.Secret, &f.LastStep, &f.ConfirmedAt, &f.Recovery)
	return f, err
}

// SecondFactor gives a person's second factor; the zero one where they have none.
func (r *Reader) SecondFactor(personID int64) (SecondFactor, error) {
	found, err := all(r, scanFactor, `select person_id, secret, last_step, confirmed_at,
		(select count(*) from recovery_codes c where c.person_id = f.person_id) from second_factors f where person_id = ?`, personID)
	if err != nil || len(found) == 0 {
		return SecondFactor{}, err
	}
	return found[0], nil
}

// WithSecondFactor gives the ids of the people of whom a code is asked.
func (r *Reader) WithSecondFactor() (map[int64]bool, error) {
	ids, err := all(r, scanID, "select person_id from second_factors where confirmed_at <> ''")
	with := make(map[int64]bool, len(ids))
	for _, id := range ids {
		with[id] = true
	}
	return with, err
}

// PutSecondFactor gives a person a factor that is not confirmed yet, in the place of any they had.
func (t *Tx) PutSecondFactor(personID int64, secret string, at factcheck.Timestamp) error {
	if err := t.EndSecondFactor(personID); err != nil {
		return err
	}
	return t.exec("insert into second_factors (person_id, secret, created_at) values (?, ?, ?)", personID, secret, at)
}

// ConfirmSecondFactor has the factor asked for from now on, with the recovery codes that have these hashes.
func (t *Tx) ConfirmSecondFactor(personID int64, codeHashes []string, at factcheck.Timestamp) error {
	if err := t.exec("update second_factors set confirmed_at = ? where person_id = ?", at, personID); err != nil {
		return err
	}
	return t.PutRecoveryCodes(personID, codeHashes)
}

// PutRecoveryCodes puts new recovery codes in the place of all that are left.
func (t *Tx) PutRecoveryCodes(personID int64, codeHashes []string) error {
	if err := t.exec("delete from recovery_codes where person_id = ?", personID); err != nil {
		return err
	}
	for _, hash := range codeHashes {
		if err := t.exec("insert into recovery_codes (person_id, code_hash) values (?, ?)", personID, hash); err != nil {
			return err
		}
	}
	return nil
}

// EndSecondFactor takes a person's factor away, with its recovery codes; it is no error where there is none.
func (t *Tx) EndSecondFactor(personID int64) error {
	return t.exec("delete from second_factors where person_id = ?", personID)
}

// UseStep takes the code of some 30 seconds; used says whether it, or a later one, had been taken before.
func (t *Tx) UseStep(personID, step int64) (used bool, err error) {
	last, err := t.number("select last_step from second_factors where person_id = ?", personID)
	if err != nil || last >= step {
		return true, err
	}
	return false, t.exec("update second_factors set last_step = ? where person_id = ?", step, personID)
}

// UseRecoveryCode takes the recovery code with a hash; known says whether there was one.
func (t *Tx) UseRecoveryCode(personID int64, codeHash string) (known bool, err error) {
	n, err := t.number("select count(*) from recovery_codes where person_id = ? and code_hash = ?", personID, codeHash)
	if err != nil || n == 0 {
		return false, err
	}
	return true, t.exec("delete from recovery_codes where person_id = ? and code_hash = ?", personID, codeHash)
}
