package page

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// ChangeSpan answers POST /claims/:id/span, which puts a claim on other words: given by start and end, or by quoting them.
func (p *Pages) ChangeSpan(c echo.Context) error {
	before, err := p.claim(c)
	if err != nil {
		return err
	}
	if err := desk.MayChange(viewer(c), before); err != nil { // before the text is looked through for the words
		return err
	}
	form := posted(c)
	wanted, err := p.wantedSpan(c, before, form)
	claim := before
	if err == nil {
		claim, err = p.changeClaim(c, before.ID, desk.ClaimChange{Span: &wanted, Seen: revisionSeen(form)})
	}
	if saved, stale := staleOver(err); stale && !saved.Deleted && saved.Span == wanted {
		claim, err = saved, p.stood(c, saved, desk.ClaimChange{Span: &wanted}) // it came before, and its answer was lost on the way
	} else if stale {
		return p.showConflict(c, err, p.conflictOfSpan(c, saved, wanted, form))
	}
	if err != nil {
		typed := views.QuoteForm{Quote: form.Get("quote"), Prefix: form.Get("prefix"), Suffix: form.Get("suffix"), Field: firstField(known(err))}
		return p.refuseOnCard(c, err, "span", func(card *views.OpenCard) { card.Span = typed })
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerWith(c, claim, before.Span, openIn(c))
}

// wantedSpan reads the words that the form asks for.
func (p *Pages) wantedSpan(c echo.Context, claim factcheck.Claim, form url.Values) (factcheck.Span, error) {
	s, err := spanOf(form)
	if err != nil {
		return factcheck.Span{}, err
	}
	if s != nil {
		return *s, p.asShown(c.Request().Context(), claim.ArticleID, s, form)
	}
	revision, err := p.desk.Revision(c.Request().Context(), claim.ArticleID, claim.Revision)
	if err != nil {
		return factcheck.Span{}, err
	}
	return p.desk.Find(c.Request().Context(), revision, form.Get("quote"), form.Get("prefix"), form.Get("suffix"))
}
