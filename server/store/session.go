package store

import "stet/server/factcheck"

// Session is one browser's sign-in. Only a hash of the id its cookie holds is kept.
type Session struct {
	IDHash    string
	PersonID  int64
	Data      []byte // what the session remembers beside its person
	Client    string // the program it was begun with, as that named itself (User-Agent)
	Address   string // from where it was begun
	CreatedAt factcheck.Timestamp
	SeenAt    factcheck.Timestamp // renewed every few minutes, not with every request
	ExpiresAt factcheck.Timestamp
}

type sessionOfPerson struct {
	session Session
	person  factcheck.Person
}

func scanSession(row scanner) (s sessionOfPerson, err error) {
	err = row.Scan(&s.session.IDHash, &s.session.PersonID, &s.session.Data, &s.session.Client, &s.session.Address, &s.session.CreatedAt, &s.session.SeenAt, &s.session.ExpiresAt,
		&s.person.ID, &s.person.Name, &s.person.DisplayName, &s.person.Role, &s.person.Disabled, &s.person.CreatedAt)
	return s, err
}

// Session gives a session that has not expired at now, with its person; NotFound where there is none or the person is disabled.
func (r *Reader) Session(idHash string, now factcheck.Timestamp) (Session, factcheck.Person, error) {
	found, err := one(r, scanSession, `select s.id_hash, s.person_id, s.data, s.client, s.address, s.created_at, s.seen_at, s.expires_at,
		p.id, p.name, p.display_name, p.role, p.disabled, p.created_at
		from sessions s join people p on p.id = s.person_id where s.id_hash = ? and s.expires_at > ? and not p.disabled`, idHash, now)
	return found.session, found.person, orNotFound(err, "The session has ended. Sign in again.")
}

// PutSession adds s.
func (t *Tx) PutSession(s Session) error {
	return t.exec("insert into sessions (id_hash, person_id, data, client, address, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
		s.IDHash, s.PersonID, s.Data, s.Client, s.Address, s.CreatedAt, s.SeenAt, s.ExpiresAt)
}

// RememberInSession replaces what a session remembers. One that has ended stays so.
func (t *Tx) RememberInSession(idHash string, data []byte) error {
	return t.exec("update sessions set data = ? where id_hash = ?", data, idHash)
}

// EndSessionsBeside ends all of a person's sessions but one and those used last beside it, most in all.
func (t *Tx) EndSessionsBeside(personID int64, idHash string, most int) error {
	return t.exec(`delete from sessions where person_id = ?1 and id_hash <> ?2 and id_hash not in (
		select id_hash from sessions where person_id = ?1 and id_hash <> ?2 order by seen_at desc, created_at desc, id_hash limit ?3)`,
		personID, idHash, most-1)
}

// SeeSession writes that a session was used, and its new end. One that was deleted meanwhile stays deleted.
func (t *Tx) SeeSession(idHash string, seenAt, expiresAt factcheck.Timestamp) error {
	return t.exec("update sessions set seen_at = ?, expires_at = ? where id_hash = ?", seenAt, expiresAt, idHash)
}

// DeleteSession ends one session; it is no error where there is none.
func (t *Tx) DeleteSession(idHash string) error {
	return t.exec("delete from sessions where id_hash = ?", idHash)
}

// SessionsOf gives a person's sessions that have not expired at now, the latest begun first.
func (r *Reader) SessionsOf(personID int64, now factcheck.Timestamp) ([]Session, error) {
	return all(r, scanOwnSession, `select id_hash, person_id, client, address, created_at, seen_at, expires_at
		from sessions where person_id = ? and expires_at > ? order by created_at desc, id_hash`, personID, now)
}

func scanOwnSession(row scanner) (s Session, err error) {
	err = row.Scan(&s.IDHash, &s.PersonID, &s.Client, &s.Address, &s.CreatedAt, &s.SeenAt, &s.ExpiresAt)
	return s, err
}

// SignedIn is somebody who has sessions.
type SignedIn struct {
	Name     string
	Sessions int64
	SeenOn   string // the day on which one was used last; the hour would tell which reviewer under a pseudonym it is who just marked a claim
}

// SignedIn gives who has sessions that have not expired at now, by name.
func (r *Reader) SignedIn(now factcheck.Timestamp) ([]SignedIn, error) {
	return all(r, func(row scanner) (s SignedIn, err error) {
		err = row.Scan(&s.Name, &s.Sessions, &s.SeenOn)
		return s, err
	}, `select p.name, count(*), substr(max(s.seen_at), 1, 10) from sessions s join people p on p.id = s.person_id
		where s.expires_at > ? and not p.disabled group by p.id order by p.name`, now)
}

// Origin is a sign-in by which a session began.
type Origin struct {
	Name, Address string
	At            factcheck.Timestamp
}

// Origins gives how the sessions began that have not expired at now, where that was kept.
func (r *Reader) Origins(now factcheck.Timestamp) ([]Origin, error) {
	return all(r, func(row scanner) (o Origin, err error) {
		err = row.Scan(&o.Name, &o.Address, &o.At)
		return o, err
	}, "select p.name, s.address, s.created_at from sessions s join people p on p.id = s.person_id where s.expires_at > ? and s.address <> ''", now)
}

// EndSessionOf ends one session of a person's; it is no error where there is none, or it is another's.
func (t *Tx) EndSessionOf(personID int64, idHash string) error {
	return t.exec("delete from sessions where person_id = ? and id_hash = ?", personID, idHash)
}

// EndSessions ends every session of a person.
func (t *Tx) EndSessions(personID int64) error {
	return t.exec("delete from sessions where person_id = ?", personID)
}

// PurgeSessions forgets the sessions that have expired.
func (t *Tx) PurgeSessions(now factcheck.Timestamp) error {
	return t.exec("delete from sessions where expires_at <= ?", now)
}
