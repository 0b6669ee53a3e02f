package page

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// runImport imports what files hold, article by article, and tells of each as soon as it is done: a browser with a page that grows,
// a script with a line of JSON. Whoever stops reading stops the import; what was told of is imported. Each article is a write of
// its own, so that nobody's claims wait for them.
func (p *Pages) runImport(c echo.Context, in brought) error {
	if err := in.isOne(); err != nil {
		return refuseImport(c, in, err)
	}
	items := p.imported(c.Request().Context(), viewer(c), in)
	done := func() { takeTime(c) }
	done()
	if respond.IsFragment(c) {
		return tellLines(c, items, done)
	}
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	page := views.ImportRunPage{Frame: frame(c, "Import", views.AtLibrary), Items: each(items, done)}
	return views.ImportRun(page).Render(c.Request().Context(), c.Response())
}

// stepTime is how long an article may take to be read, and its reader for what is told of it.
const stepTime = time.Minute

// takeTime gives what has all come the time that one article may take, however long it took to come.
func takeTime(c echo.Context) {
	answer := http.NewResponseController(c.Response())
	answer.SetReadDeadline(time.Time{}) // which would end the import
	answer.SetWriteDeadline(time.Now().Add(stepTime))
}

// each calls done after every item.
func each[T any](items iter.Seq[T], done func()) iter.Seq[T] {
	return func(yield func(T) bool) {
		for item := range items {
			if !yield(item) {
				return
			}
			done()
		}
	}
}

// tellLines tells of each item with a line of JSON, which holds its element of the list.
func tellLines(c echo.Context, items iter.Seq[views.ImportItem], done func()) error {
	c.Response().Header().Set(echo.HeaderContentType, "application/x-ndjson")
	lines := json.NewEncoder(c.Response())
	for item := range items {
		var element bytes.Buffer
		if err := views.ImportLine(item).Render(c.Request().Context(), &element); err != nil {
			return err
		}
		if err := lines.Encode(map[string]string{"outcome": string(item.Outcome), "html": element.String()}); err != nil {
			return err
		}
		c.Response().Flush()
		done()
	}
	return nil
}

// imported imports one article after another as its results are asked for.
func (p *Pages) imported(ctx context.Context, by factcheck.Person, in brought) iter.Seq[views.ImportItem] {
	return func(yield func(views.ImportItem) bool) {
		for _, file := range in.files {
			raw, err := content(file)
			if err != nil {
				raw = nil
			}
			source := extract.Source{Name: file.Filename, Format: extract.Format(in.form.Get("format")), Raw: raw}
			for item := range p.desk.ExtractEach(ctx, source) {
				if ctx.Err() != nil {
					return
				}
				item.Name = cmp.Or(item.Name, file.Filename)
				told, err := p.importItem(ctx, by, item)
				if !yield(told) || mayNotGoOn(err) {
					return
				}
			}
		}
	}
}

// mayNotGoOn says whether whoever imports was signed out, disabled or given another role meanwhile.
func mayNotGoOn(err error) bool {
	code := factcheck.CodeOf(err)
	return code == factcheck.Unauthorized || code == factcheck.Forbidden
}

// mayStill fails where whoever asked may not do so any more.
func (p *Pages) mayStill(ctx context.Context) error {
	return p.store.Read(ctx, func(r *store.Reader) error { return r.CheckAccess(ctx) })
}

// importItem imports one article, unless the desk has it: the same text is left out, and one that is like another waits to be
// looked over. What it fails with is told, too.
func (p *Pages) importItem(ctx context.Context, by factcheck.Person, item extract.Item) (told views.ImportItem, err error) {
	told.Name = item.Name
	if item.Err != nil {
		return told.Failed(known(item.Err).Message), p.mayStill(ctx)
	}
	article := item.Draft.Safe()
	if article.Title == "" {
		article.Title = "Untitled"
	}
	told.Title = article.Title
	alike, err := p.desk.Duplicates(ctx, article)
	switch {
	case err != nil:
		return told.Failed(known(err).Message), err
	case len(alike) > 0 && alike[0].Why == factcheck.SameText:
		told.Outcome, told.Address, told.Why = views.WasThere, "/articles/"+id(alike[0].ArticleID), fmt.Sprintf("The desk has the same text as article %d.", alike[0].ArticleID)
		return told, nil
	case len(alike) > 0:
		return p.keepToLook(ctx, by, item, alike[0], told)
	}
	made, err := p.desk.ImportArticle(ctx, by, desk.NewArticle{Article: article})
	if err != nil {
		return told.Failed(known(err).Message), err
	}
	told.Outcome, told.Address, told.Why = views.WasImported, "/articles/"+id(made.ID), leftOutOf(article)
	return told, nil
}

func (p *Pages) keepToLook(ctx context.Context, by factcheck.Person, item extract.Item, like factcheck.Duplicate, told views.ImportItem) (views.ImportItem, error) {
	kept, err := p.desk.KeepDraft(ctx, by, item.Draft)
	if err != nil {
		return told.Failed(known(err).Message), err
	}
	told.Outcome, told.Address = views.NeedsLook, "/imports/"+id(kept)
	told.Why = fmt.Sprintf("It has the %s as article %d.", strings.TrimPrefix(string(like.Why), "the "), like.ArticleID)
	if like.Why == factcheck.NearlySameText {
		told.Why = fmt.Sprintf("It is nearly the same as article %d.", like.ArticleID)
	}
	return told, nil
}

// leftOutOf says what was set aside, "" for nothing.
func leftOutOf(a extract.Article) string {
	if len(a.SetAside) == 0 {
		return ""
	}
	return fmt.Sprintf("Set aside: %d.", len(a.SetAside))
}
