package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// mostHeadLines is how many lines the head of a request may have: several times those of any browser behind any proxies. Each takes many
// times the room in memory that it takes on its way.
const mostHeadLines = 100

// letGoOfHeads holds no head any longer than the desk works on its request: net/http may wait for a minute then, for a body that does not
// come or an answer that nobody takes in.
func letGoOfHeads(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { r.Header, r.Trailer = nil, nil }()
		next.ServeHTTP(w, r)
	})
}

// fewHeadLines turns away a head of too many lines, and lets go of it at once.
func fewHeadLines(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		lines := 0
		for _, values := range r.Header {
			lines += len(values)
		}
		if lines <= mostHeadLines {
			return next(c)
		}
		r.Header = http.Header{}
		return echo.NewHTTPError(http.StatusRequestHeaderFieldsTooLarge)
	}
}
