package page

import (
	"fmt"
	"io"

	"github.com/labstack/echo/v4"

	"stet/server/export"
	"stet/server/respond"
	"stet/server/store"
)

// ComparisonCSV answers GET /articles/:id/comparison.csv with the comparison at the threshold of the Compare screen: a row a
// group, a set of columns for each reviewer. bom=1 and raw=1 are as for claims.
func (p *Pages) ComparisonCSV(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	query := c.QueryParams()
	threshold, err := thresholdOf(query.Get("threshold"))
	if err != nil {
		return err
	}
	options := export.Options{BaseURL: p.base, BOM: query.Get("bom") == "1", Raw: query.Get("raw") == "1"}
	return p.store.Snapshot(c.Request().Context(), func(r *store.Reader) error {
		table, err := p.desk.Table(r, viewer(c), articleID, threshold)
		if err != nil {
			return err
		}
		return respond.Download(c, export.CSV.ContentType(), fmt.Sprintf("comparison-%d.csv", articleID), func(w io.Writer) error {
			return export.WriteComparison(w, table, options)
		})
	})
}
