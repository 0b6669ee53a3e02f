package page

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// ReviseForm answers GET /articles/:id/revisions/new with the text to be corrected.
func (p *Pages) ReviseForm(c echo.Context) error {
	page, err := p.revisePage(c)
	if err != nil {
		return err
	}
	return p.showRevise(c, http.StatusOK, page)
}

// revisePage is the form over the current text.
func (p *Pages) revisePage(c echo.Context) (page views.RevisePage, err error) {
	if err := p.desk.MayRevise(viewer(c)); err != nil {
		return page, err
	}
	if page.Article, _, err = p.revisionsOf(c); err != nil {
		return page, err
	}
	current, err := p.desk.Revision(c.Request().Context(), page.Article.ID, page.Article.Revision)
	if err != nil {
		return page, err
	}
	page.Frame = frame(c, "Correct: "+page.Article.Title, views.AtLibrary)
	page.Seen, page.Text = current.Number, current.Text
	return page, nil
}

func (p *Pages) showRevise(c echo.Context, status int, page views.RevisePage) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, status, views.Revise(page))
}

// ReviseArticle answers POST /articles/:id/revisions: with preview=1 it shows what would happen, else it makes the revision.
func (p *Pages) ReviseArticle(c echo.Context) error {
	page, err := p.revisePage(c)
	if err != nil {
		return err
	}
	form := posted(c)
	page.Text, page.Reason, page.Typed = form.Get("text"), form.Get("reason"), true
	page.Seen, _ = strconv.Atoi(form.Get("seen"))
	page.Draft, _ = strconv.ParseInt(form.Get("draft"), 10, 64)
	in, err := p.revisionInput(c, page)
	if err != nil {
		return p.refuseRevision(c, err, page)
	}
	if form.Get("preview") == "1" {
		return p.previewRevision(c, in, page)
	}
	made, err := p.desk.ReviseArticle(c.Request().Context(), viewer(c), page.Article.ID, in)
	if err != nil {
		return p.refuseRevision(c, err, page)
	}
	return to(c, afterRevision(page.Article.ID, made))
}

// afterRevision leads to the claims that need a look, or to the article where none does.
func afterRevision(articleID int64, made *desk.Revised) string {
	address := "/articles/" + id(articleID)
	for _, carried := range made.Carried {
		if !carried.Outcome.Certain() {
			return address + "/carryover"
		}
	}
	return address
}

func (p *Pages) previewRevision(c echo.Context, in desk.RevisionInput, page views.RevisePage) error {
	planned, err := p.desk.PlanRevision(c.Request().Context(), viewer(c), page.Article.ID, in)
	if err != nil {
		return p.refuseRevision(c, err, page)
	}
	page.Plan = planOf(planned)
	return p.showRevise(c, http.StatusOK, page)
}

func planOf(planned *desk.Revised) *views.RevisionPlan {
	plan := &views.RevisionPlan{Pieces: planned.Diff, Same: planned.Same}
	for _, carried := range planned.Carried {
		if carried.Outcome == factcheck.CarriedExact {
			plan.Exact++
			continue
		}
		plan.Touched = append(plan.Touched, views.CarriedClaim{Claim: carried.Claim, Outcome: carried.Outcome, Quote: carried.Quote})
	}
	return plan
}

// refuseRevision shows the form again with what was typed. Where somebody else was first, it is over their text now, so that what
// differs from it can be looked at before it is saved.
func (p *Pages) refuseRevision(c echo.Context, err error, page views.RevisePage) error {
	if !mendable(err) {
		return err
	}
	e := known(err)
	page.Problem, page.Field = e.Message, firstField(e)
	if e.Code == factcheck.Conflict || page.Seen < 1 {
		page.Seen = page.Article.Revision
		if in, read := p.revisionInput(c, page); read == nil {
			if planned, failed := p.desk.PlanRevision(c.Request().Context(), viewer(c), page.Article.ID, in); failed == nil {
				page.Plan = planOf(planned)
			}
		}
	}
	return p.showRevise(c, respond.Status(e.Code), page)
}

// revisionInput reads the corrected text. What was fetched, and left as it was, keeps the form that it was fetched in.
func (p *Pages) revisionInput(c echo.Context, page views.RevisePage) (desk.RevisionInput, error) {
	in := desk.RevisionInput{Reason: page.Reason, Seen: page.Seen}
	article, err := extract.Plain([]byte(page.Text))
	if err != nil {
		return in, err
	}
	in.Article, in.KeepForm = article, true
	if page.Draft == 0 {
		return in, nil
	}
	draft, err := p.desk.Draft(c.Request().Context(), viewer(c), page.Draft)
	if fetched := draft.Safe(); err == nil && fetched.Text == article.Text {
		in.Article, in.KeepForm = fetched, false
	}
	return in, nil
}

// FetchRevision answers POST /articles/:id/revisions/fetch: it fetches the article's page again and shows what changed.
func (p *Pages) FetchRevision(c echo.Context) error {
	page, err := p.revisePage(c)
	if err != nil {
		return err
	}
	page.Reason = "fetched again"
	draft, err := p.fetchAgain(c.Request().Context(), page.Article.URL)
	if err != nil {
		return p.refuseRevision(c, err, page)
	}
	if page.Draft, err = p.desk.KeepDraft(c.Request().Context(), viewer(c), draft); err != nil {
		return err
	}
	page.Text = draft.Safe().Text
	in, err := p.revisionInput(c, page)
	if err != nil {
		return p.refuseRevision(c, err, page)
	}
	return p.previewRevision(c, in, page)
}

func (p *Pages) fetchAgain(ctx context.Context, address string) (extract.Draft, error) {
	if address == "" {
		return extract.Draft{}, factcheck.BadField("text", "The article has no address to fetch it from. Correct its text here.")
	}
	fetched, err := p.fetch.Fetch(ctx, address)
	if err != nil {
		return extract.Draft{}, err
	}
	return p.desk.Extract(ctx, fetched.Source())
}

// PutBack answers POST /articles/:id/revisions/put-back: a block that was set aside belongs to the text after all.
func (p *Pages) PutBack(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	if err := p.desk.MayRevise(viewer(c)); err != nil {
		return err
	}
	place, seen, err := putBackForm(posted(c))
	if err != nil {
		return err
	}
	in, err := p.desk.WithPutBack(c.Request().Context(), articleID, place)
	if err != nil {
		return err
	}
	in.Reason, in.Seen = "put back what was set aside", cmp.Or(seen, in.Seen)
	made, err := p.desk.ReviseArticle(c.Request().Context(), viewer(c), articleID, in)
	if err != nil {
		return err
	}
	return to(c, afterRevision(articleID, made))
}

func putBackForm(form url.Values) (place, seen int, err error) {
	place, err = strconv.Atoi(form.Get("put_back"))
	if err != nil {
		return 0, 0, factcheck.BadField("put_back", "The form does not say what to put back. Reload the page and send it again.")
	}
	seen, _ = strconv.Atoi(form.Get("seen"))
	return place, seen, nil
}
