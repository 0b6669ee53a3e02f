package server

import (
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// patience is how long a request waits to be let in.
const patience = 2 * time.Second

// letIn answers at most most requests at once, any number where most is 0. Who would wait longer than patience is told to come back, so that a crowd makes
// the desk no slower than it can be, and is over once it is gone.
func letIn(most int) echo.MiddlewareFunc {
	places := make(chan struct{}, most)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if most == 0 || watches(c) {
				return next(c)
			}
			if err := takePlace(c, places); err != nil {
				return err
			}
			defer func() { <-places }()
			return next(c)
		}
	}
}

func takePlace(c echo.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	default:
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case places <- struct{}{}:
		return nil
	case <-c.Request().Context().Done():
		return c.Request().Context().Err()
	case <-wait.C:
		return factcheck.Errorf(factcheck.Unavailable, "The desk has more to do than it can just now. Nothing was changed; try again in a few seconds.")
	}
}

// watches says whether a request only looks after the desk's health, which is wanted in a crowd most of all.
func watches(c echo.Context) bool { return c.Path() == "/healthz" || c.Path() == "/metrics" }
