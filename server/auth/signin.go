package auth

import (
	"context"
	"strconv"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

// Entry is how far somebody has come who signs in: all the way, or to the question for a code.
type Entry struct {
	Person factcheck.Person
	Half   string // names the sign-in to [Auth.SignInByCode]; "" where no code is asked for, or all begins anew
}

// SignIn checks a name and password. Where that is all that is asked, it begins a new session under a new id, whatever the browser
// brought along. It fails with Unauthorized, or with RateLimited after too many failures.
func (a *Auth) SignIn(c echo.Context, name, password string) (Entry, error) {
	person, hash, factor, err := a.verify(c, name, password)
	if err != nil {
		return Entry{}, err
	}
	if factor.On() {
		return Entry{Person: person, Half: a.halves.begin(person.ID, hash)}, nil
	}
	a.attempts.succeeded(c.RealIP(), name)
	a.recordEntry(c, person, "password")
	return Entry{Person: person}, a.beginSession(c, person)
}

// SignInByCode checks the code that [Auth.SignIn] asked for and then begins the session. It fails with Unauthorized, or with
// RateLimited; the entry names the half as long as another code may be tried.
func (a *Auth) SignInByCode(c echo.Context, name, code string) (Entry, error) {
	person, err := a.halfway(c.Request().Context(), name)
	if err != nil {
		return Entry{}, err
	}
	if wait, err := a.attempts.beginCode(person.Name); err != nil {
		sayWhen(c, wait)
		return Entry{Half: name}, err
	}
	taken, err := a.takeCode(store.InNobodysName(c.Request().Context()), person.ID, code)
	if err != nil {
		return Entry{Half: name}, err
	}
	if !taken {
		a.log.WarnContext(c.Request().Context(), "second factor refused", "person", person.Name, "address", c.RealIP())
		return Entry{Half: name}, factcheck.Errorf(factcheck.Unauthorized, "That is not the code of this moment, or it was used before. Wait for the next one, or give a recovery code.")
	}
	if !a.halves.end(name) {
		return Entry{}, errHalfGone
	}
	a.attempts.codeSucceeded(person.Name)
	a.attempts.succeeded(c.RealIP(), person.Name)
	by := "password and code"
	if len(bare(code)) != codeLength {
		by = "password and recovery code"
	}
	a.recordEntry(c, person, by)
	return Entry{Person: person}, a.beginSession(c, person)
}

func (a *Auth) recordEntry(c echo.Context, person factcheck.Person, by string) {
	a.log.InfoContext(c.Request().Context(), "signed in", "person", person.Name, "by", by, "address", c.RealIP())
}

var errHalfGone = factcheck.Errorf(factcheck.Unauthorized, "That took too long, or the password has changed. Sign in again with name and password.")

// halfway gives who signs in by a half, as they are now.
func (a *Auth) halfway(ctx context.Context, name string) (person factcheck.Person, err error) {
	begun, ok := a.halves.find(name)
	if !ok {
		return person, errHalfGone
	}
	err = a.store.Read(ctx, func(r *store.Reader) error {
		if person, err = r.Person(begun.personID); err != nil {
			return err
		}
		hash, err := r.PasswordHash(person.ID)
		if err == nil && (person.Disabled || hash != begun.passwordHash) {
			return errHalfGone
		}
		return err
	})
	return person, err
}

// SignOut ends the browser's session, if it has not ended yet.
func (a *Auth) SignOut(c echo.Context) error {
	session, err := a.session(c)
	if err != nil {
		return err
	}
	session.Options.MaxAge = -1
	return session.Save(c.Request(), c.Response())
}

// SignOutEverywhere ends every session of the current person, this one too.
func (a *Auth) SignOutEverywhere(c echo.Context) error {
	person, _ := Current(c)
	ctx := c.Request().Context()
	if err := a.store.Write(ctx, func(tx *store.Tx) error { return tx.EndSessions(person.ID) }); err != nil {
		return err
	}
	return a.SignOut(c)
}

// EndSession ends one session of the current person's, by the hash of its id.
func (a *Auth) EndSession(c echo.Context, idHash string) error {
	person, _ := Current(c)
	return a.store.Write(c.Request().Context(), func(tx *store.Tx) error { return tx.EndSessionOf(person.ID, idHash) })
}

// SessionHash gives the hash under which the request's session is kept; "" where it has none.
func (a *Auth) SessionHash(c echo.Context) string {
	session, err := a.session(c)
	if err != nil || session.ID == "" {
		return ""
	}
	return hashed(session.ID)
}

// Renew puts a new session in the place of the current person's: a new password has ended all they had.
func (a *Auth) Renew(c echo.Context) error {
	person, _ := Current(c)
	return a.beginSession(c, person)
}

// CheckPassword checks the current person's own password once more, before what only they may do. It fails with Invalid,
// naming the field "current_password", or with RateLimited.
func (a *Auth) CheckPassword(c echo.Context, password string) error {
	person, _ := Current(c)
	_, _, _, err := a.verify(c, person.Name, password)
	if factcheck.CodeOf(err) == factcheck.Unauthorized {
		return factcheck.BadField("current_password", "That is not your present password. Type it again.")
	}
	if err == nil {
		a.attempts.succeeded(c.RealIP(), person.Name)
	}
	return err
}

// verify checks a name and password, and counts that as failed until the caller says otherwise.
func (a *Auth) verify(c echo.Context, name, password string) (person factcheck.Person, hash string, factor store.SecondFactor, err error) {
	if wait, err := a.attempts.begin(c.RealIP(), name); err != nil {
		sayWhen(c, wait)
		return person, "", factor, err
	}
	ctx := c.Request().Context()
	person, hash, factor, err = a.personNamed(ctx, name)
	if err != nil {
		return person, "", factor, err
	}
	same, err := Matches(ctx, password, hash)
	switch {
	case err != nil:
		return person, "", factor, err
	case !same:
		a.log.WarnContext(ctx, "sign-in refused", "person", person.Name, "address", c.RealIP()) // no name that nobody has: it may be a password
		return person, "", factor, factcheck.Errorf(factcheck.Unauthorized, "The name or the password is not right. Check both; an admin can set a new password.")
	case person.Disabled:
		return person, "", factor, factcheck.Errorf(factcheck.Unauthorized, "%s may not sign in any more. Ask an admin to enable the account again.", person.Name)
	}
	return person, hash, factor, nil
}

func sayWhen(c echo.Context, wait time.Duration) {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
}

// personNamed gives nobody and no hash where nobody has the name.
func (a *Auth) personNamed(ctx context.Context, name string) (person factcheck.Person, hash string, factor store.SecondFactor, err error) {
	err = a.store.Read(ctx, func(r *store.Reader) error {
		if person, err = r.PersonNamed(name); err != nil {
			return unlessNotFound(err)
		}
		if hash, err = r.PasswordHash(person.ID); err != nil {
			return err
		}
		factor, err = r.SecondFactor(person.ID)
		return err
	})
	return person, hash, factor, err
}

func (a *Auth) beginSession(c echo.Context, person factcheck.Person) error {
	before, err := a.session(c)
	if err != nil {
		return err
	}
	if err := a.sessions.delete(c.Request().Context(), before); err != nil {
		return err
	}
	session := sessions.NewSession(a.sessions, a.sessions.cookieName())
	session.Options = a.sessions.options()
	session.Values[personKey], session.Values[addressKey] = person, c.RealIP()
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	setCurrent(c, person)
	return nil
}

func (a *Auth) session(c echo.Context) (*sessions.Session, error) {
	return a.sessions.Get(c.Request(), a.sessions.cookieName())
}
