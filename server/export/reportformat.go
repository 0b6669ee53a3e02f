package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// ReportFormat is a kind of file that a report can be had in.
type ReportFormat string

// The formats.
const (
	HTML        ReportFormat = "html"        // one page that needs nothing else; written by package views
	Markdown    ReportFormat = "md"          // CommonMark
	ClaimReview ReportFormat = "claimreview" // schema.org JSON-LD, a list with an object for each published claim
)

// reportFile says how a format's files end, what they are, and how they are written.
type reportFile struct {
	name        ReportFormat
	title       string
	ending      string
	contentType string
	write       func(io.Writer, Reports, ReportOptions) error
}

// reportFiles has a line for each format.
var reportFiles = []reportFile{
	{HTML, "HTML", "html", "text/html; charset=utf-8", nil},
	{Markdown, "Markdown", "md", "text/markdown; charset=utf-8", writeMarkdown},
	{ClaimReview, "ClaimReview", "claimreview.json", "application/ld+json; charset=utf-8", writeClaimReview},
}

// ReportFormats lists every format.
func ReportFormats() (names []ReportFormat) {
	for _, f := range reportFiles {
		names = append(names, f.name)
	}
	return names
}

// ParseReportFormat reads a format's name.
func ParseReportFormat(s string) (ReportFormat, error) {
	if slices.Contains(ReportFormats(), ReportFormat(s)) {
		return ReportFormat(s), nil
	}
	var names []string
	for _, f := range reportFiles {
		names = append(names, string(f.name))
	}
	return "", factcheck.BadField("format", "There is no format %q of a report: choose %s.", s, strings.Join(names, ", "))
}

func (f ReportFormat) file() reportFile {
	return reportFiles[slices.IndexFunc(reportFiles, func(known reportFile) bool { return known.name == f })]
}

// Title is what the format is called on a screen.
func (f ReportFormat) Title() string { return f.file().title }

// Ending is how the format's files end, without the dot: "claimreview.json".
func (f ReportFormat) Ending() string { return f.file().ending }

// ContentType is the format's media type.
func (f ReportFormat) ContentType() string { return f.file().contentType }

// FileName gives the name under which a download is kept: "report-12-disputed.html"; article 0 is the whole desk.
func (f ReportFormat) FileName(article int64, verdicts []factcheck.Verdict) string {
	words := []string{"report"}
	if article != 0 {
		words = append(words, strconv.FormatInt(article, 10))
	}
	for _, v := range verdicts {
		words = append(words, string(v))
	}
	return strings.Join(words, "-") + "." + f.Ending()
}

// ReportOptions are the choices of the one who takes a report.
type ReportOptions struct {
	BaseURL      string // of the desk, without a slash at the end; permalinks begin with it
	PublishedURL string // where the report will stand for its readers; "" where that is not known
}

// Check refuses an address for the published report that is none of the web.
func (o ReportOptions) Check() error {
	if o.PublishedURL == "" || factcheck.Linkable(o.PublishedURL) {
		return nil
	}
	return factcheck.BadField("published_url", "%q is no web address. Give the one where the report will stand, beginning with https:// or http://.", o.PublishedURL)
}
