package store

import "stet/server/factcheck"

// Token is a bearer token as it is kept: the token itself is shown once, when it is made.
type Token struct {
	ID         int64
	PersonID   int64
	Label      string
	CreatedAt  factcheck.Timestamp
	LastUsedAt factcheck.Timestamp // renewed every few minutes; "" for never
}

type tokenOfPerson struct {
	token  Token
	person factcheck.Person
}

func scanToken(row scanner) (t tokenOfPerson, err error) {
	err = row.Scan(&t.token.ID, &t.token.PersonID, &t.token.Label, &t.token.CreatedAt, &t.token.LastUsedAt,
		&t.person.ID, &t.person.Name, &t.person.DisplayName, &t.person.Role, &t.person.Disabled, &t.person.CreatedAt)
	return t, err
}

// Token gives the token with a hash, with its person; NotFound where there is none or the person is disabled.
func (r *Reader) Token(hash string) (Token, factcheck.Person, error) {
	found, err := one(r, scanToken, `select t.id, t.person_id, t.label, t.created_at, t.last_used_at,
		p.id, p.name, p.display_name, p.role, p.disabled, p.created_at
		from tokens t join people p on p.id = t.person_id where t.token_hash = ? and not p.disabled`, hash)
	return found.token, found.person, orNotFound(err, "The token is not known to this desk.")
}

// AccessVersion moves, before the write is answered, with every write of this store that changes a person or ends or uses a
// token: what Token gave holds as long as the version from before it does.
func (s *Store) AccessVersion() int64 { return s.accessVersion.Load() }

// AddToken adds a token known by its hash, and gives its id: that of the event which tells of it, so that it is never that of another
// which was ended, and which a page may still offer to end.
func (t *Tx) AddToken(token Token, hash string) (int64, error) {
	return t.insert(`insert into tokens (id, person_id, label, token_hash, created_at)
		select 1 + max(coalesce(max(id), 0), (select coalesce(max(id), 0) from events)), ?, ?, ?, ? from tokens`,
		token.PersonID, token.Label, hash, token.CreatedAt)
}

// UseToken writes that a token was used.
func (t *Tx) UseToken(id int64, at factcheck.Timestamp) error {
	t.access = true
	return t.exec("update tokens set last_used_at = ? where id = ?", at, id)
}

// EndTokens ends every token of a person.
func (t *Tx) EndTokens(personID int64) error {
	t.access = true
	return t.exec("delete from tokens where person_id = ?", personID)
}

// Tokens gives a person's tokens, the latest made first.
func (r *Reader) Tokens(personID int64) ([]Token, error) {
	return all(r, scanOwnToken, "select id, person_id, label, created_at, last_used_at from tokens where person_id = ? order by id desc", personID)
}

// CountTokens gives how many tokens each person has who has any, by the person's id.
func (r *Reader) CountTokens() (map[int64]int, error) {
	owners, err := all(r, scanID, "select person_id from tokens")
	count := map[int64]int{}
	for _, id := range owners {
		count[id]++
	}
	return count, err
}

// TokenNumbered gives the token with an id; NotFound where there is none.
func (r *Reader) TokenNumbered(id int64) (Token, error) {
	t, err := one(r, scanOwnToken, "select id, person_id, label, created_at, last_used_at from tokens where id = ?", id)
	return t, orNotFound(err, "There is no token %d of yours.", id)
}

func scanOwnToken(row scanner) (t Token, err error) {
	err = row.Scan(&t.ID, &t.PersonID, &t.Label, &t.CreatedAt, &t.LastUsedAt)
	return t, err
}

// EndToken ends one token.
func (t *Tx) EndToken(id int64) error {
	t.access = true
	return t.exec("delete from tokens where id = ?", id)
}
