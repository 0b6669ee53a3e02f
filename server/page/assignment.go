package page

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Reviews answers GET /articles/:id/reviews: who reads an article, and how far they are.
func (p *Pages) Reviews(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	page, err := p.reviews(c, articleID)
	if err != nil {
		return err
	}
	return respond.HTML(c, http.StatusOK, views.Reviews(page))
}

func (p *Pages) reviews(c echo.Context, articleID int64) (page views.ReviewsPage, err error) {
	page.MayAssign = viewer(c).Role.AtLeast(factcheck.Editor)
	page.New.Blind = true
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		if page.Article, err = r.Article(viewer(c).ID, articleID); err != nil {
			return err
		}
		reviews, err := r.Reviews(viewer(c).ID, articleID)
		if err != nil {
			return err
		}
		for _, v := range reviews {
			page.Reviews = append(page.Reviews, reader(v))
			page.Seen = append(page.Seen, views.SeenTerms{Reviewer: v.Reviewer, Terms: v.Terms()})
		}
		if !page.MayAssign {
			return nil
		}
		if page.Blind, err = r.ReadsBlind(viewer(c).ID, articleID); err != nil {
			return err
		}
		page.Choices, err = assignable(r)
		return err
	})
	page.Frame = frame(c, "Reviews: "+page.Article.Title, views.AtLibrary)
	return page, err
}

// assignable gives the people who may read for the desk.
func assignable(r *store.Reader) (choices []factcheck.Person, err error) {
	people, err := r.People()
	for _, person := range people {
		if !person.Disabled && person.Role.AtLeast(factcheck.Reviewer) {
			choices = append(choices, person)
		}
	}
	return choices, err
}

// AssignReview answers POST /articles/:id/reviews.
func (p *Pages) AssignReview(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	form := posted(c)
	typed := views.Assignment{Reviewer: form.Get("reviewer"), Blind: form.Get("blind") == "1", DueOn: form.Get("due_on")}
	err = p.assign(c, articleID, typed)
	switch {
	case err == nil:
		return to(c, "/articles/"+id(articleID)+"/reviews")
	case !mendable(err):
		return err
	}
	page, failed := p.reviews(c, articleID)
	if failed != nil {
		return failed
	}
	e := known(err)
	page.New, page.Problem, page.Field = typed, e.Message, firstField(e)
	if e.Code != factcheck.Conflict {
		page.Seen = termsSeen(form)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, respond.Status(e.Code), views.Reviews(page))
}

// assign assigns an article, over what the form's page showed where it says that.
func (p *Pages) assign(c echo.Context, articleID int64, typed views.Assignment) (err error) {
	ctx, form := c.Request().Context(), posted(c)
	if form.Has("seen") {
		_, err = p.desk.AssignReviewSeen(ctx, viewer(c), articleID, typed.Reviewer, typed.Blind, typed.DueOn, form.Get(views.SeenAs+typed.Reviewer))
	} else {
		_, err = p.desk.AssignReview(ctx, viewer(c), articleID, typed.Reviewer, typed.Blind, typed.DueOn)
	}
	return err
}

// termsSeen reads what an assignment's form says that its page showed.
func termsSeen(form url.Values) (seen []views.SeenTerms) {
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if reviewer, ok := strings.CutPrefix(name, views.SeenAs); ok {
			seen = append(seen, views.SeenTerms{Reviewer: reviewer, Terms: form.Get(name)})
		}
	}
	return seen
}

// ReopenReview answers POST /reviews/:id/reopen, which lets a reviewer go on with what they had handed in.
func (p *Pages) ReopenReview(c echo.Context) error {
	number, err := pathNumber(c, "id", "review")
	if err != nil {
		return err
	}
	review, err := p.desk.ReopenReview(c.Request().Context(), viewer(c), number)
	if err != nil {
		return err
	}
	return to(c, "/articles/"+id(review.ArticleID)+"/reviews")
}

// UnassignReview answers POST /reviews/:id/unassign, which takes an assignment back.
func (p *Pages) UnassignReview(c echo.Context) error {
	number, err := pathNumber(c, "id", "review")
	if err != nil {
		return err
	}
	review, err := p.desk.UnassignReview(c.Request().Context(), viewer(c), number)
	if err != nil {
		return err
	}
	return to(c, "/articles/"+id(review.ArticleID)+"/reviews")
}

// SubmitReview answers POST /reviews/:id/submit. Where claims of the review have no verdict yet or wait for a look, it asks once,
// naming them;
// with anyway=1 it goes on. A page's script is answered with the question as a dialog, or with no content once it is done.
func (p *Pages) SubmitReview(c echo.Context) error {
	number, err := pathNumber(c, "id", "review")
	if err != nil {
		return err
	}
	ctx, anyway := c.Request().Context(), posted(c).Get("anyway") == "1"
	review, unfinished, err := p.desk.UnfinishedClaims(ctx, viewer(c), number)
	if err != nil {
		return err
	}
	if len(unfinished) > 0 && !anyway && !review.Submitted() {
		return askToSubmit(c, review, unfinished)
	}
	if _, _, err = p.desk.SubmitReview(ctx, viewer(c), number); err != nil {
		return err
	}
	if respond.IsFragment(c) {
		return c.NoContent(http.StatusNoContent)
	}
	return to(c, "/articles/"+id(review.ArticleID)+"?done=submitted")
}

func askToSubmit(c echo.Context, review factcheck.Review, unfinished []factcheck.Claim) error {
	page := views.SubmitPage{Frame: frame(c, "Submit your review", views.AtLibrary), Review: review}
	for _, claim := range unfinished {
		if claim.Waits() {
			page.Waiting = append(page.Waiting, claim)
		} else {
			page.Unchecked = append(page.Unchecked, claim)
		}
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	if respond.IsFragment(c) {
		return respond.HTML(c, http.StatusOK, views.SubmitDialog(page))
	}
	return respond.HTML(c, http.StatusOK, views.Submit(page))
}
