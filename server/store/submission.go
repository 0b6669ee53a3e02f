package store

import (
	"database/sql"
	"errors"

	"stet/server/factcheck"
)

// Submitted gives what a person made earlier under a key: its word ("claim", "citation", "article") and id. ok is false
// where the key is new.
func (r *Reader) Submitted(personID int64, key string) (made string, id int64, ok bool, err error) {
	s, err := r.conn.statement("select made, made_id from submissions where person_id = ? and key = ?")
	if err != nil {
		return "", 0, false, err
	}
	err = s.QueryRowContext(r.ctx, personID, key).Scan(&made, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", 0, false, nil
	}
	return made, id, err == nil, err
}

// KeepSubmission remembers what a person made under a key.
func (t *Tx) KeepSubmission(personID int64, key, made string, id int64, at factcheck.Timestamp) error {
	return t.exec("insert into submissions (person_id, key, made, made_id, at) values (?, ?, ?, ?, ?)", personID, key, made, id, at)
}
