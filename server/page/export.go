package page

import (
	"io"

	"github.com/labstack/echo/v4"

	"stet/server/export"
	"stet/server/respond"
	"stet/server/store"
)

// ExportClaims answers GET /export/claims.csv, and the same in other formats, with the claims that pass the filter of the
// Claims screen, as they are read. In a CSV bom=1 begins with the mark by which spreadsheets know UTF-8, and raw=1 leaves cells
// that look like formulas as they are.
func (p *Pages) ExportClaims(format export.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		query := c.QueryParams()
		filter, wrong := claimFilter(query)
		if wrong != nil {
			return wrong
		}
		options := export.Options{BaseURL: p.base, BOM: query.Get("bom") == "1", Raw: query.Get("raw") == "1"}
		return p.store.Snapshot(c.Request().Context(), func(r *store.Reader) error {
			return respond.Download(c, format.ContentType(), format.FileName(filter.Verdicts), func(w io.Writer) error {
				return export.Claims(w, format, r.EachClaim(viewer(c).ID, filter), options)
			})
		})
	}
}
