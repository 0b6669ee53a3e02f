package page

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
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
	return respond.HTML(c, http.StatusOK, views.SignIn(views.SignInPage{Next: short(c.QueryParam("next"))}))
}

// SignIn answers POST /sign-in, with name and password, or with the code that was then asked for. A form that the end of the last
// session held up comes along, and is then offered for sending.
func (p *Pages) SignIn(c echo.Context) error {
	form := posted(c)
	entry, err := p.enter(c, form)
	switch {
	case err != nil && factcheck.CodeOf(err) == "":
		return err
	case err != nil || entry.Half != "":
		return showSignIn(c, form, entry, err)
	case respond.IsFragment(c):
		c.Response().Header().Set("Stet-Person", id(entry.Person.ID))
		return c.NoContent(http.StatusNoContent)
	}
	if unsent := unsentIn(form); unsent != nil {
		return sendAgain(c, unsent, entry.Person)
	}
	return to(c, auth.SafeNext(form.Get("next")))
}

// sendAgain offers a person what the end of their session held up, and tells them nothing of somebody else's.
func sendAgain(c echo.Context, unsent *views.Unsent, person factcheck.Person) error {
	page := views.SendAgainPage{Frame: views.Frame{Title: "Send it again?", Person: person}}
	if unsent.Of != "" && unsent.Of != id(person.ID) {
		page.Lost = "What was held up here when a session ended is somebody else’s. It is neither shown to you nor sent in your name."
		return respond.Carrying(c, http.StatusOK, nil, func(*views.Unsent, string) templ.Component { return views.SendAgain(page) })
	}
	return respond.Carrying(c, http.StatusOK, unsent, func(unsent *views.Unsent, lost string) templ.Component {
		page.Unsent, page.Lost = unsent, lost
		return views.SendAgain(page)
	})
}

func (p *Pages) enter(c echo.Context, form url.Values) (auth.Entry, error) {
	if half := form.Get("half"); half != "" {
		return p.auth.SignInByCode(c, half, form.Get("code"))
	}
	return p.auth.SignIn(c, form.Get("name"), form.Get("password"))
}

// showSignIn asks for what is still to come, with what was wrong: on a page, or for the dialog of one.
func showSignIn(c echo.Context, form url.Values, entry auth.Entry, err error) error {
	page := views.SignInPage{Next: short(form.Get("next")), Name: short(form.Get("name")), Half: entry.Half}
	status := http.StatusOK
	if err != nil {
		page.Problem, status = known(err).Message, respond.Status(factcheck.CodeOf(err))
	}
	return respond.Carrying(c, status, unsentIn(form), func(unsent *views.Unsent, lost string) templ.Component {
		page.Unsent, page.Problem = unsent, cmp.Or(page.Problem, lost)
		if respond.IsFragment(c) {
			return views.SignInStep(page)
		}
		return views.SignIn(page)
	})
}

// longestTold is how much of what a stranger sends is told them again, in bytes: no name or address of the desk is longer.
const longestTold = 2_000

// short leaves out what is longer.
func short(sent string) string {
	if len(sent) > longestTold {
		return ""
	}
	return sent
}

// unsentIn reads the form that travels with a sign-in; nil where none does.
func unsentIn(form url.Values) *views.Unsent {
	if form.Get(views.UnsentAction) == "" {
		return nil
	}
	unsent := &views.Unsent{Of: short(form.Get(views.UnsentOf)), Action: auth.SafeNext(form.Get(views.UnsentAction)), Fields: url.Values{}}
	for name, values := range form {
		if own, ok := strings.CutPrefix(name, views.UnsentField); ok {
			unsent.Fields[own] = values
		}
	}
	return unsent
}
