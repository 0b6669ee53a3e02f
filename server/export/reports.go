package export

import (
	"io"
	"iter"
)

// Reports are the reports of one article or of a whole desk, as a file holds them.
type Reports struct {
	Title   string                    // the article's; "" for a whole desk's
	Summary func() (*Summary, error)  // makes what stands before a whole desk's; nil for one article's
	Each    iter.Seq2[*Report, error] // one after the other; an error comes last, with none
}

// Just gives one report as reports.
func Just(r *Report) Reports { return Reports{Title: r.Article.Title, Each: listed([]*Report{r})} }

// WriteReports writes reports as they are made, in any format but HTML. What heads them goes out before anything is counted. What was
// written before an error is no whole file.
func WriteReports(w io.Writer, f ReportFormat, reports Reports, options ReportOptions) error {
	return f.file().write(w, reports, options)
}
