package views

import (
	"net/url"
	"time"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// ReviewersPage says how far the desk's reviewers agree, over many articles and over time.
type ReviewersPage struct {
	Frame    Frame
	Since    string // plain dates as typed, "" for no bound
	Until    string
	With     [2]string // two reviewers: the articles that both have read; "" for all
	Problem  string
	Field    string            // the field at fault
	Articles []ComparedArticle // that entered, the latest first
	Listed   []ComparedArticle // those of them that the page lists
	LeftOut  []LeftOutArticles
	Judging  agreement.Judging
	AlphaU   MedianAlpha
	Pairs    []ReviewerPair
	Months   []MonthFigures // the latest first
}

// ComparedArticle is an article that two reviewers or more have read to the end.
type ComparedArticle struct {
	Article   factcheck.Article
	On        string // the plain date on which the second review was submitted
	Reviewers []string
	Groups    int
	AlphaU    agreement.Coefficient
	Alpha     agreement.Coefficient // of the verdicts
}

// LeftOutArticles counts articles that did not enter.
type LeftOutArticles struct {
	Why      string // completes "because"
	Articles int
}

// MedianAlpha is the middle one of several articles' unitizing alphas.
type MedianAlpha struct {
	Value    *float64
	Articles int // for which it is defined
	LeftOut  int
}

// ReviewerPair is how far two reviewers agree over the articles that both have read.
type ReviewerPair struct {
	Reviewers [2]string
	Articles  int
	AlphaU    agreement.Coefficient
	Finding   agreement.PairFinding
	Kappa     agreement.Coefficient
}

// MonthFigures are the figures of the articles compared in one month.
type MonthFigures struct {
	Month    string // "2019-10"
	Articles int
	Judging  agreement.Judging
	AlphaU   MedianAlpha
}

// reviewers lists everybody who is in a pair, in order.
func (p ReviewersPage) reviewers() (names []string) {
	seen := map[string]bool{}
	for _, pair := range p.Pairs {
		for _, name := range pair.Reviewers {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// address is this page with something else asked of it, and a place in it.
func (p ReviewersPage) address(with [2]string, since, until, place string) string {
	values := url.Values{}
	if with[0] != "" {
		values["with"] = with[:]
	}
	for name, value := range map[string]string{"since": since, "until": until} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return "/reviewers?" + values.Encode() + "#" + place
}

// sharedBy leads to the articles that two reviewers have both read.
func (p ReviewersPage) sharedBy(pair ReviewerPair) string {
	return p.address(pair.Reviewers, p.Since, p.Until, "articles")
}

// inMonth narrows the page to the articles compared in a month.
func (p ReviewersPage) inMonth(month string) string {
	first := dateOf(month + "-01")
	return p.address([2]string{}, first.Format(time.DateOnly), first.AddDate(0, 1, -1).Format(time.DateOnly), "articles")
}

// leftOut counts the articles that did not enter.
func (p ReviewersPage) leftOut() (n int) {
	for _, l := range p.LeftOut {
		n += l.Articles
	}
	return n
}

func (a ComparedArticle) address() string {
	return CompareAsk{ArticleID: a.Article.ID, Threshold: UsualThreshold}.Address()
}

// rows are the figures over all articles, without links: what is behind them is the list of articles.
func (p ReviewersPage) rows() []figureRow {
	return []figureRow{
		{label: "α, verdicts", Coefficient: p.Judging.AlphaNominal}, {label: "α, ratings", Coefficient: p.Judging.AlphaOrdinalRating},
		{label: "κ of Fleiss", Coefficient: p.Judging.FleissKappa}, {label: "of one mind", Coefficient: p.Judging.Percent},
	}
}

// between says which dates the page is narrowed to.
func (p ReviewersPage) between() (said string) {
	if p.Since != "" {
		said += " since " + p.Since
	}
	if p.Until != "" {
		said += " until " + p.Until
	}
	return said
}
