package page

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/respond"
	"stet/views"
)

// Reference answers GET /api/docs with the API's OpenAPI description, set for reading. It is read once: a description that cannot
// be is a fault of the build.
func (p *Pages) Reference(description []byte) echo.HandlerFunc {
	var told openAPI
	if err := json.Unmarshal(description, &told); err != nil {
		panic(err)
	}
	page := told.page()
	return func(c echo.Context) error {
		page := page
		page.Frame = frame(c, "The API", views.AtHelp)
		return respond.HTML(c, http.StatusOK, views.Reference(page))
	}
}
