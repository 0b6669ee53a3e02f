package views

import (
	"bufio"
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

// writeReportHTML writes a page that needs no other file, and runs nothing. The head of a whole desk's goes out before anything is
// counted.
func writeReportHTML(ctx context.Context, w io.Writer, reports iter.Seq2[*export.Report, error], options export.ReportOptions) error {
	whole, empty := options.Summary != nil, true
	if whole {
		if err := writeReportSummary(ctx, w, options); err != nil {
			return err
		}
	}
	for r, err := range reports {
		if err != nil {
			return err
		}
		if empty && !whole {
			if err := reportFileHead("Fact-check: "+r.Article.Title).Render(ctx, w); err != nil {
				return err
			}
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

func writeReportSummary(ctx context.Context, w io.Writer, options export.ReportOptions) error {
	if err := reportFileHead("Fact-check report").Render(ctx, w); err != nil {
		return err
	}
	s, err := options.Summary()
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
		if err := export.Reports(out, export.ClaimReview, export.Just(r), options); err != nil {
			return err
		}
		out.WriteString("</script>\n")
	}
	return out.Flush()
}
