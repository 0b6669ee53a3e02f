package respond

import (
	"cmp"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"stet/views"
)

// What is carried on by pages takes some twenty times its room while they are drawn and taken in, by people whom nobody knows; so
// there is room for so many bytes of it at once.
const carriedAtOnce = 16 << 20

var carried = semaphore.NewWeighted(carriedAtOnce)

// SignInAgain answers a form that came after its session had ended: with the sign-in page, which carries what was typed.
func SignInAgain(c echo.Context) error {
	if _, err := c.FormParams(); err != nil {
		return err
	}
	unsent := &views.Unsent{Of: PageOf(c), Action: c.Request().URL.Path, Fields: c.Request().PostForm}
	return Carrying(c, http.StatusUnauthorized, unsent, func(unsent *views.Unsent, lost string) templ.Component {
		return views.SignIn(views.SignInPage{Unsent: unsent, Problem: lost})
	})
}

// PageOf gives the id of the person whose page's script asks, or sent a form off; "" where no script says.
func PageOf(c echo.Context) string {
	pageOf := c.Request().Header.Get("Stet-Person")
	if c.Request().Method == http.MethodPost {
		pageOf = cmp.Or(pageOf, c.QueryParam("page_of"))
	}
	return pageOf
}

// tooMuchToCarry says where what was typed is to be found.
const tooMuchToCarry = "Your session has ended, and what you sent is more than can be carried along just now. It stands in your browser still: sign in, go back to it, and send it again."

// Carrying answers with a page that carries an unsent form on, if there is one. Where there is no room the page comes without, to say so.
func Carrying(c echo.Context, status int, unsent *views.Unsent, page func(unsent *views.Unsent, lost string) templ.Component) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	size := unsent.Size()
	if !carried.TryAcquire(size) {
		return HTML(c, status, page(nil, tooMuchToCarry))
	}
	defer carried.Release(size)
	return HTML(c, status, page(unsent, ""))
}
