package store

import (
	"strings"

	"stet/server/factcheck"
)

const personColumns = "id, name, display_name, role, disabled, created_at"

func scanPerson(row scanner) (p factcheck.Person, err error) {
	err = row.Scan(&p.ID, &p.Name, &p.DisplayName, &p.Role, &p.Disabled, &p.CreatedAt)
	return p, err
}

// Person gives one person, disabled or not; NotFound where there is none.
func (r *Reader) Person(id int64) (factcheck.Person, error) {
	p, err := one(r, scanPerson, "select "+personColumns+" from people where id = ?", id)
	return p, orNotFound(err, "There is no person %d.", id)
}

// PersonNamed gives the person who signs in with name, whatever its case; NotFound where there is none.
func (r *Reader) PersonNamed(name string) (factcheck.Person, error) {
	p, err := one(r, scanPerson, "select "+personColumns+" from people where name = ?", name)
	return p, orNotFound(err, "There is nobody named %q. Names are listed on the People screen.", name)
}

// People gives everybody, by name.
func (r *Reader) People() ([]factcheck.Person, error) {
	return all(r, scanPerson, "select "+personColumns+" from people order by name")
}

// CountPeople is 0 on a fresh desk.
func (r *Reader) CountPeople() (int64, error) { return r.number("select count(*) from people") }

// CountAdmins counts the admins who can sign in.
func (r *Reader) CountAdmins() (int64, error) {
	return r.number("select count(*) from people where role = 'admin' and not disabled")
}

// PasswordHash gives a person's password hash as it was set.
func (r *Reader) PasswordHash(id int64) (string, error) {
	return one(r, scanText, "select password_hash from people where id = ?", id)
}

func scanText(row scanner) (text string, err error) {
	err = row.Scan(&text)
	return text, err
}

// AddPerson adds p and gives its id; Conflict where the name is taken.
func (t *Tx) AddPerson(p factcheck.Person, passwordHash string) (int64, error) {
	id, err := t.insert(`insert into people (name, display_name, role, password_hash, disabled, created_at, updated_at)
		values (?, ?, ?, ?, ?, ?, ?)`, p.Name, p.DisplayName, p.Role, passwordHash, p.Disabled, p.CreatedAt, p.CreatedAt)
	if isUnique(err) {
		return 0, factcheck.Errorf(factcheck.Conflict, "There is somebody named %q already. Choose another name.", strings.ToLower(p.Name))
	}
	return id, err
}

// ChangePerson writes p's display name, role and whether they are disabled.
func (t *Tx) ChangePerson(p factcheck.Person, at factcheck.Timestamp) error {
	t.access = true
	return t.exec("update people set display_name = ?, role = ?, disabled = ?, updated_at = ? where id = ?",
		p.DisplayName, p.Role, p.Disabled, at, p.ID)
}

// SetPasswordHash replaces a person's password hash.
func (t *Tx) SetPasswordHash(id int64, passwordHash string, at factcheck.Timestamp) error {
	return t.exec("update people set password_hash = ?, updated_at = ? where id = ?", passwordHash, at, id)
}
