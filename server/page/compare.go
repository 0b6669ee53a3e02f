package page

import (
	"crypto/rand"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// groupsAtOnce is how many groups of a comparison a page holds, and of a long text no more than they stand on.
const groupsAtOnce = 100

// vastWords is the length from which browsers are told not to lay out what is out of sight.
const vastWords = 15000

// Compare answers GET /articles/:id/compare: the readings of an article side by side. A page's script that asks gets the
// group that is to stand open alone.
func (p *Pages) Compare(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	ask, wrong := compareAsk(articleID, c.QueryParams())
	page, err := p.compare(c, ask)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if wrong != nil {
		page.Problem, status = known(wrong).Message, respond.Status(factcheck.CodeOf(wrong))
	}
	if respond.IsFragment(c) && page.Deciding != nil {
		return fragments(c, views.GroupRows(views.DecidingRow(*page.Deciding)))
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, status, views.Compare(page))
}

// compare makes what the screen shows.
func (p *Pages) compare(c echo.Context, ask views.CompareAsk) (page views.ComparePage, err error) {
	comparison, err := p.desk.Compare(c.Request().Context(), viewer(c), ask.ArticleID, ask.Threshold)
	if err != nil {
		return page, err
	}
	page = views.ComparePage{
		Frame: frame(c, "Compare: "+comparison.Article.Title, views.AtLibrary), Article: comparison.Article, Ask: ask,
		Lanes: lanes(comparison), Needs: comparison.Needs, Groups: len(comparison.Groups), Finding: comparison.Finding, Judging: comparison.Judging,
		Left: comparison.Left, Lost: comparison.Lost, MayDecide: viewer(c).Role.AtLeast(factcheck.Editor),
		Pseudonyms: comparison.Article.Pseudonyms, Long: comparison.Article.Words > vastWords,
	}
	page.Frame.Toast = decidedToast(c.QueryParam("done"))
	if comparison.Needs == "" {
		p.fillComparison(&page, comparison)
	}
	return page, nil
}

func (p *Pages) fillComparison(page *views.ComparePage, c *desk.Comparison) {
	all := groups(c, page.Lanes)
	open := groupHolding(all, page.Ask.Group)
	pass, counts := passing(page.Ask, page.Lanes, all, open)
	page.Counts, page.Passing, page.Tally = counts, len(pass), tally(c, all)
	page.Matrix = matrix(c, page.Lanes, page.Ask)
	leafThrough(page, pass, open)
	page.Staff = staff(*page, c, pass)
	if open != nil {
		deciding := decidingOf(*page, open)
		page.Deciding, page.Staff.Open, page.Next = &deciding, open.Key, nextUndecided(pass, open)
	}
}

func tally(c *desk.Comparison, all []*views.Group) views.CompareTally {
	n := views.CompareTally{Groups: len(all), Decided: c.Decided, Undecided: c.Undecided, ClosedAt: c.Article.DecidedAt}
	for i := range c.Groups {
		if c.Groups[i].Acceptable() {
			n.Agreed++
			n.Listed = append(n.Listed, all[i].Claims()...)
		}
	}
	return n
}

// matrix sets the verdicts of the two lanes asked for against each other, else those of the first two.
func matrix(c *desk.Comparison, lanes []views.Lane, a views.CompareAsk) agreement.Matrix {
	one, other := laneOf(lanes, a.Matrix[0]), laneOf(lanes, a.Matrix[1])
	if one < 0 || other < 0 || one == other {
		one, other = 0, 1
	}
	return agreement.Confusion(c.Aligned(), lanes[one].Reviewer, lanes[other].Reviewer)
}

// leafThrough chooses the rows of the page: from the one asked for on, or those around the group that stands open.
func leafThrough(page *views.ComparePage, pass []*views.Group, open *views.Group) {
	from := min(page.Ask.From, len(pass)) / groupsAtOnce * groupsAtOnce
	if open != nil {
		from = slices.Index(pass, open) / groupsAtOnce * groupsAtOnce
	}
	end := min(from+groupsAtOnce, len(pass))
	page.Rows, page.First = pass[from:end], from
	if from > 0 {
		page.Newer = page.Ask.Leaf(from - groupsAtOnce)
	}
	if end < len(pass) {
		page.Older = page.Ask.Leaf(end)
	}
	page.Ask.From = from
}

// line is where a reviewer's underline runs.
type line struct {
	reviewer string
	factcheck.Span
}

// staff gives the text under the rows of the page, all of it where they are all there are, with the claims of all groups
// that pass. Beside those of the rows, one claim of a reviewer's on a span stands for all of them.
func staff(page views.ComparePage, c *desk.Comparison, pass []*views.Group) views.Staff {
	first, end := 0, len(c.Revision.Blocks)
	if len(page.Rows) < len(pass) {
		first, end = under(c.Revision.Blocks, extent(page.Rows))
	}
	s := views.Staff{Text: c.Revision.Index, From: first, Blocks: c.Revision.Blocks[first:end], Links: c.Revision.Links, Lanes: page.Lanes,
		Groups: map[int64]*views.Group{}, Ask: page.Ask}
	for _, b := range c.Revision.Blocks[:first] {
		if b.Kind == factcheck.Paragraph {
			s.Before++
		}
	}
	shown, drawn := extentOf(s.Blocks), map[line]bool{}
	for i, g := range slices.Concat(page.Rows, pass) {
		for _, claim := range g.Readings {
			if claim == nil || !claim.Overlaps(shown) || i >= len(page.Rows) && drawn[line{claim.Reviewer, claim.Span}] {
				continue
			}
			s.Claims, s.Groups[claim.ID] = append(s.Claims, *claim), g
			drawn[line{claim.Reviewer, claim.Span}] = true
		}
	}
	slices.SortFunc(s.Claims, inOrder)
	return s
}

// extent is the stretch of text from the beginning of the first claim of some groups to the end of the last.
func extent(groups []*views.Group) (s factcheck.Span) {
	for _, g := range groups {
		for _, c := range g.Readings {
			switch {
			case c == nil:
			case s.End == 0:
				s = c.Span
			default:
				s = union(s, c.Span)
			}
		}
	}
	return s
}

func extentOf(blocks []factcheck.Block) factcheck.Span {
	if len(blocks) == 0 {
		return factcheck.Span{}
	}
	return factcheck.Span{Start: blocks[0].Start, End: blocks[len(blocks)-1].End}
}

// decidingOf is the row under a group that stands open.
func decidingOf(page views.ComparePage, g *views.Group) views.Deciding {
	d := views.Deciding{Group: g, Lanes: page.Lanes, Ask: page.Ask, May: page.MayDecide, Key: rand.Text()}
	if g.Decision != nil {
		d.Draft = draftOf(g.Decision)
	}
	return d
}

// nextUndecided gives the key of the first group after one that waits for the desk's word, else of the first of all; 0 where
// no other does.
func nextUndecided(pass []*views.Group, open *views.Group) int64 {
	at := slices.Index(pass, open)
	for _, g := range slices.Concat(pass[at+1:], pass[:at]) {
		if g.Undecided {
			return g.Key
		}
	}
	return 0
}
