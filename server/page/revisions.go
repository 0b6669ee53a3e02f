package page

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Revisions answers GET /articles/:id/revisions: the texts that an article has had.
func (p *Pages) Revisions(c echo.Context) error {
	article, revisions, err := p.revisionsOf(c)
	if err != nil {
		return err
	}
	current, err := p.desk.Revision(c.Request().Context(), article.ID, article.Revision)
	if err != nil {
		return err
	}
	waiting, err := p.desk.Waiting(c.Request().Context(), viewer(c), article.ID)
	if err != nil {
		return err
	}
	slices.Reverse(revisions)
	return respond.HTML(c, http.StatusOK, views.Revisions(views.RevisionsPage{
		Frame: frame(c, "Revisions: "+article.Title, views.AtLibrary), Article: article, Revisions: revisions, SetAside: current.SetAside,
		Waiting: len(waiting), MayRevise: viewer(c).Role.AtLeast(factcheck.Editor)}))
}

func (p *Pages) revisionsOf(c echo.Context) (article factcheck.Article, revisions []factcheck.Revision, err error) {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return article, nil, err
	}
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		if article, err = r.Article(viewer(c).ID, articleID); err != nil {
			return err
		}
		revisions, err = r.Revisions(articleID)
		return err
	})
	return article, revisions, err
}

// Older answers GET /articles/:id/revisions/:n with a revision and the claims as they stood on it.
func (p *Pages) Older(c echo.Context) error {
	article, _, err := p.revisionsOf(c)
	if err != nil {
		return err
	}
	number, err := pathNumber(c, "n", "revision")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	revision, err := p.desk.Revision(ctx, article.ID, int(number))
	if err != nil {
		return err
	}
	claims, err := p.desk.ClaimsAsOf(ctx, viewer(c), article.ID, int(number))
	if err != nil {
		return err
	}
	inText, waited := claimsOn(claims, revision.Number)
	page := views.OlderPage{Frame: frame(c, article.Title+", revision "+id(number), views.AtLibrary), Article: article, Revision: revision.Revision,
		Galley: views.Galley{Text: revision.Index, Blocks: revision.Blocks, Links: revision.Links, Claims: inText, Viewer: viewer(c).ID},
		Claims: slices.Concat(inText, waited)}
	if len(inText) > 0 {
		page.Galley.Stop = inText[0].ID
	}
	return respond.HTML(c, http.StatusOK, views.Older(page))
}

// claimsOn parts claims by whether they stood on a revision or waited on an older one.
func claimsOn(claims []factcheck.Claim, number int) (on, waited []factcheck.Claim) {
	for _, c := range claims {
		if c.Revision == number {
			on = append(on, c)
		} else {
			waited = append(waited, c)
		}
	}
	return on, waited
}
