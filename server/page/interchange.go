package page

import (
	"io"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/interchange"
	"stet/server/respond"
	"stet/server/store"
)

// Interchange answers GET /articles/:id/export.hypothesis.json and the like with the claims that pass the filter of the Claims
// screen, for another tool. page=1 gives the page of a Web Annotation's collection by itself.
func (p *Pages) Interchange(format interchange.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		articleID, err := pathNumber(c, "id", "article")
		if err != nil {
			return err
		}
		query := c.QueryParams()
		alone := query.Get("page") == "1"
		query.Del("page")
		filter, wrong := claimFilter(query)
		if wrong != nil {
			return wrong
		}
		filter.ArticleID = articleID
		return p.store.Snapshot(c.Request().Context(), func(r *store.Reader) error {
			out, err := desk.ReadInterchange(r, viewer(c).ID, filter, p.base)
			if err != nil {
				return err
			}
			return respond.Download(c, format.ContentType(), format.FileName(articleID), func(w io.Writer) error {
				return out.Write(w, format, alone)
			})
		})
	}
}
