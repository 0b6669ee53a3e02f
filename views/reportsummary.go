package views

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"stet/server/export"
)

// reportSummary is the summary of a whole desk, article by article as it comes.
type reportSummary struct {
	*export.Summary
	address func(article int64) string // of an article's report
}

// Render implements templ.Component.
func (s reportSummary) Render(ctx context.Context, w io.Writer) error {
	if err := summaryHead(s.Summary).Render(ctx, w); err != nil {
		return err
	}
	listed := 0
	for a, err := range s.Each() {
		if err != nil {
			return err
		}
		if err := summaryArticle(a, s.address(a.ID)).Render(ctx, w); err != nil {
			return err
		}
		listed++
	}
	return summaryEnd(s.Shown-listed).Render(ctx, w)
}

var _ templ.Component = reportSummary{}

// articleInFile is where a file has an article's report.
func articleInFile(article int64) string { return "#article-" + id64(article) }

// articleOnScreen is where an article's report is to be read: on this screen, or on one of its own.
func (p ReportPage) articleOnScreen(article int64) string {
	if slices.ContainsFunc(p.Reports, func(r *export.Report) bool { return r.Article.ID == article }) {
		return articleInFile(article)
	}
	address := "/articles/" + id64(article) + "/report"
	for i, v := range p.Verdicts {
		address += []string{"?", "&"}[min(i, 1)] + "verdict=" + string(v)
	}
	return address
}

// articlesHead heads the articles of a summary with what of them is shown.
func articlesHead(s *export.Summary) string {
	if len(s.Verdicts) == 0 {
		return "The articles"
	}
	words := make([]string, len(s.Verdicts))
	for i, v := range s.Verdicts {
		words[i] = string(v)
	}
	return capital(count(s.Shown, "article", "articles")) + " with " + strings.Join(words, " or ") + " claims"
}
