package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// SignInForm answers GET /sign-in.
func (p *Pages) SignInForm(c echo.Context) error {
	if viewer(c).ID != 0 {
		return to(c, auth.SafeNext(c.QueryParam("next")))
	}
	return respond.HTML(c, http.StatusOK, views.SignIn(views.SignInPage{Next: c.QueryParam("next")}))
}

// SignIn answers POST /sign-in. A form that the end of the last session held up comes along, and is then offered for sending.
func (p *Pages) SignIn(c echo.Context) error {
	form := posted(c)
	person, err := p.auth.SignIn(c, form.Get("name"), form.Get("password"))
	unsent := unsentIn(form)
	switch {
	case err != nil && (respond.IsFragment(c) || factcheck.CodeOf(err) == ""):
		return err
	case err != nil:
		page := views.SignInPage{Next: form.Get("next"), Name: form.Get("name"), Problem: known(err).Message, Unsent: unsent}
		return respond.HTML(c, respond.Status(factcheck.CodeOf(err)), views.SignIn(page))
	case respond.IsFragment(c):
		c.Response().Header().Set("Stet-Person", id(person.ID))
		return c.NoContent(http.StatusNoContent)
	case unsent != nil:
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		page := views.SendAgainPage{Frame: views.Frame{Title: "Send it again?", Person: person}, Unsent: *unsent}
		return respond.HTML(c, http.StatusOK, views.SendAgain(page))
	}
	return to(c, auth.SafeNext(form.Get("next")))
}

// unsentIn reads the form that travels with a sign-in; nil where none does.
func unsentIn(form url.Values) *views.Unsent {
	if form.Get(views.UnsentAction) == "" {
		return nil
	}
	unsent := &views.Unsent{Action: auth.SafeNext(form.Get(views.UnsentAction)), Fields: url.Values{}}
	for name, values := range form {
		if own, ok := strings.CutPrefix(name, views.UnsentField); ok {
			unsent.Fields[own] = values
		}
	}
	return unsent
}

// SignOut answers POST /sign-out.
func (p *Pages) SignOut(c echo.Context) error {
	if err := p.auth.SignOut(c); err != nil {
		return err
	}
	return to(c, "/sign-in")
}
