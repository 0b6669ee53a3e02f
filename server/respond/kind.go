package respond

import (
	"strings"

	"github.com/labstack/echo/v4"
)

// FragmentHeader marks a request made by a page's script, which takes fragments for an answer.
const FragmentHeader = "Stet-Fragments"

// IsFragment says whether the request wants fragments of a page, not a whole one.
func IsFragment(c echo.Context) bool { return c.Request().Header.Get(FragmentHeader) == "1" }

// wantsJSON says whether the request comes from a script that reads JSON.
func wantsJSON(c echo.Context) bool {
	r := c.Request()
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
}
