package page

import (
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// CreateClaim answers POST /articles/:id/claims, which marks a claim.
func (p *Pages) CreateClaim(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	in, err := newClaim(posted(c))
	if err == nil {
		err = p.asShown(c.Request().Context(), articleID, in.Span, posted(c))
	}
	if err != nil {
		return p.refuseQuote(c, err, articleID, in)
	}
	claim, err := p.desk.CreateClaim(c.Request().Context(), viewer(c), articleID, in)
	if err != nil {
		return p.refuseQuote(c, err, articleID, in)
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerWith(c, claim, claim.Span, claim.ID) // what was just marked is what one goes on with
}

// refuseQuote shows the form that marks by quoting again, with what was typed.
func (p *Pages) refuseQuote(c echo.Context, err error, articleID int64, in desk.NewClaim) error {
	if respond.IsFragment(c) || !mendable(err) {
		return err
	}
	return p.showBench(c, err, articleID, 0, func(page *views.WorkbenchPage) {
		e := known(err)
		page.Quote = views.QuoteForm{Quote: in.Quote, Prefix: in.Prefix, Suffix: in.Suffix, Verdict: in.Verdict, Kind: in.Kind, Note: in.Note,
			Key: page.Quote.Key, Problem: e.Message, Field: firstField(e)}
	})
}

// answerWhole answers with everything that shows a claim: its text, its card, its entry in the index, and the counts.
func (p *Pages) answerWhole(c echo.Context, claim factcheck.Claim, also ...templ.Component) error {
	return p.answerWith(c, claim, claim.Span, openIn(c), also...)
}

// answerWith is answerWhole for a claim that stood elsewhere before, with the card of open standing open.
func (p *Pages) answerWith(c echo.Context, claim factcheck.Claim, had factcheck.Span, open int64, also ...templ.Component) error {
	text, err := p.textPieces(c, claim, had, open)
	if err != nil {
		return err
	}
	return p.changed(c, claim, slices.Concat(text, cardPieces(viewer(c), claim, open), also)...)
}

// ChangeClaim answers POST /claims/:id, the form of an open card.
func (p *Pages) ChangeClaim(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	form := leftAlone(posted(c))
	change, err := claimChange(form)
	var claim factcheck.Claim
	if err == nil {
		claim, err = p.changeClaim(c, number, change)
	}
	if saved, stale := staleOver(err); stale && made(saved, change) {
		claim, err = saved, p.stood(c, saved, change)
	} else if stale {
		return p.showConflict(c, err, conflictOfChange(viewer(c), saved, change, form))
	}
	if err != nil {
		return p.refuseOnCard(c, err, "form", func(card *views.OpenCard) { card.Draft = drafted(card.Draft, change) })
	}
	if !respond.IsFragment(c) {
		return to(c, afterCard(form.Get("then"), claim))
	}
	return p.answerChange(c, claim, change)
}

func (p *Pages) changeClaim(c echo.Context, number int64, change desk.ClaimChange) (claim factcheck.Claim, err error) {
	seen, err := p.seenOrBack(c, number)
	if err != nil {
		return claim, err
	}
	return p.desk.ChangeClaim(c.Request().Context(), viewer(c), number, seen, change)
}

// answerChange answers with what a change made look otherwise. The open card's form is not among it, so that nobody's caret
// jumps while they write.
func (p *Pages) answerChange(c echo.Context, claim factcheck.Claim, change desk.ClaimChange) error {
	if claim.ID != openIn(c) || broughtBack(c) {
		return p.answerWhole(c, claim)
	}
	pieces := []templ.Component{views.Head(claim, viewer(c).ID), views.State(claim), views.Changed(claim, true)}
	if change.Verdict == nil {
		return p.changed(c, claim, pieces...)
	}
	text, err := p.textPieces(c, claim, claim.Span, claim.ID)
	if err != nil {
		return err
	}
	pieces = append(pieces, views.Index{Claims: []factcheck.Claim{claim}, Open: claim.ID})
	return p.changed(c, claim, append(pieces, text...)...)
}

// afterCard is where an open card's form leads without scripts: back to the card, or to the text with the card closed.
func afterCard(then string, claim factcheck.Claim) string {
	if then == "close" {
		return "/articles/" + id(claim.ArticleID) + "#claim-" + id(claim.ID)
	}
	return benchAddress(claim, "")
}
