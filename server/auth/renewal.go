package auth

import (
	"net/http"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"stet/server/store"
)

// Renewal is a session under a new id that takes the place of all of the current person's, in the write that ends those.
type Renewal struct {
	Session store.Session
	cookie  *http.Cookie
}

// NewRenewal makes one. Nothing is kept of it yet.
func (a *Auth) NewRenewal(c echo.Context) Renewal {
	person, _ := Current(c)
	id := secret()
	return Renewal{
		Session: a.sessions.fresh(id, person.ID, c.Request().UserAgent(), c.RealIP()),
		cookie:  sessions.NewCookie(a.sessions.cookieName(), id, a.sessions.options()),
	}
}

// Tell hands the browser the id, once the session is kept.
func (r Renewal) Tell(c echo.Context) { c.SetCookie(r.cookie) }
