package views

import (
	"bufio"
	"context"
	"io"

	"stet/server/export"
)

// WriteReports writes reports as they are made. What heads them goes out before anything is counted. What was written before an
// error is no whole file.
func WriteReports(ctx context.Context, w io.Writer, f export.ReportFormat, reports export.Reports, options export.ReportOptions) error {
	if f == export.HTML {
		return writeReportHTML(ctx, w, reports, options)
	}
	return export.WriteReports(w, f, reports, options)
}

// writeReportHTML writes a page that needs no other file, and runs nothing.
func writeReportHTML(ctx context.Context, w io.Writer, reports export.Reports, options export.ReportOptions) error {
	if err := writeReportHead(ctx, w, reports); err != nil {
		return err
	}
	empty := true
	for r, err := range reports.Each {
		if err != nil {
			return err
		}
		empty = false
		if err := writeReportArticle(ctx, w, r, options); err != nil {
			return err
		}
	}
	if empty {
		if err := noReports().Render(ctx, w); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</main></body></html>\n")
	return err
}

// writeReportHead writes the head, and a whole desk's summary.
func writeReportHead(ctx context.Context, w io.Writer, reports export.Reports) error {
	if reports.Summary == nil {
		return reportFileHead("Fact-check: "+reports.Title).Render(ctx, w)
	}
	if err := reportFileHead("Fact-check report").Render(ctx, w); err != nil {
		return err
	}
	s, err := reports.Summary()
	if err != nil || s.Articles == 0 {
		return err
	}
	return reportSummary{s, articleInFile}.Render(ctx, w)
}

// writeReportArticle writes one article's report, with its claims as search engines read them where it is known who publishes them.
func writeReportArticle(ctx context.Context, w io.Writer, r *export.Report, options export.ReportOptions) error {
	out := bufio.NewWriterSize(w, writeAtOnce)
	if err := ReportArticle(r).Render(ctx, out); err != nil {
		return err
	}
	if r.Publisher.Known() {
		out.WriteString(`<script type="application/ld+json">`)
		if err := export.WriteReports(out, export.ClaimReview, export.Just(r), options); err != nil {
			return err
		}
		out.WriteString("</script>\n")
	}
	return out.Flush()
}
