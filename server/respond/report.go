package respond

import (
	"io"

	"github.com/labstack/echo/v4"

	"stet/server/export"
	"stet/views"
)

// Report answers with reports as a file, as they are made: see [Download].
func Report(c echo.Context, f export.ReportFormat, name string, reports export.Reports, options export.ReportOptions) error {
	return Download(c, f.ContentType(), name, func(w io.Writer) error {
		return views.WriteReports(c.Request().Context(), w, f, reports, options)
	})
}
