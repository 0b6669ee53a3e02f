package respond

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// retryAfter tells, in seconds, when trying again may help.
var retryAfter = map[int]string{http.StatusTooManyRequests: "60", http.StatusServiceUnavailable: "5"}

// sayWhenAgain tells it along with an answer of such a status, unless its handler knew better.
func sayWhenAgain(c echo.Context, status int) {
	header := c.Response().Header()
	if after, ok := retryAfter[status]; ok && header.Get(echo.HeaderRetryAfter) == "" {
		header.Set(echo.HeaderRetryAfter, after)
	}
}
