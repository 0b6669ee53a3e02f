package views

import (
	"bytes"
	"context"
	"io"
	"iter"

	"stet/server/export"
)

// WriteReports writes the reports of articles as they come, in the memory of one. What was written before an error is no whole
// file.
func WriteReports(ctx context.Context, w io.Writer, f export.ReportFormat, reports iter.Seq2[*export.Report, error], options export.ReportOptions) error {
	if f == export.HTML {
		return writeReportHTML(ctx, w, reports, options)
	}
	return export.Reports(w, f, reports, options)
}

// writeReportHTML writes a page that needs no other file, and runs nothing.
func writeReportHTML(ctx context.Context, w io.Writer, reports iter.Seq2[*export.Report, error], options export.ReportOptions) error {
	began := false
	for r, err := range reports {
		if err != nil {
			return err
		}
		if !began {
			if err := reportFileHead(documentTitle(r, options.Many)).Render(ctx, w); err != nil {
				return err
			}
			began = true
		}
		if err := writeReportArticle(ctx, w, r, options); err != nil {
			return err
		}
	}
	if !began {
		if err := noReports().Render(ctx, w); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</main></body></html>\n")
	return err
}

// writeReportArticle writes one article's report, with its claims as search engines read them where it is known who publishes them.
func writeReportArticle(ctx context.Context, w io.Writer, r *export.Report, options export.ReportOptions) error {
	var page bytes.Buffer
	if err := ReportArticle(r).Render(ctx, &page); err != nil {
		return err
	}
	if r.Publisher.Known() {
		page.WriteString(`<script type="application/ld+json">`)
		if err := export.Reports(&page, export.ClaimReview, export.Just(r), options); err != nil {
			return err
		}
		page.WriteString("</script>\n")
	}
	_, err := w.Write(page.Bytes())
	return err
}
