package page

import (
	"fmt"
	"io"

	"github.com/labstack/echo/v4"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/respond"
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
	made, err := p.desk.Compare(c.Request().Context(), viewer(c), articleID, threshold)
	if err != nil {
		return err
	}
	if made.Needs != "" {
		return factcheck.Errorf(factcheck.Conflict, "There is nothing to compare yet. %s", made.Needs)
	}
	options := export.Options{BaseURL: p.base, BOM: query.Get("bom") == "1", Raw: query.Get("raw") == "1"}
	return respond.Download(c, export.CSV.ContentType(), fmt.Sprintf("comparison-%d.csv", articleID), func(w io.Writer) error {
		return export.WriteComparison(w, made.Table(), options)
	})
}
