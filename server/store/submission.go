package store

import (
	"database/sql"
	"errors"

	"stet/server/factcheck"
)

// Submission is what a person made under a key of theirs.
type Submission struct {
	Key  string
	Sent string // a hash of what was sent; "" where that was not kept yet
	Made string // "claim", "citation" or "article"
	ID   int64  // of what was made; of a citation, its number
}

// IsOf says whether what was sent may be what a key was used for.
func (s Submission) IsOf(sent string) bool { return s.Sent == sent || s.Sent == "" }

// Submitted gives what a person made earlier under a key. ok is false where the key is new.
func (r *Reader) Submitted(personID int64, key string) (made Submission, ok bool, err error) {
	s, err := r.conn.statement("select key, sent, made, made_id from submissions where person_id = ? and key = ?")
	if err != nil {
		return Submission{}, false, err
	}
	err = s.QueryRowContext(r.ctx, personID, key).Scan(&made.Key, &made.Sent, &made.Made, &made.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return Submission{}, false, nil
	}
	return made, err == nil, err
}

// KeepSubmission remembers what a person made under a key.
func (t *Tx) KeepSubmission(personID int64, made Submission, at factcheck.Timestamp) error {
	return t.exec("insert into submissions (person_id, key, sent, made, made_id, at) values (?, ?, ?, ?, ?, ?)",
		personID, made.Key, made.Sent, made.Made, made.ID, at)
}
