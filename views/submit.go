package views

import (
	"strconv"

	"stet/server/factcheck"
)

// SubmitPage asks whether a review is to be handed in although some of its claims have no verdict.
type SubmitPage struct {
	Frame     Frame
	Review    factcheck.Review
	Unchecked []factcheck.Claim
}

func (p SubmitPage) article() string {
	return "/articles/" + strconv.FormatInt(p.Review.ArticleID, 10)
}
