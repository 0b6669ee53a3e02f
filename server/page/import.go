package page

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// ImportForm answers GET /articles/new.
func (p *Pages) ImportForm(c echo.Context) error {
	if err := p.mayImport(c); err != nil {
		return err
	}
	return showImport(c, http.StatusOK, views.ImportForm{})
}

func (p *Pages) mayImport(c echo.Context) error {
	if p.desk.MayImport(viewer(c)) != nil {
		return factcheck.Errorf(factcheck.Forbidden, "Articles are imported by editors. Ask one of this desk’s.")
	}
	return nil
}

func showImport(c echo.Context, status int, form views.ImportForm) error {
	form.Key = rand.Text()
	page := views.ImportPage{Frame: frame(c, "Import an article", views.AtLibrary), Form: form}
	return respond.HTML(c, status, views.Import(page))
}

// ImportArticle answers POST /articles: a text, a page or a file, imported without a look, with what is said of it. What surely is
// none of its text is set aside. One that the desk has already is looked at all the same.
func (p *Pages) ImportArticle(c echo.Context) error {
	if err := p.mayImport(c); err != nil {
		return err
	}
	in := bring(c)
	if in.several() {
		return p.runImport(c, in)
	}
	draft, err := p.readBrought(c, in)
	var article factcheck.Article
	if err == nil {
		article, err = p.desk.ImportArticle(c.Request().Context(), viewer(c), desk.NewArticle{Article: draft.Safe(), Key: in.form.Get("key"), Unlike: true})
	}
	switch {
	case err == nil:
		return to(c, "/articles/"+id(article.ID))
	case errors.Is(err, desk.ErrAlike):
		return p.lookFirst(c, in, draft)
	}
	return refuseImport(c, in, err)
}

// lookFirst keeps what was read until it has been looked over.
func (p *Pages) lookFirst(c echo.Context, in brought, draft extract.Draft) error {
	kept, err := p.desk.KeepDraft(c.Request().Context(), viewer(c), draft)
	if err != nil {
		return refuseImport(c, in, err)
	}
	return to(c, "/imports/"+id(kept))
}

// refuseImport shows the form again with what was typed.
func refuseImport(c echo.Context, in brought, err error) error {
	if !mendable(err) {
		return err
	}
	e, typed := known(err), importTyped(in.typed())
	typed.Problem, typed.Fields = e.Message, e.Fields
	return showImport(c, respond.Status(e.Code), typed)
}

func importTyped(form url.Values) views.ImportForm {
	return views.ImportForm{
		Title: form.Get("title"), Byline: form.Get("byline"), Publisher: form.Get("publisher"), URL: form.Get("url"),
		PublishedOn: form.Get("published_on"), Language: form.Get("language"), Text: form.Get("text"), HTML: form.Get("html"),
		Address: form.Get("address"), Format: form.Get("format"),
	}
}
