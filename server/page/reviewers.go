package page

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/respond"
	"stet/views"
)

// comparedListed is how many of the articles behind the desk's agreement the screen lists.
const comparedListed = 200

// Reviewers answers GET /reviewers: how far the desk's reviewers agree, over many articles and over time.
func (p *Pages) Reviewers(c echo.Context) error {
	page := views.ReviewersPage{Frame: frame(c, "Reviewers", views.AtReviewers), Since: c.QueryParam("since"), Until: c.QueryParam("until"),
		With: two(c.QueryParams()["with"])}
	status, since, until := http.StatusOK, page.Since, page.Until
	found, err := p.desk.Agreement(c.Request().Context(), viewer(c), since, until)
	if err != nil && mendable(err) {
		e := known(err)
		page.Problem, page.Field, status = e.Message, firstField(e), respond.Status(e.Code)
		found, err = p.desk.Agreement(c.Request().Context(), viewer(c), "", "")
	}
	if err != nil {
		return err
	}
	fillReviewers(&page, found)
	return respond.HTML(c, status, views.Reviewers(page))
}

func fillReviewers(page *views.ReviewersPage, found *desk.DeskAgreement) {
	page.Judging = found.Judging
	page.AlphaU = median(found.AlphaU)
	for _, a := range found.Articles {
		page.Articles = append(page.Articles, views.ComparedArticle{Article: a.Article, On: a.ComparedOn, Reviewers: a.Reviewers, Groups: a.Groups,
			AlphaU: a.Finding.AlphaU, Alpha: a.Judging.AlphaNominal})
	}
	page.Listed = listed(page.Articles, page.With)
	for _, l := range found.LeftOut {
		page.LeftOut = append(page.LeftOut, views.LeftOutArticles{Why: l.Why, Articles: l.Articles})
	}
	for _, pair := range found.Pairs {
		page.Pairs = append(page.Pairs, views.ReviewerPair{Reviewers: pair.Reviewers, Articles: pair.Articles, AlphaU: pair.AlphaU,
			Finding: pair.Finding, Kappa: pair.Kappa.Coefficient})
	}
	for _, m := range found.Months {
		page.Months = append(page.Months, views.MonthFigures{Month: m.Month, Articles: m.Articles, Judging: m.Judging, AlphaU: median(m.AlphaU)})
	}
}

// listed gives the articles that two reviewers have both read, or all where none are named, as many as fit.
func listed(articles []views.ComparedArticle, with [2]string) (list []views.ComparedArticle) {
	for _, a := range articles {
		both := slices.Contains(a.Reviewers, with[0]) && slices.Contains(a.Reviewers, with[1])
		if (with[0] == "" || both) && len(list) < comparedListed {
			list = append(list, a)
		}
	}
	return list
}

func median(m desk.MedianCoefficient) views.MedianAlpha {
	return views.MedianAlpha{Value: m.Value, Articles: m.Articles, LeftOut: m.LeftOut}
}
