package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Decide answers POST /articles/:id/decisions, the desk's word on a group that has none.
func (p *Pages) Decide(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	return p.decide(c, articleID, func(in desk.DecisionInput) (factcheck.Decision, error) {
		made, err := p.desk.Decide(c.Request().Context(), viewer(c), articleID, in)
		if err == nil && made.Outcome == factcheck.Reopened { // it was sent before
			err = factcheck.Errorf(factcheck.Conflict, "What you decided was saved, and the group has been reopened since. Sending the form again decides it anew.")
		}
		return made, err
	})
}

// ChangeDecision answers POST /decisions/:id, another word in the place of one that stands.
func (p *Pages) ChangeDecision(c echo.Context) error {
	decision, err := p.decision(c)
	if err != nil {
		return err
	}
	return p.decide(c, decision.ArticleID, func(in desk.DecisionInput) (factcheck.Decision, error) {
		seen, err := decisionSeen(posted(c), decision)
		if err != nil {
			return decision, err
		}
		return p.desk.ChangeDecision(c.Request().Context(), viewer(c), decision.ID, seen, changeOf(in))
	})
}

// another is what no decision has for its version.
const another = -1

// decisionSeen reads the version of the decision that a form was written over, another where that was another one, or none stood.
func decisionSeen(form url.Values, decision factcheck.Decision) (int, error) {
	number, seen, isWhole := strings.Cut(form.Get("version"), "-")
	if !form.Has("version") || isWhole && number == id(decision.ID) {
		return version(url.Values{"version": {seen}})
	}
	return another, nil
}

// decide reads the form of a group that stands open, does with it what is asked, and goes on to the next group, or shows
// the form again with what is wrong with it.
func (p *Pages) decide(c echo.Context, articleID int64, do func(desk.DecisionInput) (factcheck.Decision, error)) error {
	form := posted(c)
	ask, _ := compareAsk(articleID, c.QueryParams())
	if ids := claimIDs(form); len(ids) > 0 {
		ask.Group = ids[0]
	}
	revision, err := p.desk.Revision(c.Request().Context(), articleID, 0)
	if err != nil {
		return err
	}
	about, err := p.extentOf(c, claimIDs(form))
	if err != nil {
		return err
	}
	in, err := p.decisionInput(form, revision.Index, about)
	var decision factcheck.Decision
	if err == nil {
		decision, err = do(in)
	}
	if err != nil {
		return p.refuseDecision(c, err, ask)
	}
	c.Response().Header().Set("Stet-Decision", views.StandingOf(decision))
	return p.afterDecision(c, ask)
}

// extentOf gives the stretch of text that some claims stand on.
func (p *Pages) extentOf(c echo.Context, claims []int64) (about factcheck.Span, err error) {
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		for _, number := range claims {
			claim, err := r.Claim(viewer(c).ID, number)
			if err != nil {
				return err
			}
			if about.End == 0 {
				about = claim.Span
			}
			about = union(about, claim.Span)
		}
		return nil
	})
	return about, err
}

// refuseDecision shows the group again with what was typed. Where somebody else has decided meanwhile, what they decided
// stands above it, and sending the form again changes that.
func (p *Pages) refuseDecision(c echo.Context, err error, ask views.CompareAsk) error {
	if !mendable(err) {
		return err
	}
	page, failed := p.stillOpen(c, ask)
	if failed != nil {
		return failed
	}
	if page.Deciding == nil {
		return err
	}
	e, form, group := known(err), posted(c), page.Deciding.Group
	message, changed := e.Message, e.Claims
	if e.Code != factcheck.Conflict && isOver(form, group) {
		message += " " + meanwhileDecided
		changed = newIn(group, form)
	}
	if page.Deciding.Changed, failed = p.changedSince(c, changed, form); failed != nil {
		return failed
	}
	page.Deciding.Draft = typedDraft(form)
	page.Deciding.Trouble = views.Trouble{Form: "decide", Message: message, Field: firstField(e)}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	if respond.IsFragment(c) {
		return respond.HTML(c, respond.Status(e.Code), views.GroupRows(views.GroupRow(page, page.Deciding.Group), views.DecidingRow(*page.Deciding)))
	}
	return respond.HTML(c, respond.Status(e.Code), views.Compare(page))
}

// meanwhileDecided is said beside what else is wrong with a form, which then comes back over what stands now.
const meanwhileDecided = "Besides, somebody else has decided here, or changed a reading, since you opened this: what stands now is shown above, and sending the form changes it."

// isOver says whether a decision's form was drawn over something else than what stands now of its group.
func isOver(form url.Values, group *views.Group) bool {
	return form.Has("claims_seen") && (form.Get("version") != group.Standing() || form.Get("claims_seen") != views.Seen(group.Claims()))
}

// newIn gives the claims of a group that have another version than a form's page showed, or were not there.
func newIn(group *views.Group, form url.Values) (claims []factcheck.Claim) {
	shown := strings.Fields(form.Get("claims_seen"))
	for _, claim := range group.Claims() {
		if !slices.Contains(shown, views.Seen([]*factcheck.Claim{claim})) {
			claims = append(claims, *claim)
		}
	}
	return claims
}

// mayBeGone is how many claims of a group the screen is made without at most, to find it by another: each makes it anew.
const mayBeGone = 16

// stillOpen makes the screen with the group open that holds one of the claims that were sent, the first of which may be gone.
func (p *Pages) stillOpen(c echo.Context, ask views.CompareAsk) (page views.ComparePage, err error) {
	sent := claimIDs(posted(c))
	for _, ask.Group = range append([]int64{ask.Group}, sent[:min(len(sent), mayBeGone)]...) {
		if page, err = p.compare(c, ask); err != nil || page.Deciding != nil {
			break
		}
	}
	return page, err
}

// afterDecision goes on to the next group that waits for the desk's word, or stays at this one where none does.
func (p *Pages) afterDecision(c echo.Context, ask views.CompareAsk) error {
	page, err := p.compare(c, ask)
	if err != nil {
		return err
	}
	next := ask
	if page.Next != 0 {
		next.Group = page.Next
	}
	if !respond.IsFragment(c) {
		return to(c, next.Opening())
	}
	after, err := p.compare(c, next)
	if err != nil {
		return err
	}
	return decided(c, page, after)
}

// decided answers a page's script with what a decision changed, and with the group that is to stand open after it. Where that
// is on another page, its address is named.
func decided(c echo.Context, page, after views.ComparePage) error {
	pieces := []templ.Component{views.CompareSaid(page.Tally), views.CompareShows(page), views.CompareAgreed(page.Ask, page.Tally)}
	var rows []templ.Component
	if page.Deciding != nil {
		rows = append(rows, views.GroupRow(page, page.Deciding.Group))
	}
	switch {
	case after.Deciding == nil:
	case after.First != page.First:
		c.Response().Header().Set("Stet-Next", after.Ask.Opening())
	default:
		rows = append(rows, views.DecidingRow(*after.Deciding))
	}
	pieces = append(pieces, views.GroupRows(rows...))
	if page.Tally.Undecided == 0 {
		pieces = append(pieces, views.ToastNote(views.Toast{Message: "Every group is decided."}))
	}
	return fragments(c, pieces...)
}

// ReopenDecision answers POST /decisions/:id/reopen, after which its group waits for the desk's word again.
func (p *Pages) ReopenDecision(c echo.Context) error {
	decision, err := p.decision(c)
	if err != nil {
		return err
	}
	ask, _ := compareAsk(decision.ArticleID, c.QueryParams())
	if ids := decision.ClaimIDs(); len(ids) > 0 && ask.Group == 0 {
		ask.Group = ids[0]
	}
	seen, err := version(posted(c))
	if err == nil {
		_, err = p.desk.ReopenDecision(c.Request().Context(), viewer(c), decision.ID, seen)
	}
	if err != nil {
		return p.refuseDecision(c, err, ask)
	}
	if !respond.IsFragment(c) {
		return to(c, ask.Opening())
	}
	page, err := p.compare(c, ask)
	if err != nil {
		return err
	}
	return decided(c, page, page)
}

func (p *Pages) decision(c echo.Context) (d factcheck.Decision, err error) {
	number, err := pathNumber(c, "id", "decision")
	if err != nil {
		return d, err
	}
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		d, err = r.Decision(viewer(c).ID, number)
		return err
	})
	return d, err
}
