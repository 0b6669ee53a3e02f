package page

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

const (
	sourcesListed    = 200
	sourcesSuggested = 8
)

// suggestion is a source as a script offers it while somebody types an address.
type suggestion struct {
	URL         string `json:"url"`
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	PublishedOn string `json:"published_on"`
	Uses        int    `json:"uses"`
}

// Sources answers GET /sources: the list of the desk's sources, as a screen or, for scripts that ask for JSON, as suggestions.
func (p *Pages) Sources(c echo.Context) error {
	query := strings.TrimSpace(c.QueryParam("q"))
	suggest := strings.HasPrefix(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON)
	limit := sourcesListed + 1
	if suggest {
		limit = sourcesSuggested
	}
	var sources []factcheck.Source
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		sources, err = r.Sources(viewer(c).ID, query, limit)
		return err
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderVary, echo.HeaderAccept)
	if suggest {
		return c.JSON(http.StatusOK, suggestions(sources))
	}
	page := views.SourcesPage{Frame: frame(c, "Sources", views.AtSources), Query: query, Sources: sources}
	if page.More = len(sources) > sourcesListed; page.More {
		page.Sources = sources[:sourcesListed]
	}
	return respond.HTML(c, http.StatusOK, views.Sources(page))
}

func suggestions(sources []factcheck.Source) []suggestion {
	list := make([]suggestion, len(sources))
	for i, s := range sources {
		list[i] = suggestion{URL: s.URL, Title: s.Title, Publisher: s.Publisher, PublishedOn: s.PublishedOn, Uses: s.Uses}
	}
	return list
}
