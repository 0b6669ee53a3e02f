package server

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// wholeQueries refuses an address whose query cannot be read. net/url drops the part that it cannot read, and a filter that is
// dropped would show, and export, more than was asked for.
func wholeQueries(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, err := url.ParseQuery(c.Request().URL.RawQuery); err != nil {
			return factcheck.Wrap(factcheck.Invalid, err, "The part of the address after “?” cannot be read: it holds a “;”, or a “%” that begins no escape. Write %3B and %25 for them.")
		}
		return next(c)
	}
}
