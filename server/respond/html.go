package respond

import (
	"bytes"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/views"
)

// HTML renders a component as a whole before any of it is sent, so that a fault in it can still become an error page.
func HTML(c echo.Context, status int, component templ.Component) error {
	var page bytes.Buffer
	if err := component.Render(c.Request().Context(), &page); err != nil {
		return err
	}
	sayWhenAgain(c, status)
	return c.HTMLBlob(status, page.Bytes())
}

// SignInAgain answers a form that came after its session had ended: with the sign-in page, which carries what was typed.
func SignInAgain(c echo.Context) error {
	typed, err := c.FormParams()
	if err != nil {
		return err
	}
	unsent := &views.Unsent{Action: c.Request().URL.Path, Fields: typed}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return HTML(c, http.StatusUnauthorized, views.SignIn(views.SignInPage{Unsent: unsent}))
}
