package server

import (
	"github.com/labstack/echo/v4"

	"stet/server/memory"
	"stet/server/store"
)

// What all requests, and those of one person, may hold at once of what grows with an article's claims, in bytes, and how many of one
// person may be large. What one may hold is what the comparison of 60,000 claims takes as JSON.
const (
	heldAtOnce = 640 << 20
	heldByOne  = 384 << 20
	largeOfOne = 2
)

// answerForMemory has each request answer for the large things that it holds until it has been answered, however slowly that is read.
func answerForMemory() echo.MiddlewareFunc {
	budget := memory.New(heldAtOnce, heldByOne, largeOfOne)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			ctx, release := budget.Share(c.Request().Context(), store.NameIn(c.Request().Context()))
			defer release()
			c.SetRequest(c.Request().WithContext(ctx))
			return next(c)
		}
	}
}
