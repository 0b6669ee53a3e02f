package views

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// WorkbenchPage is an article with its claims and their cards.
type WorkbenchPage struct {
	Frame     Frame
	Article   factcheck.Article
	Galley    Galley
	Sentences []byte                  // JSON: [[start, end], ...] in code points
	Counts    factcheck.VerdictCounts // of all the claims that the viewer may see
	Progress  factcheck.VerdictCounts // of the viewer's own reading, else of all
	Filter    Filter
	Shown     []factcheck.Claim // those whose cards the page holds
	Review    factcheck.Review  // the viewer's own; the zero review where they have none
	Compared  bool              // there are readings to compare, as far as the viewer may see
	OpenCard  templ.Component   // stands in place of the closed card of Galley.Open; nil for none
	MayMark   bool
	MayRevise bool
	Waiting   []factcheck.Claim // that stand on an older revision and need a look
	Quote     QuoteForm         // what was typed to mark by quoting
	Long      bool              // there are too many claims for one page to hold all their cards
	Earlier   string            // the address of the cards before Shown, "" where there are none
	Later     string            // the address of the cards after Shown
}

// Filter says which claims are shown.
type Filter struct {
	Verdicts  []factcheck.Verdict // empty for all
	Kind      factcheck.Kind
	Reviewer  string
	Text      string
	Hidden    int      // how many claims it leaves out
	Reviewers []string // whose claims there are to choose from
	Query     string   // the filter as in Cards
}

// has says whether a verdict is let through.
func (f Filter) has(v factcheck.Verdict) bool {
	return len(f.Verdicts) == 0 || slices.Contains(f.Verdicts, v)
}

// said tells what the filter does, for the button that opens it.
func (f Filter) said(total int) string {
	switch {
	case total == 0:
		return ": no claims yet"
	case f.Hidden == 0:
		return ": all " + count(total, "claim", "claims") + " shown"
	}
	return ": " + figure(total-f.Hidden) + " of " + count(total, "claim", "claims") + " shown"
}

// QuoteForm is what was typed to mark a claim by quoting it, and what is wrong with it.
type QuoteForm struct {
	Quote   string
	Prefix  string
	Suffix  string
	Verdict factcheck.Verdict
	Kind    factcheck.Kind
	Note    string
	Key     string
	Problem string
	Field   string
}

// vastWords is the length from which browsers are told not to lay out what is out of sight.
const vastWords = 15000

func (p WorkbenchPage) vast() bool { return p.Long || p.Article.Words > vastWords }

// readingState says how the viewer reads: "reading blind, due 2019-11-05"; "submitted".
func (p WorkbenchPage) readingState() string {
	state := "reading"
	switch {
	case p.Review.Submitted():
		return "submitted"
	case p.Review.Blind:
		state = "reading blind"
	}
	if p.Review.DueOn != "" {
		state += ", due " + p.Review.DueOn
	}
	return state
}

// maySubmit says whether the viewer has a review to hand in.
func (p WorkbenchPage) maySubmit() bool {
	return p.Review.ID != 0 && !p.Review.Submitted() && p.MayMark
}

// before and after are the closed cards around the one that stands open.
func (p WorkbenchPage) before() Cards { return p.cards(p.Shown[:p.openAt()]) }

func (p WorkbenchPage) after() Cards { return p.cards(p.Shown[min(p.openAt()+1, len(p.Shown)):]) }

func (p WorkbenchPage) openAt() int {
	at := slices.IndexFunc(p.Shown, func(c factcheck.Claim) bool { return c.ID == p.Galley.Open })
	if at < 0 || p.OpenCard == nil {
		return len(p.Shown)
	}
	return at
}

func (p WorkbenchPage) cards(claims []factcheck.Claim) Cards {
	return Cards{Claims: claims, Viewer: p.Galley.Viewer, Out: p.Galley.Out, Query: p.Filter.Query}
}

func (p WorkbenchPage) index() Index {
	return Index{Claims: p.Shown, Open: p.Galley.Open, Out: p.Galley.Out, Query: p.Filter.Query}
}

func (p WorkbenchPage) path() string { return "/articles/" + strconv.FormatInt(p.Article.ID, 10) }

// versions is where scripts find the versions of claims whose cards the page does not hold, but for those that were never changed.
func (p WorkbenchPage) versions() templ.Component {
	return pressed(func(out *press) {
		out.raw(`<script type="application/json" id="versions">{`)
		between := ""
		for i := range p.Galley.Claims {
			if c := &p.Galley.Claims[i]; c.Version > 1 && !p.Galley.Carded[c.ID] {
				out.raw(between, `"`)
				out.number(c.ID)
				out.raw(`":"`)
				out.number(int64(c.Version))
				out.raw(`"`)
				between = ","
			}
		}
		out.raw("}</script>")
	})
}

// sentences is where scripts find the sentences, for the keys that step through them.
func (p WorkbenchPage) sentences() templ.Component {
	return pressed(func(out *press) {
		out.raw(`<script type="application/json" id="sentences">`, string(p.Sentences), `</script>`)
	})
}
