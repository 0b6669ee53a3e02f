package page

import (
	"cmp"
	"crypto/rand"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// ImportForm answers GET /articles/new.
func (p *Pages) ImportForm(c echo.Context) error {
	if !viewer(c).Role.AtLeast(factcheck.Editor) {
		return factcheck.Errorf(factcheck.Forbidden, "Articles are imported by editors. Ask one of this desk’s.")
	}
	return showImport(c, http.StatusOK, views.ImportForm{})
}

func showImport(c echo.Context, status int, form views.ImportForm) error {
	form.Key = rand.Text()
	page := views.ImportPage{Frame: frame(c, "Import an article", views.AtLibrary), Form: form}
	return respond.HTML(c, status, views.Import(page))
}

// ImportArticle answers POST /articles: a text pasted, or a file, with what is said of it.
func (p *Pages) ImportArticle(c echo.Context) error {
	form, err := withFile(c)
	var in desk.NewArticle
	if err == nil {
		in, err = newArticle(form)
	}
	var article factcheck.Article
	if err == nil {
		article, err = p.desk.ImportArticle(c.Request().Context(), viewer(c), in)
	}
	switch {
	case err == nil:
		return to(c, "/articles/"+id(article.ID))
	case !mendable(err):
		return err
	}
	e, typed := known(err), importTyped(form)
	typed.Problem, typed.Fields = e.Message, e.Fields
	return showImport(c, respond.Status(e.Code), typed)
}

// withFile gives the form with a file, if one was sent, in place of its text: so it is read, and so it is shown again where it
// is refused. A file that is no text is not shown, and none takes the place of a text that was pasted.
func withFile(c echo.Context) (url.Values, error) {
	form := maps.Clone(posted(c))
	file, err := c.FormFile("file")
	if err != nil || file.Filename == "" {
		return form, nil
	}
	if strings.TrimSpace(form.Get("text")) != "" {
		return form, factcheck.BadField("file", "There is a text and a file, %s: only one of them can be the article. Choose the file again and empty the text, or import the text as it stands here.", file.Filename)
	}
	raw, err := content(file)
	if err != nil {
		return form, err
	}
	format := cmp.Or(form.Get("format"), string(extract.Detect(file.Filename, raw)))
	if err := extract.Check(raw); err != nil {
		return form, err
	}
	form.Set("text", string(raw))
	form.Set("format", format)
	form.Set("name", strings.TrimSuffix(file.Filename, path.Ext(file.Filename)))
	return form, nil
}

func content(file *multipart.FileHeader) ([]byte, error) {
	f, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// newArticle reads the text, and lets what the form says of it win over what the text says of itself.
func newArticle(form url.Values) (desk.NewArticle, error) {
	article, err := read(form.Get("format"), []byte(form.Get("text")))
	if err != nil {
		return desk.NewArticle{}, err
	}
	article.Title = cmp.Or(form.Get("title"), article.Title, form.Get("name"), article.FirstLine())
	article.Byline = cmp.Or(form.Get("byline"), article.Byline)
	article.Publisher = cmp.Or(form.Get("publisher"), article.Publisher)
	article.URL = cmp.Or(form.Get("url"), article.URL)
	article.PublishedOn = cmp.Or(form.Get("published_on"), article.PublishedOn)
	article.Language = cmp.Or(form.Get("language"), article.Language)
	return desk.NewArticle{Article: article, Key: form.Get("key")}, nil
}

func read(format string, raw []byte) (extract.Article, error) {
	if format == "markdown" {
		return extract.Markdown(raw)
	}
	return extract.Plain(raw)
}

func importTyped(form url.Values) views.ImportForm {
	return views.ImportForm{
		Title: form.Get("title"), Byline: form.Get("byline"), Publisher: form.Get("publisher"), URL: form.Get("url"),
		PublishedOn: form.Get("published_on"), Language: form.Get("language"), Text: form.Get("text"), Format: form.Get("format"),
	}
}
