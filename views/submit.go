package views

import (
	"strconv"

	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// SubmitPage asks whether a review is to be handed in although some of its claims have no verdict or no place in the text.
type SubmitPage struct {
	Frame     Frame
	Review    factcheck.Review
	Unchecked []factcheck.Claim
	Waiting   []factcheck.Claim // for a look, whether they have a verdict or not
}

func (p SubmitPage) question() string {
	unchecked, waiting := count(len(p.Unchecked), "claim", "claims")+" unchecked", count(len(p.Waiting), "claim", "claims")+" to look at"
	switch {
	case len(p.Waiting) == 0:
		return "Submit with " + unchecked + "?"
	case len(p.Unchecked) == 0:
		return "Submit with " + waiting + "?"
	}
	return "Submit with " + unchecked + " and " + waiting + "?"
}

func (p SubmitPage) article() string {
	return "/articles/" + strconv.FormatInt(p.Review.ArticleID, 10)
}

func (p SubmitPage) queue() templ.SafeURL { return templ.SafeURL(p.article() + "/carryover") }

func strayLink(c factcheck.Claim) templ.SafeURL {
	return templ.SafeURL(strayPath(c.ArticleID, c.ID))
}
