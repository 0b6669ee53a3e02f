package views

import (
	"slices"
	"strconv"

	"stet/server/factcheck"
)

// ClaimsPage lists the claims of the desk.
type ClaimsPage struct {
	Frame     Frame
	Filter    ClaimsFilter
	Shown     string                  // the filter in words: "disputed, since 2019-10-30"
	Counts    factcheck.VerdictCounts // with the filter's verdicts left out, so that each can be weighed
	Total     int                     // all the claims that the viewer may see
	Matching  int
	Rows      []factcheck.ClaimRow
	First     int // the number of the first row, from 1
	Newer     string
	Older     string
	CSV       string // the address of exactly what is shown
	Disputed  string // the address of the disputed claims
	Articles  []factcheck.Article
	Reviewers []string
}

// ClaimsFilter is the filter as typed.
type ClaimsFilter struct {
	Verdicts  []factcheck.Verdict
	Kind      factcheck.Kind
	ArticleID int64
	Reviewer  string
	Text      string
	Since     string
	Until     string
	Problem   string
	Field     string // the field at fault
}

// has says whether a verdict is ticked; none ticked lets all through.
func (f ClaimsFilter) has(v factcheck.Verdict) bool { return slices.Contains(f.Verdicts, v) }

// empty says whether the filter lets everything through.
func (f ClaimsFilter) empty() bool {
	return len(f.Verdicts) == 0 && f.Kind == "" && f.ArticleID == 0 && f.Reviewer == "" && f.Text == "" && f.Since == "" && f.Until == ""
}

// rows says which rows are shown: "1 to 50 of 1,200".
func (p ClaimsPage) rows() string {
	return figure(p.First) + " to " + figure(p.First+len(p.Rows)-1) + " of " + figure(p.Matching)
}

// permalink leads to a claim in its article.
func permalink(c factcheck.Claim) string {
	id := strconv.FormatInt(c.ID, 10)
	return "/articles/" + strconv.FormatInt(c.ArticleID, 10) + "?claim=" + id + "#claim-" + id
}
