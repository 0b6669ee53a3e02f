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

// SignIn checks a name and password and begins a new session under a new id, whatever the browser brought along. It fails
// with Unauthorized, or with RateLimited after too many failures.
func (a *Auth) SignIn(c echo.Context, name, password string) (factcheck.Person, error) {
	person, err := a.verify(c, name, password)
	if err != nil {
		return factcheck.Person{}, err
	}
	return person, a.beginSession(c, person)
}

// SignOut ends the browser's session.
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

// Renew puts a new session in the place of the current person's: a new password has ended all they had.
func (a *Auth) Renew(c echo.Context) error {
	person, _ := Current(c)
	return a.beginSession(c, person)
}

// CheckPassword checks the current person's own password once more, before what only they may do. It fails with Invalid,
// naming the field "current_password", or with RateLimited.
func (a *Auth) CheckPassword(c echo.Context, password string) error {
	person, _ := Current(c)
	_, err := a.verify(c, person.Name, password)
	if factcheck.CodeOf(err) == factcheck.Unauthorized {
		return factcheck.BadField("current_password", "That is not your present password. Type it again.")
	}
	return err
}

func (a *Auth) verify(c echo.Context, name, password string) (factcheck.Person, error) {
	if wait, err := a.attempts.begin(c.RealIP(), name); err != nil {
		c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
		return factcheck.Person{}, err
	}
	person, hash, err := a.personNamed(c.Request().Context(), name)
	if err != nil {
		return factcheck.Person{}, err
	}
	same, err := Matches(c.Request().Context(), password, hash)
	if err != nil {
		return factcheck.Person{}, err
	}
	if !same {
		return factcheck.Person{}, factcheck.Errorf(factcheck.Unauthorized, "The name or the password is not right. Check both; an admin can set a new password.")
	}
	a.attempts.succeeded(c.RealIP(), name)
	if person.Disabled {
		return factcheck.Person{}, factcheck.Errorf(factcheck.Unauthorized, "%s may not sign in any more. Ask an admin to enable the account again.", person.Name)
	}
	return person, nil
}

// personNamed gives nobody and no hash where nobody has the name.
func (a *Auth) personNamed(ctx context.Context, name string) (person factcheck.Person, hash string, err error) {
	err = a.store.Read(ctx, func(r *store.Reader) error {
		if person, err = r.PersonNamed(name); err != nil {
			return unlessNotFound(err)
		}
		hash, err = r.PasswordHash(person.ID)
		return err
	})
	return person, hash, err
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
	session.Values[personKey] = person
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	setCurrent(c, person)
	return nil
}

func (a *Auth) session(c echo.Context) (*sessions.Session, error) {
	return a.sessions.Get(c.Request(), a.sessions.cookieName())
}
