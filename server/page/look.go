package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/respond"
	"stet/views"
)

// BringIn answers POST /imports: one article is read and shown to be looked over, several are imported one after another.
func (p *Pages) BringIn(c echo.Context) error {
	if err := p.mayImport(c); err != nil {
		return err
	}
	in := bring(c)
	if in.several() || respond.IsFragment(c) {
		return p.runImport(c, in)
	}
	draft, err := p.readBrought(c, in)
	if err != nil {
		return refuseImport(c, in, err)
	}
	return p.lookFirst(c, in, draft)
}

// Look answers GET /imports/:id: what was read, block by block, before it is imported.
func (p *Pages) Look(c echo.Context) error {
	draft, err := p.draft(c)
	if err != nil {
		return err
	}
	if draft.ArticleID != 0 {
		return to(c, "/articles/"+id(draft.ArticleID))
	}
	return p.showLook(c, http.StatusOK, draft, lookAt(draft))
}

func (p *Pages) draft(c echo.Context) (desk.Draft, error) {
	number, err := pathNumber(c, "id", "import")
	if err != nil {
		return desk.Draft{}, err
	}
	return p.desk.Draft(c.Request().Context(), viewer(c), number)
}

func lookAt(draft desk.Draft) views.LookPage {
	about := draft.About
	page := views.LookPage{ID: draft.ID, Notes: draft.Notes, Form: views.ImportForm{Title: about.Title, Byline: about.Byline, Publisher: about.Publisher,
		URL: about.URL, PublishedOn: about.PublishedOn, Language: about.Language}}
	for i, piece := range draft.Pieces {
		page.Bits = append(page.Bits, views.Bit{Number: i, Kind: piece.Kind, Level: piece.Level, Text: piece.Text, Links: len(piece.Links),
			Why: string(piece.Aside), Keep: piece.Aside == ""})
	}
	return page
}

func (p *Pages) showLook(c echo.Context, status int, draft desk.Draft, page views.LookPage) (err error) {
	if draft.ArticleID == 0 {
		if page.Alike, err = p.desk.Duplicates(c.Request().Context(), draft.Safe()); err != nil {
			return err
		}
	}
	page.Frame = frame(c, "Look it over", views.AtLibrary)
	return respond.HTML(c, status, views.Look(page))
}

// ImportLooked answers POST /imports/:id: the blocks that are kept become the article's text.
func (p *Pages) ImportLooked(c echo.Context) error {
	draft, err := p.draft(c)
	if err != nil {
		return err
	}
	form := posted(c)
	kept := keptIn(form)
	article, err := p.desk.ImportDraft(c.Request().Context(), viewer(c), draft.ID, aboutIn(form), kept)
	switch {
	case err == nil:
		return to(c, "/articles/"+id(article))
	case !mendable(err):
		return err
	}
	e, page := known(err), lookAt(draft)
	page.Form = importTyped(form)
	page.Form.Problem, page.Form.Fields = e.Message, e.Fields
	for i := range page.Bits {
		_, page.Bits[i].Keep = slices.BinarySearch(kept, i)
	}
	return p.showLook(c, respond.Status(e.Code), draft, page)
}

// keepName begins the name of the box that says whether a piece is kept; the piece's place ends it.
const keepName = "keep."

// keptIn gives the places of the pieces that are kept, ascending.
func keptIn(form url.Values) (kept []int) {
	for name := range form {
		if number, ok := strings.CutPrefix(name, keepName); ok {
			if i, err := strconv.Atoi(number); err == nil {
				kept = append(kept, i)
			}
		}
	}
	slices.Sort(kept)
	return kept
}

func aboutIn(form url.Values) extract.About {
	return extract.About{Title: form.Get("title"), Byline: form.Get("byline"), Publisher: form.Get("publisher"), URL: form.Get("url"),
		PublishedOn: form.Get("published_on"), Language: form.Get("language")}
}

// DropLooked answers POST /imports/:id/drop.
func (p *Pages) DropLooked(c echo.Context) error {
	number, err := pathNumber(c, "id", "import")
	if err != nil {
		return err
	}
	if err := p.desk.DropDraft(c.Request().Context(), viewer(c), number); err != nil {
		return err
	}
	return to(c, "/articles")
}
