package respond

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// NoRoute answers what no route takes. Where another method would be taken it says so; Echo by itself does so only where no
// route is registered for wrong addresses.
func NoRoute(c echo.Context) error {
	var taken []string
	for _, method := range methods {
		other := c.Echo().NewContext(nil, nil)
		c.Echo().Router().Find(method, c.Request().URL.Path, other)
		if other.Path() != c.Path() {
			taken = append(taken, method)
		}
	}
	if len(taken) == 0 {
		return echo.ErrNotFound
	}
	allowed := strings.Join(taken, ", ")
	c.Response().Header().Set(echo.HeaderAllow, allowed)
	return &Problem{Status: http.StatusMethodNotAllowed, Title: "Another method is wanted",
		Detail: "This address does not take " + c.Request().Method + "; it takes " + allowed + "."}
}
