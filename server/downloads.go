package server

import (
	"strings"

	"github.com/labstack/echo/v4"
)

// downloadsOfOne is how many exports and reports one person is given at once. Each reads a snapshot of its own, of which there are few,
// for as long as it is taken in; the person's next ones wait for these, and nobody else does.
const downloadsOfOne = 2

func downloadsInLine() echo.MiddlewareFunc {
	people := newLines(downloadsOfOne)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !isDownload(c.Path()) {
				return next(c)
			}
			kind := sender(c)
			own := people.join(kind)
			defer people.part(kind)
			waited := false
			err := meanwhile(c, func() error {
				err := own.wait(c)
				waited = err == nil
				return err
			})
			if waited {
				defer func() { <-own.places }()
			}
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

func (l *line) wait(c echo.Context) error {
	select {
	case l.places <- struct{}{}:
		return nil
	case <-c.Request().Context().Done():
		return c.Request().Context().Err()
	}
}

// isDownload says whether a route reads a snapshot for as long as its answer takes.
func isDownload(route string) bool {
	return strings.Contains(route, "/export") || strings.Contains(route, "/report") || strings.HasSuffix(route, ".csv") || strings.HasSuffix(route, "/claimreview")
}
