package page

import (
	"cmp"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// textPieces are what a change of a claim's place, verdict or existence makes look otherwise: the blocks about the spans it
// has and had, and the counts. Open is the claim whose card stands open.
func (p *Pages) textPieces(c echo.Context, claim factcheck.Claim, had factcheck.Span, open int64) ([]templ.Component, error) {
	ctx, person := c.Request().Context(), viewer(c)
	revision, err := p.desk.Revision(ctx, claim.ArticleID, 0)
	if err != nil {
		return nil, err
	}
	var spans []factcheck.Span
	var pieces []templ.Component
	if claim.Revision == revision.Number { // one that waits for a look stands in no text that the page shows
		spans = append(spans, claim.Span)
	}
	if had != claim.Span {
		spans = append(spans, had)
	}
	if showsOlder(c, revision.Number) {
		spans = nil
	}
	err = p.store.Read(ctx, func(r *store.Reader) error {
		for _, s := range spans {
			g, err := around(r, revision.Blocks, person.ID, claim.ArticleID, s)
			if err != nil {
				return err
			}
			g.Text, g.Links, g.Viewer, g.Open, g.Stop = revision.Index, revision.Links, person.ID, open, open
			pieces = append(pieces, g)
		}
		reviews, err := r.Reviews(person.ID, claim.ArticleID)
		pieces = append(pieces, countPieces(countReviews(reviews, person.ID))...)
		return err
	})
	return pieces, err
}

func countPieces(n counts) []templ.Component {
	pieces := []templ.Component{views.Progress(n.shown())}
	for _, v := range factcheck.Verdicts {
		pieces = append(pieces, views.Count(v, n.all))
	}
	return pieces
}

// around gives the blocks under a span, and under all claims that overlap those blocks, and so on, with those claims: as far
// as one claim's coming or going can move the lanes of others.
func around(r *store.Reader, blocks []factcheck.Block, viewer, articleID int64, s factcheck.Span) (views.Galley, error) {
	over := withBlocks(blocks, s)
	claims, err := r.ClaimsOver(viewer, articleID, over)
	if err == nil && slices.ContainsFunc(claims, func(c factcheck.Claim) bool { return !over.Contains(c.Span) }) {
		var spans []factcheck.Span
		if spans, err = r.SpansInText(viewer, articleID); err == nil {
			over = joined(s, blocks, spans)
			claims, err = r.ClaimsOver(viewer, articleID, over)
		}
	}
	first, end := under(blocks, over)
	return views.Galley{From: first, Blocks: blocks[first:end], Claims: claims}, err
}

// withBlocks is a span with the blocks under it.
func withBlocks(blocks []factcheck.Block, s factcheck.Span) factcheck.Span {
	first, end := under(blocks, s)
	for _, b := range blocks[first:end] {
		s = union(s, b.Span)
	}
	return s
}

// joined is a span with all blocks and spans that share a code point with it, and all that share one with these, and so on.
func joined(s factcheck.Span, blocks []factcheck.Block, spans []factcheck.Span) factcheck.Span {
	all := append(slices.Clone(spans), s)
	for _, b := range blocks {
		all = append(all, b.Span)
	}
	slices.SortFunc(all, func(a, b factcheck.Span) int { return cmp.Compare(a.Start, b.Start) })
	run := all[0]
	for _, next := range all[1:] {
		if next.Start < run.End {
			run = union(run, next)
			continue
		}
		if run.Contains(s) {
			break
		}
		run = next
	}
	return run
}

// under gives the blocks that share a code point with s: blocks[first:end].
func under(blocks []factcheck.Block, s factcheck.Span) (first, end int) {
	for first < len(blocks) && blocks[first].End <= s.Start {
		first++
	}
	for end = first; end < len(blocks) && blocks[end].Start < s.End; end++ {
	}
	return first, end
}

func union(a, b factcheck.Span) factcheck.Span {
	return factcheck.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
