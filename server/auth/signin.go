package auth

import (
	"context"
	"errors"
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
	given, err := a.verify(c, name, password)
	if err != nil {
		return Entry{}, err
	}
	if given.factorSecret != "" {
		return Entry{Person: given.person, Half: a.halves.begin(given)}, nil
	}
	return a.letIn(c, given, "password")
}

// SignInByCode checks the code that [Auth.SignIn] asked for and then begins the session. It fails with Unauthorized, or with
// RateLimited; the entry names the half as long as another code may be tried.
func (a *Auth) SignInByCode(c echo.Context, name, code string) (Entry, error) {
	given, err := a.halfway(c.Request().Context(), name)
	if err != nil {
		return Entry{}, err
	}
	person := given.person
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
	by := "password and code"
	if len(bare(code)) != codeLength {
		by = "password and recovery code"
	}
	return a.letIn(c, given, by)
}

// letIn begins a session of who has given all that is asked for, and forgets what they gave wrong before.
func (a *Auth) letIn(c echo.Context, given proof, by string) (Entry, error) {
	if err := a.beginSession(c, given); err != nil {
		return Entry{}, err
	}
	a.attempts.succeeded(c.RealIP(), given.person.Name)
	if given.factorSecret != "" {
		a.attempts.codeSucceeded(given.person.Name)
	}
	a.recordEntry(c, given.person, by)
	return Entry{Person: given.person}, nil
}

func (a *Auth) recordEntry(c echo.Context, person factcheck.Person, by string) {
	a.log.InfoContext(c.Request().Context(), "signed in", "person", person.Name, "by", by, "address", c.RealIP())
}

var errHalfGone = factcheck.Errorf(factcheck.Unauthorized, "That took too long, or the password has changed. Sign in again with name and password.")

// halfway gives what was given right in a half, if that is still right.
func (a *Auth) halfway(ctx context.Context, name string) (given proof, err error) {
	given, ok := a.halves.find(name)
	if !ok {
		return given, errHalfGone
	}
	err = a.store.ReadBriefly(ctx, func(r *store.Reader) error {
		holds, err := given.holds(r)
		if err == nil && !holds {
			return errHalfGone
		}
		return err
	})
	return given, err
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

// CheckPassword checks the current person's own password once more, before what only they may do. It fails with Invalid,
// naming the field "current_password", or with RateLimited.
func (a *Auth) CheckPassword(c echo.Context, password string) error {
	person, _ := Current(c)
	_, err := a.verify(c, person.Name, password)
	if errors.Is(err, errNotRight) {
		return factcheck.BadField("current_password", "That is not your present password. Type it again.")
	}
	if err == nil {
		a.attempts.succeeded(c.RealIP(), person.Name)
	}
	return err
}

// verify checks a name and password, and counts that as failed for the name from its address until the caller says otherwise.
func (a *Auth) verify(c echo.Context, name, password string) (proof, error) {
	if len(password) > maxPasswordBytes { // nobody's, so it is no guess
		return proof{}, errNotRight
	}
	address := c.RealIP()
	if wait, err := a.attempts.begin(address, name); err != nil {
		sayWhen(c, wait)
		return proof{}, err
	}
	defer a.attempts.end(address, name)
	ctx := c.Request().Context()
	wanted, err := a.proofNamed(ctx, name)
	if err != nil {
		a.attempts.notMade(address, name)
		return proof{}, err
	}
	same, err := a.attempts.spotFor(address, name).matches(ctx, password, wanted.passwordHash)
	switch {
	case err != nil:
		a.attempts.notMade(address, name)
		return proof{}, err
	case !same:
		a.log.WarnContext(ctx, "sign-in refused", "person", wanted.person.Name, "address", c.RealIP()) // no name that nobody has: it may be a password
		if wanted.person.ID != 0 && !factcheck.IsPasswordHash(wanted.passwordHash) {
			a.log.WarnContext(ctx, "no password fits: the hash that is kept is none of ours; set a new password", "person", wanted.person.Name)
		}
		return proof{}, errNotRight
	case wanted.person.Disabled:
		return proof{}, factcheck.Errorf(factcheck.Unauthorized, "%s may not sign in any more. Ask an admin to enable the account again.", wanted.person.Name)
	}
	a.attempts.wasRight(address, name)
	return wanted, nil
}

func sayWhen(c echo.Context, wait time.Duration) {
	c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
}

// proofNamed gives nobody and no hash where nobody has the name.
func (a *Auth) proofNamed(ctx context.Context, name string) (wanted proof, err error) {
	err = a.store.ReadBriefly(ctx, func(r *store.Reader) error {
		person, err := r.PersonNamed(name)
		if err != nil {
			return unlessNotFound(err)
		}
		wanted, err = proofOf(r, person)
		return err
	})
	return wanted, err
}

// beginSession puts a session in the place of the one that the browser brought along. It fails with Unauthorized where what was given
// right is not any more.
func (a *Auth) beginSession(c echo.Context, given proof) error {
	before, err := a.session(c)
	if err != nil {
		return err
	}
	session := sessions.NewSession(a.sessions, a.sessions.cookieName())
	session.Options = a.sessions.options()
	session.Values[proofKey], session.Values[addressKey] = given, c.RealIP()
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return err
	}
	setCurrent(c, given.person)
	return a.sessions.delete(c.Request().Context(), before)
}

func (a *Auth) session(c echo.Context) (*sessions.Session, error) {
	return a.sessions.Get(c.Request(), a.sessions.cookieName())
}
