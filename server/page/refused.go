package page

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// mendable says whether a person can do something about an error by changing or sending again what they typed, so that it is
// shown to them at their form.
func mendable(err error) bool {
	switch factcheck.CodeOf(err) {
	case factcheck.Invalid, factcheck.Conflict, factcheck.TooLarge, factcheck.RateLimited, factcheck.Unavailable:
		return true
	}
	return false
}

// known gives an error as one of ours, which has a message to show.
func known(err error) *factcheck.Error {
	var e *factcheck.Error
	if errors.As(err, &e) {
		return e
	}
	return &factcheck.Error{}
}

// staleOver gives the claim as it stands where err says that it changed before the write came; ok is false for other errors.
func staleOver(err error) (stands factcheck.Claim, ok bool) {
	e := known(err)
	if e.Code != factcheck.Conflict || e.Current == nil {
		return stands, false
	}
	return *e.Current, true
}

// refuseOnCard answers a form of an open card that was refused: a script gets the error alone; without scripts the card is
// shown again, changed by show to hold what was typed.
func (p *Pages) refuseOnCard(c echo.Context, err error, form string, show func(*views.OpenCard)) error {
	if respond.IsFragment(c) || !mendable(err) {
		return err
	}
	claim, missing := p.claim(c)
	if missing != nil {
		return missing
	}
	card, e := openCard(viewer(c), claim), known(err)
	card.Trouble = views.Trouble{Form: form + "-" + id(claim.ID), Message: e.Message, Field: firstField(e), Seen: posted(c).Get("version")}
	show(&card)
	return p.showBench(c, err, claim.ArticleID, claim.ID, func(page *views.WorkbenchPage) { page.OpenCard = card })
}

// showConflict answers a write that came too late with both readings.
func (p *Pages) showConflict(c echo.Context, err error, card views.ConflictCard) error {
	card.Viewer = viewer(c).ID
	if respond.IsFragment(c) {
		c.Response().Header().Set("Stet-Claim", id(card.Saved.ID))
		return respond.HTML(c, http.StatusConflict, card)
	}
	return p.showBench(c, err, card.Saved.ArticleID, card.Saved.ID, func(page *views.WorkbenchPage) { page.OpenCard = card })
}
