package desk

import (
	"crypto/sha256"
	"encoding/hex"

	"stet/server/factcheck"
	"stet/server/store"
)

// submit is what a person sends under a key that they, or their form, chose for it.
type submit struct {
	key   string // "" is never the same twice
	makes string // "claim", "citation" or "article"
	sent  string // a hash of the content
}

// newSubmit takes all that the answer depends on for the content.
func newSubmit(key, makes string, content ...any) submit {
	if key == "" {
		return submit{}
	}
	sum := sha256.Sum256(toJSON(content))
	return submit{key, makes, hex.EncodeToString(sum[:])}
}

// once runs make unless the person has sent the same under the same key already; then it gives what was made of it. The same
// key with something else is a Conflict, and makes nothing: what was sent first would be taken for the answer to it.
func once(tx *store.Tx, by factcheck.Person, s submit, make func() (int64, error)) (id int64, again bool, err error) {
	if s.key == "" || by.ID == 0 {
		id, err = make()
		return id, false, err
	}
	made, again, err := tx.Submitted(by.ID, s.key)
	if err != nil {
		return 0, false, err
	}
	if again && (made.Made != s.makes || !made.IsOf(s.sent)) {
		return 0, false, factcheck.Errorf(factcheck.Conflict,
			"Something else was sent before under the key %q, and stands. Nothing was changed now; to send this too, send it again under a new key.", s.key).Titled("The key was used before")
	}
	if again {
		return made.ID, true, nil
	}
	if id, err = make(); err != nil {
		return 0, false, err
	}
	return id, false, tx.KeepSubmission(by.ID, store.Submission{Key: s.key, Sent: s.sent, Made: s.makes, ID: id}, now())
}
