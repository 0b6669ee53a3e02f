package page

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// reportsAtOnce bounds the articles on the screen of the whole desk's report; a file of it has all.
const reportsAtOnce = 20

// Report answers GET /articles/:id/report, the report of one article as it is published.
func (p *Pages) Report(c echo.Context) error {
	article, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	if err := p.desk.CountAgreement(c.Request().Context(), viewer(c), article); err != nil {
		return err
	}
	return p.showReport(c, article)
}

// DeskReport answers GET /report, the report of the whole desk.
func (p *Pages) DeskReport(c echo.Context) error {
	if err := p.desk.CountFound(c.Request().Context(), viewer(c)); err != nil {
		return err
	}
	return p.showReport(c, 0)
}

func (p *Pages) showReport(c echo.Context, article int64) error {
	ask, err := reportAsk(c.QueryParams(), article)
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(c.QueryParam("from"))
	ask.From = max(from, 0)
	page := views.ReportPage{Frame: frame(c, "Report", views.AtReport), Article: article, Verdicts: ask.Verdicts, Files: reportFiles(ask), Variants: reportVariants(ask)}
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error { return p.readReports(r, c, ask, &page) })
	if err != nil {
		return err
	}
	if article != 0 {
		page.Frame.Here, page.Frame.Title = views.AtLibrary, "Report: "+page.Reports[0].Article.Title
		if page.Lacks, err = lacksOf(page.Reports[0], export.ReportOptions{BaseURL: p.base}); err != nil {
			return err
		}
	}
	return respond.HTML(c, http.StatusOK, views.Report(page))
}

// readReports puts as many reports on the page as it holds, beginning with the one that is asked for.
func (p *Pages) readReports(r *store.Reader, c echo.Context, ask desk.ReportAsk, page *views.ReportPage) error {
	reports, err := p.desk.Reports(r, viewer(c), ask)
	if err != nil {
		return err
	}
	if ask.ArticleID == 0 && ask.From == 0 {
		if page.Summary, err = reports.Summary(); err != nil {
			return err
		}
		if err := page.Summary.Keep(articlesListed); err != nil {
			return err
		}
	}
	listed, held := 0, 0
	for report, err := range reports.Each {
		if err != nil {
			return err
		}
		if shown := len(page.Reports); shown == reportsAtOnce || listed >= findingsListed || held >= reportBytes {
			page.Older = reportAddress(ask, "", "from", strconv.Itoa(ask.From+shown))
			return nil
		}
		bytes, err := report.Keep(findingsListed)
		if err != nil {
			return err
		}
		listed, held = listed+report.Shown, held+bytes
		page.Reports = append(page.Reports, report)
	}
	return nil
}

// findingsListed bounds the findings of an article that a screen lists, and those after which it lists no further article, and
// reportBytes the words after which it does not; a file has all.
const (
	findingsListed = 2_000
	reportBytes    = 2 << 20
)

// lacksOf lists what a report lacks that is kept.
func lacksOf(r *export.Report, options export.ReportOptions) (lacks []export.Lack, err error) {
	for lack, err := range r.Lacks(options) {
		if err != nil {
			return nil, err
		}
		lacks = append(lacks, lack)
	}
	return lacks, nil
}

// articlesListed bounds the articles that the summary on the screen lists; in a file it lists all.
const articlesListed = 200

// ReportFile answers GET /articles/:id/report.html, and the same in other formats, with the report as a file.
func (p *Pages) ReportFile(format export.ReportFormat) echo.HandlerFunc {
	return func(c echo.Context) error {
		article, err := pathNumber(c, "id", "article")
		if err != nil {
			return err
		}
		return p.sendReport(c, format, article)
	}
}

// DeskReportFile answers GET /export/report.html, and the same in other formats, with the report of the whole desk.
func (p *Pages) DeskReportFile(format export.ReportFormat) echo.HandlerFunc {
	return func(c echo.Context) error { return p.sendReport(c, format, 0) }
}

func (p *Pages) sendReport(c echo.Context, format export.ReportFormat, article int64) error {
	ask, err := reportAsk(c.QueryParams(), article)
	if err != nil {
		return err
	}
	options := export.ReportOptions{BaseURL: p.base, PublishedURL: c.QueryParam("published_url")}
	if err := options.Check(); err != nil {
		return err
	}
	return p.store.Snapshot(c.Request().Context(), func(r *store.Reader) error {
		reports, err := p.desk.Reports(r, viewer(c), ask)
		if err != nil {
			return err
		}
		return respond.Report(c, format, format.FileName(article, ask.Verdicts), reports, options)
	})
}

// reportNames are what a report may be asked with.
var reportNames = []string{"verdict", "from", "published_url"}

func reportAsk(query url.Values, article int64) (desk.ReportAsk, error) {
	ask := desk.ReportAsk{ArticleID: article}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(reportNames, name) {
			return ask, factcheck.BadField(name, "There is no filter %q of a report: it is narrowed by verdict.", name)
		}
	}
	for _, name := range given(query["verdict"]) {
		v, err := factcheck.ParseVerdict(name)
		if err != nil {
			return ask, err
		}
		if !slices.Contains(ask.Verdicts, v) {
			ask.Verdicts = append(ask.Verdicts, v)
		}
	}
	return ask, nil
}

// reportAddress is where the report asked for is had; ending "" is its screen.
func reportAddress(ask desk.ReportAsk, ending string, more ...string) string {
	address := "/report"
	switch {
	case ask.ArticleID != 0:
		address = "/articles/" + id(ask.ArticleID) + "/report"
	case ending != "":
		address = "/export/report"
	}
	if ending != "" {
		address += "." + ending
	}
	query := url.Values{}
	for _, v := range ask.Verdicts {
		query.Add("verdict", string(v))
	}
	for i := 0; i+1 < len(more); i += 2 {
		query.Set(more[i], more[i+1])
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// reportFiles lists the files that the report shown can be had as.
func reportFiles(ask desk.ReportAsk) (files []views.ReportFile) {
	for _, f := range export.ReportFormats() {
		files = append(files, views.ReportFile{Name: f.Title(), Address: reportAddress(ask, f.Ending())})
	}
	return files
}

// reportVariants are the choices of findings that a screen offers.
func reportVariants(ask desk.ReportAsk) []views.ReportVariant {
	all, disputed := ask, ask
	all.Verdicts, disputed.Verdicts = nil, []factcheck.Verdict{factcheck.Disputed}
	return []views.ReportVariant{
		{Name: "All claims", Address: reportAddress(all, ""), Here: len(ask.Verdicts) == 0},
		{Name: "Disputed only", Address: reportAddress(disputed, ""), Here: slices.Equal(ask.Verdicts, disputed.Verdicts)},
	}
}
