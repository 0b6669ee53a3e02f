package page

import (
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// EndSession answers POST /you/sessions/end. To end the one that asks is to sign out.
func (p *Pages) EndSession(c echo.Context) error {
	session := posted(c).Get("session")
	if session != "" && session == p.auth.SessionHash(c) {
		return p.SignOut(c)
	}
	if err := p.auth.EndSession(c, session); err != nil {
		return err
	}
	return to(c, "/you?done=session#sessions-h")
}

// sessions lists the viewer's sessions, the one that asks first.
func (p *Pages) sessions(c echo.Context, r *store.Reader) (listed []views.Session, err error) {
	here := p.auth.SessionHash(c)
	kept, err := r.SessionsOf(viewer(c).ID, factcheck.At(time.Now()))
	for _, s := range kept {
		one := views.Session{ID: s.IDHash, Client: clientWords(s.Client), Address: s.Address, BegunAt: s.CreatedAt, SeenAt: s.SeenAt, Here: s.IDHash == here}
		if one.Here {
			listed = append([]views.Session{one}, listed...)
		} else {
			listed = append(listed, one)
		}
	}
	return listed, err
}

// SignOutEverywhere answers POST /you/sign-out-everywhere.
func (p *Pages) SignOutEverywhere(c echo.Context) error {
	if err := p.auth.SignOutEverywhere(c); err != nil {
		return err
	}
	return toSignIn(c)
}

// SignOut answers POST /sign-out.
func (p *Pages) SignOut(c echo.Context) error {
	if err := p.auth.SignOut(c); err != nil {
		return err
	}
	return toSignIn(c)
}

// toSignIn leads somebody whose session is over to the sign-in, and has the browser forget the pages that it would show again without
// asking, by its Back button.
func toSignIn(c echo.Context) error {
	c.Response().Header().Set("Clear-Site-Data", `"cache"`)
	return to(c, "/sign-in")
}
