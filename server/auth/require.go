package auth

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
)

// RequireSignIn is middleware that lets nobody through who is not signed in, or whose session ends before they have written. A page
// sends them to sign in and back again; a fragment fails with Unauthorized, so that the page keeps what was typed; any other form is
// answered with the sign-in page, which carries the posted fields along.
func RequireSignIn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if person, ok := Current(c); !ok || !samePerson(c, person) {
			return sendToSignIn(c, factcheck.Errorf(factcheck.Unauthorized, "Your session has ended. Sign in again; what you typed is kept."))
		}
		err := next(c)
		if factcheck.CodeOf(err) == factcheck.Unauthorized && !c.Response().Committed {
			return sendToSignIn(c, err)
		}
		return err
	}
}

func sendToSignIn(c echo.Context, why error) error {
	switch r := c.Request(); {
	case respond.IsFragment(c):
		return why
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return c.Redirect(http.StatusSeeOther, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()))
	}
	return respond.SignInAgain(c)
}

// samePerson says whether a page's script, or a form that its script sends off, asks for the person who is signed in. The page of
// another may still stand open in the browser: nothing of one person's is kept as another's.
func samePerson(c echo.Context, person factcheck.Person) bool {
	of := respond.PageOf(c)
	return of == "" || of == strconv.FormatInt(person.ID, 10)
}

// RequireCaller is RequireSignIn for the JSON API, where the answer is always a problem.
func RequireCaller(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, ok := Current(c); ok {
			return next(c)
		}
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		return factcheck.Errorf(factcheck.Unauthorized, "Say who is asking: send the header Authorization: Bearer TOKEN. The command stet token add makes a token.")
	}
}

// RequireSession is middleware that keeps tokens from what would outlive them or reach beyond scripts: accounts, passwords, second
// factors, sessions, and tokens themselves. Who has found one can neither make another nor let anybody in.
func RequireSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if byToken, _ := c.Get(byTokenKey).(bool); byToken {
			return factcheck.Errorf(factcheck.Forbidden, "A token cannot change accounts. Sign in with name and password, and do it on the desk’s own pages.")
		}
		return next(c)
	}
}
