package respond

import (
	"bytes"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
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
