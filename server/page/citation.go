package page

import (
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// AddCitation answers POST /claims/:id/citations. A source added takes nothing away, so that it counts whatever was changed
// meanwhile.
func (p *Pages) AddCitation(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	form := posted(c)
	typed := citationOf(form)
	var claim factcheck.Claim
	if broughtBack(c) {
		_, err = p.seenOrBack(c, number)
	}
	if saved, stale := staleOver(err); err == nil || stale && !saved.Deleted { // it is there: whatever else was changed is no matter
		claim, err = p.desk.AddCitation(c.Request().Context(), viewer(c), number, 0, typed, submitKey(form))
	}
	if saved, stale := staleOver(err); stale {
		return p.showConflict(c, err, conflictOfCitation(saved, typed, form))
	}
	if err != nil {
		return p.refuseOnCard(c, err, "cite-new", func(card *views.OpenCard) { card.New = typed })
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerCitation(c, claim, func(card views.OpenCard) []templ.Component {
		pieces := []templ.Component{views.NewCitation(card)}
		if n := len(claim.Citations); n > 0 { // the same submit twice may come when the source is gone again
			pieces = append(pieces, views.CitationItem(card, claim.Citations[n-1]))
		}
		return pieces
	})
}

// ChangeCitation answers POST /claims/:id/citations/:n.
func (p *Pages) ChangeCitation(c echo.Context) error {
	number, n, err := citationNumber(c)
	if err != nil {
		return err
	}
	form := posted(c)
	typed := citationOf(form)
	typed.Number = n
	var claim factcheck.Claim
	seen, err := p.seenOrBack(c, number)
	if err == nil {
		claim, err = p.desk.ChangeCitation(c.Request().Context(), viewer(c), number, seen, typed)
	}
	if saved, stale := staleOver(err); stale {
		return p.showConflict(c, err, conflictOfCitation(saved, typed, form))
	}
	if err != nil {
		return p.refuseOnCard(c, err, "cite-form", func(card *views.OpenCard) {
			card.Trouble.Form += "-" + id(int64(n))
			card.Trouble.Cite = typed
		})
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerCitation(c, claim, func(card views.OpenCard) []templ.Component {
		return []templ.Component{views.CitationReading(card, citationNumbered(claim, n))}
	})
}

// RemoveCitation answers POST /claims/:id/citations/:n/delete.
func (p *Pages) RemoveCitation(c echo.Context) error {
	number, n, err := citationNumber(c)
	if err != nil {
		return err
	}
	var claim factcheck.Claim
	seen, err := p.seenOrBack(c, number)
	if err == nil {
		claim, err = p.desk.RemoveCitation(c.Request().Context(), viewer(c), number, seen, n)
	}
	if saved, stale := staleOver(err); stale {
		return p.showConflict(c, err, conflictOfRemoval(saved, n))
	}
	if err != nil {
		return p.refuseOnCard(c, err, "cite-form", func(card *views.OpenCard) { card.Trouble.Form += "-" + id(int64(n)) })
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerCitation(c, claim, func(views.OpenCard) []templ.Component {
		toast := views.Toast{Message: "Source removed from claim " + id(claim.ID) + ".", Undo: "/articles/" + id(claim.ArticleID) + "/undo"}
		return []templ.Component{views.CitationGone(claim.ID, n), views.ToastNote(toast)}
	})
}

// answerCitation answers with what a change to one citation touched: on the open card that citation alone, so that forms open
// in others stay; else the closed card.
func (p *Pages) answerCitation(c echo.Context, claim factcheck.Claim, open func(views.OpenCard) []templ.Component) error {
	if broughtBack(c) {
		return p.answerWhole(c, claim)
	}
	if claim.ID != openIn(c) {
		return p.changed(c, claim, cardPieces(viewer(c), claim, openIn(c))...)
	}
	pieces := open(openCard(viewer(c), claim))
	return p.changed(c, claim, append(pieces, views.CiteCount(claim), views.State(claim))...)
}

func citationNumber(c echo.Context) (claim int64, n int, err error) {
	if claim, err = claimNumber(c); err != nil {
		return 0, 0, err
	}
	wide, err := pathNumber(c, "n", "source number")
	return claim, int(wide), err
}

// citationOf reads the form of a citation.
func citationOf(form url.Values) factcheck.Citation {
	return factcheck.Citation{
		URL: form.Get("url"), Title: form.Get("title"), Publisher: form.Get("publisher"),
		Stance: factcheck.Stance(form.Get("stance")), Primary: form.Get("primary") == "primary",
		Locator: form.Get("locator"), Passage: form.Get("passage"),
		PublishedOn: form.Get("published_on"), AccessedOn: form.Get("accessed_on"), ArchivedURL: form.Get("archived_url"),
	}
}
