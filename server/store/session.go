package store

import "stet/server/factcheck"

// Session is one browser's sign-in. Only a hash of the id its cookie holds is kept.
type Session struct {
	IDHash    string
	PersonID  int64
	Data      []byte // what the session remembers beside its person
	CreatedAt factcheck.Timestamp
	SeenAt    factcheck.Timestamp // renewed every few minutes, not with every request
	ExpiresAt factcheck.Timestamp
}

type sessionOfPerson struct {
	session Session
	person  factcheck.Person
}

func scanSession(row scanner) (s sessionOfPerson, err error) {
	err = row.Scan(&s.session.IDHash, &s.session.PersonID, &s.session.Data, &s.session.CreatedAt, &s.session.SeenAt, &s.session.ExpiresAt,
		&s.person.ID, &s.person.Name, &s.person.DisplayName, &s.person.Role, &s.person.Disabled, &s.person.CreatedAt)
	return s, err
}

// Session gives a session that has not expired at now, with its person; NotFound where there is none or the person is disabled.
func (r *Reader) Session(idHash string, now factcheck.Timestamp) (Session, factcheck.Person, error) {
	found, err := one(r, scanSession, `select s.id_hash, s.person_id, s.data, s.created_at, s.seen_at, s.expires_at,
		p.id, p.name, p.display_name, p.role, p.disabled, p.created_at
		from sessions s join people p on p.id = s.person_id where s.id_hash = ? and s.expires_at > ? and not p.disabled`, idHash, now)
	return found.session, found.person, orNotFound(err, "The session has ended. Sign in again.")
}

// PutSession adds s, or replaces what it remembers; its end stays what it was.
func (t *Tx) PutSession(s Session) error {
	return t.exec(`insert into sessions (id_hash, person_id, data, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?)
		on conflict (id_hash) do update set data = excluded.data`,
		s.IDHash, s.PersonID, s.Data, s.CreatedAt, s.SeenAt, s.ExpiresAt)
}

// SeeSession writes that a session was used, and its new end. One that was deleted meanwhile stays deleted.
func (t *Tx) SeeSession(idHash string, seenAt, expiresAt factcheck.Timestamp) error {
	return t.exec("update sessions set seen_at = ?, expires_at = ? where id_hash = ?", seenAt, expiresAt, idHash)
}

// DeleteSession ends one session; it is no error where there is none.
func (t *Tx) DeleteSession(idHash string) error {
	return t.exec("delete from sessions where id_hash = ?", idHash)
}

// EndSessions ends every session of a person.
func (t *Tx) EndSessions(personID int64) error {
	return t.exec("delete from sessions where person_id = ?", personID)
}

// PurgeSessions forgets the sessions that have expired.
func (t *Tx) PurgeSessions(now factcheck.Timestamp) error {
	return t.exec("delete from sessions where expires_at <= ?", now)
}
