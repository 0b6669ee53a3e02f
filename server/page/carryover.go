package page

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/span"
	"stet/server/store"
	"stet/views"
)

// Carryover answers GET /articles/:id/carryover: the claims that need a look.
func (p *Pages) Carryover(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	claim, _ := strconv.ParseInt(c.QueryParam("claim"), 10, 64)
	page, err := p.carryover(c, articleID, claim)
	if err != nil {
		return err
	}
	return respond.HTML(c, http.StatusOK, views.Carryover(page))
}

// straysShown is how many claims of a long queue stand on one page, each with the text around it twice.
const straysShown = 200

// carryover makes the page of the queue on which a claim stands; the first for 0.
func (p *Pages) carryover(c echo.Context, articleID, claim int64) (page views.CarryoverPage, err error) {
	ctx, person := c.Request().Context(), viewer(c)
	waiting, err := p.desk.Waiting(ctx, person, articleID)
	if err != nil {
		return page, err
	}
	var mine factcheck.Review
	err = p.store.Read(ctx, func(r *store.Reader) error {
		if page.Article, err = r.Article(person.ID, articleID); err != nil {
			return err
		}
		mine, _, err = r.ReviewBy(person.ID, articleID)
		return err
	})
	if err != nil {
		return page, err
	}
	page.Frame = frame(c, "Needs a look: "+page.Article.Title, views.AtLibrary)
	page.Waiting = len(waiting)
	at := slices.IndexFunc(waiting, func(w store.WaitingClaim) bool { return w.Claim.ID == claim })
	page.Before = max(0, at) / straysShown * straysShown
	shown := waiting[page.Before:min(len(waiting), page.Before+straysShown)]
	if page.Before > 0 {
		page.Earlier = waiting[page.Before-1].Claim.ID
	}
	if after := page.Before + len(shown); after < len(waiting) {
		page.Later = waiting[after].Claim.ID
	}
	for _, w := range shown {
		look, err := p.stray(c, w)
		if err != nil {
			return page, err
		}
		look.Mine = w.Claim.ReviewerID == person.ID
		look.May = person.Role.AtLeast(factcheck.Editor) || look.Mine && !mine.Submitted()
		page.Strays = append(page.Strays, look)
	}
	return page, nil
}

// stray sets where a claim stood beside the text where it may stand now.
func (p *Pages) stray(c echo.Context, w store.WaitingClaim) (look views.Stray, err error) {
	ctx := c.Request().Context()
	old, err := p.desk.Revision(ctx, w.Claim.ArticleID, w.Claim.Revision)
	if err != nil {
		return look, err
	}
	now, err := p.desk.Revision(ctx, w.Claim.ArticleID, w.Carryover.To)
	if err != nil {
		return look, err
	}
	look = views.Stray{Claim: w.Claim, Outcome: w.Claim.Carried, To: now.Number,
		Old: views.Excerpted{Text: old.Index, Blocks: blocksAround(old.Index, old.Blocks, w.Claim.Span, 0), Marked: w.Claim.Span, Class: "was-marked"}}
	proposed := w.Carryover.Span
	if look.Outcome == factcheck.CarriedGone {
		near, err := p.desk.Near(ctx, old, now, w.Claim.Span)
		if err != nil {
			return look, err
		}
		look.Now = views.Excerpted{Text: now.Index, Blocks: blocksAround(now.Index, now.Blocks, factcheck.Span{Start: max(0, near-1), End: near}, 1),
			Marked: factcheck.Span{Start: near, End: near}, Class: "stood-here"}
		return look, nil
	}
	look.Proposed = now.Index.Slice(proposed)
	look.Now = views.Excerpted{Text: now.Index, Blocks: blocksAround(now.Index, now.Blocks, proposed, 1), Marked: proposed, Class: "is-proposed"}
	look.Quote.Quote = look.Proposed
	return look, nil
}

// sight is how much of a long paragraph is shown before and after a claim, in code points.
const sight = 1_500

// blocksAround gives the blocks under a span, and as many before and after them, long ones as far as they are in sight.
func blocksAround(text *span.Text, blocks []factcheck.Block, s factcheck.Span, beside int) []factcheck.Block {
	first, end := under(blocks, s)
	around := slices.Clone(blocks[max(0, first-beside):min(len(blocks), max(end, first+1)+beside)])
	seen := text.Snap(factcheck.Span{Start: max(0, s.Start-sight), End: min(text.Len(), s.End+sight)})
	for i := range around {
		around[i].Start, around[i].End = max(around[i].Start, seen.Start), min(around[i].End, seen.End)
	}
	return slices.DeleteFunc(around, func(b factcheck.Block) bool { return b.Start >= b.End })
}

// AnswerCarryover answers POST /claims/:id/carryover, by which somebody says where a claim stands, or drops it.
func (p *Pages) AnswerCarryover(c echo.Context) error {
	before, err := p.claim(c)
	if err != nil {
		return err
	}
	form := posted(c)
	seen, err := version(form)
	if err != nil {
		return err
	}
	answer, err := p.carryoverAnswer(c, before, form)
	var claim factcheck.Claim
	if err == nil {
		claim, err = p.desk.AnswerCarryover(c.Request().Context(), viewer(c), before.ID, seen, answer)
	}
	if err != nil {
		return p.refuseAnswer(c, err, before, form)
	}
	return p.afterAnswer(c, claim)
}

// carryoverAnswer reads what is said of a claim that waits.
func (p *Pages) carryoverAnswer(c echo.Context, claim factcheck.Claim, form url.Values) (answer desk.CarryoverAnswer, err error) {
	switch form.Get("answer") {
	case "accept":
		answer.Accept = true
	case "drop":
		answer.Drop = true
	case "place":
		answer.Seen = revisionSeen(form)
		if answer.Span, err = spanOf(form); err == nil {
			err = p.asShown(c.Request().Context(), claim.ArticleID, answer.Span, form)
		}
	case "quote":
		current, err := p.desk.Revision(c.Request().Context(), claim.ArticleID, 0)
		if err != nil {
			return answer, err
		}
		found, err := p.desk.Find(c.Request().Context(), current, form.Get("quote"), form.Get("prefix"), form.Get("suffix"))
		answer.Span, answer.Seen = &found, current.Number
		return answer, err
	}
	return answer, err
}

// refuseAnswer shows the queue again, with what was typed and what is wrong with it at the claim.
func (p *Pages) refuseAnswer(c echo.Context, refused error, claim factcheck.Claim, form url.Values) error {
	if !mendable(refused) {
		return refused
	}
	page, err := p.carryover(c, claim.ArticleID, claim.ID)
	if err != nil {
		return err
	}
	for i := range page.Strays {
		if look := &page.Strays[i]; look.Claim.ID == claim.ID {
			e := known(refused)
			look.Problem = e.Message
			if _, isStale := staleOver(refused); isStale {
				look.Problem = "This claim was changed meanwhile, and stands here as it is now. Nothing was overwritten; look at it, then answer again."
			}
			if form.Get("answer") == "quote" {
				look.Quote = views.QuoteForm{Quote: form.Get("quote"), Prefix: form.Get("prefix"), Suffix: form.Get("suffix"), Field: firstField(e)}
			}
			return respond.HTML(c, respond.Status(e.Code), views.Carryover(page))
		}
	}
	return withWhatWasTyped(refused, form)
}

// withWhatWasTyped tells, of a claim that has no form in the queue any more, what was typed in that.
func withWhatWasTyped(refused error, form url.Values) error {
	typed := strings.TrimSpace(form.Get("quote"))
	if form.Get("answer") != "quote" || typed == "" {
		return refused
	}
	e := *known(refused)
	e.Message += " What you typed for it was: “" + typed + "”."
	return &e
}

// afterAnswer leads to the next claim that needs a look; to the claim itself where none is left.
func (p *Pages) afterAnswer(c echo.Context, claim factcheck.Claim) error {
	waiting, err := p.desk.Waiting(c.Request().Context(), viewer(c), claim.ArticleID)
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		next := waiting[0].Claim.ID
		for _, w := range waiting {
			if w.Claim.Start > claim.Start {
				next = w.Claim.ID
				break
			}
		}
		return to(c, strayAddress(claim.ArticleID, next))
	}
	if claim.Deleted {
		return to(c, benchAddress(claim, "deleted"))
	}
	return to(c, benchAddress(claim, ""))
}
