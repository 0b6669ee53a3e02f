package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/api"
)

// Files of claims are worked on so many at once, since a small one may ask for as much work as a large one, and so many of one person
// until the answer has gone out, since a preview is larger than its file.
const (
	bringsAtOnce = 2
	bringsOfOne  = 1
)

func bringsInLine() echo.MiddlewareFunc {
	work, people := make(chan struct{}, bringsAtOnce), newLines(bringsOfOne)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !brings(c) {
				return next(c)
			}
			kind := sender(c)
			line := people.join(kind)
			defer people.part(kind)
			own, working := &place{of: line.places, full: fullOf(c)}, &place{of: work, full: errCrowd}
			defer own.leave()
			defer working.leave()
			err := meanwhile(c, func() error {
				if err := own.take(c); err != nil {
					return err
				}
				return working.take(c)
			})
			if err != nil {
				return err
			}
			c.Response().Before(working.leave)
			return next(c)
		}
	}
}

func brings(c echo.Context) bool {
	return c.Request().Method == http.MethodPost && (c.Path() == bringPath || c.Path() == api.BringPath)
}
