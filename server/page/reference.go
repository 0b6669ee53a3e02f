package page

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/respond"
	"stet/views"
)

// Reference answers GET /api/docs with the API's OpenAPI description, set for reading. It is read once, and drawn once for all who are not
// signed in, since they are many and nothing of it is their own. A description that cannot be is a fault of the build.
func (p *Pages) Reference(description []byte) echo.HandlerFunc {
	var told openAPI
	if err := json.Unmarshal(description, &told); err != nil {
		panic(err)
	}
	page := told.page()
	page.Frame = views.Frame{Title: "The API", Here: views.AtHelp}
	forStrangers, err := respond.Rendered(context.Background(), views.Reference(page))
	if err != nil {
		panic(err)
	}
	return func(c echo.Context) error {
		if _, signedIn := auth.Current(c); !signedIn {
			return c.HTMLBlob(http.StatusOK, forStrangers)
		}
		page := page
		page.Frame = frame(c, page.Frame.Title, page.Frame.Here)
		return respond.HTML(c, http.StatusOK, views.Reference(page))
	}
}
