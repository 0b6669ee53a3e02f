package page

import (
	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// DeleteClaim answers POST /claims/:id/delete.
func (p *Pages) DeleteClaim(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	var claim factcheck.Claim
	seen, err := version(posted(c))
	if err == nil {
		claim, err = p.desk.DeleteClaim(c.Request().Context(), viewer(c), number, seen)
	}
	if saved, stale := staleOver(err); stale && !saved.Deleted {
		return p.showConflict(c, err, conflictOfDelete(saved))
	} else if stale {
		claim, err = saved, nil // somebody deleted it before: what was wanted stands
	}
	if err != nil {
		return p.refuseOnCard(c, err, "delete", func(*views.OpenCard) {})
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, "deleted"))
	}
	toast := views.Toast{Message: "Claim " + id(claim.ID) + " deleted.", Undo: "/claims/" + id(claim.ID) + "/restore", Version: claim.Version}
	return p.answerWhole(c, claim, views.ToastNote(toast))
}

// RestoreClaim answers POST /claims/:id/restore, which brings a deleted claim back. Scripts off, it may say no version.
func (p *Pages) RestoreClaim(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	var claim factcheck.Claim
	seen := 0
	if form := posted(c); form.Has("version") {
		seen, err = version(form)
	}
	if err == nil {
		claim, err = p.desk.RestoreClaim(c.Request().Context(), viewer(c), number, seen)
	}
	if saved, stale := staleOver(err); stale && saved.Deleted {
		return p.showConflict(c, err, conflictOfRestore(saved))
	} else if stale {
		claim, err = saved, nil // it is back already: what was wanted stands
		c.Response().Header().Set(stoodHeader, "1")
	}
	if err != nil {
		return err
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, ""))
	}
	return p.answerWhole(c, claim, views.ToastNote(views.Toast{Message: "Claim " + id(claim.ID) + " is back."}))
}

// broughtBack says whether a form is one of a deleted claim, which is to come back with what is changed.
func broughtBack(c echo.Context) bool { return posted(c).Has("back") }

// seenOrBack gives the version of the claim that a form was made on. A claim that is to come back is brought back first, if it is
// still as the form shows it.
func (p *Pages) seenOrBack(c echo.Context, number int64) (int, error) {
	seen, err := version(posted(c))
	if err != nil || !broughtBack(c) {
		return seen, err
	}
	claim, err := p.desk.RestoreClaim(c.Request().Context(), viewer(c), number, seen)
	return claim.Version, err
}

// Undo answers POST /articles/:id/undo, which takes back the person's last change to a claim of the article: once however often
// the form is sent, and none that the page it was sent from does not show yet.
func (p *Pages) Undo(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	form := posted(c)
	seen, err := articleVersion(form)
	if err != nil {
		return err
	}
	event, claim, err := p.desk.Undo(c.Request().Context(), viewer(c), articleID, desk.UndoInput{Seen: seen, Key: submitKey(form)})
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return nothingToUndo(c, articleID)
	}
	if err != nil {
		return err
	}
	if !respond.IsFragment(c) {
		return to(c, benchAddress(claim, "undone"))
	}
	was, err := spanAfter(event, claim)
	if err != nil {
		return err
	}
	return p.answerWith(c, claim, was, openIn(c), views.ToastNote(views.Toast{Message: undoneSaid(event, claim)}))
}

// undoneSaid says what taking back an event came to.
func undoneSaid(e factcheck.Event, claim factcheck.Claim) string {
	said := map[factcheck.Action]string{
		factcheck.ClaimCreated: "is off again", factcheck.ClaimChanged: "is as it was before",
		factcheck.ClaimDeleted: "is back", factcheck.ClaimRestored: "is deleted again",
	}
	return "Undone: claim " + id(claim.ID) + " " + said[e.Action] + "."
}

func nothingToUndo(c echo.Context, articleID int64) error {
	if !respond.IsFragment(c) {
		return to(c, "/articles/"+id(articleID)+"?done=nothing")
	}
	return fragments(c, views.ToastNote(views.Toast{Message: "There is nothing of yours left to undo here."}))
}
