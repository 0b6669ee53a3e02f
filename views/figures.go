package views

import (
	"strconv"
	"strings"

	"stet/server/agreement"
)

// figureRow is one coefficient with the way to the groups that entered and to those left out.
type figureRow struct {
	label string
	agreement.Coefficient
	in  string // an address
	out string // an address, "" where there is no page of what was left out
}

func (p ComparePage) findingRows() []figureRow {
	return []figureRow{{label: "α, unitizing, " + p.everybody(), Coefficient: p.Finding.AlphaU, in: p.Ask.behind(BehindNothing)}}
}

func (p ComparePage) judgingRows() []figureRow {
	judged, unjudged := p.Ask.behind(Judged), p.Ask.behind(Unjudged)
	return []figureRow{
		{"α, verdicts, " + p.everybody(), p.Judging.AlphaNominal, judged, unjudged},
		{"α, ratings, " + p.everybody(), p.Judging.AlphaOrdinalRating, p.Ask.behind(Rated), p.Ask.behind(Unrated)},
		{"κ of Fleiss, " + p.everybody(), p.Judging.FleissKappa, judged, unjudged},
		{"of one mind, " + p.everybody(), p.Judging.Percent, judged, unjudged},
	}
}

func (p ComparePage) kappaRows() []figureRow {
	rows := make([]figureRow, len(p.Judging.Kappa))
	for i, k := range p.Judging.Kappa {
		a, b := p.lane(k.Reviewers[0]), p.lane(k.Reviewers[1])
		rows[i] = figureRow{label: "κ, " + a.Name + " and " + b.Name, Coefficient: k.Coefficient, in: p.Ask.judgedBy(a, b), out: p.Ask.apart(a, b)}
	}
	return rows
}

// judgedBy leads to the groups on which two reviewers both gave a verdict, and sets their verdicts against each other.
func (a CompareAsk) judgedBy(one, other Lane) string {
	a.Matrix = [2]string{one.Key, other.Key}
	return a.behind(BehindNothing, Condition{one.Key, HoldsVerdict}, Condition{other.Key, HoldsVerdict})
}

// apart leads to the groups that either of two reviewers marked, and not both judged.
func (a CompareAsk) apart(one, other Lane) string {
	left := a.plain(BehindNothing, nil)
	left.Apart = [2]string{one.Key, other.Key}
	return left.at("groups")
}

// foundBy leads to the groups that two reviewers both marked.
func (a CompareAsk) foundBy(one, other Lane) string {
	return a.behind(BehindNothing, Condition{one.Key, HoldsClaim}, Condition{other.Key, HoldsClaim})
}

func (p ComparePage) everybody() string {
	if len(p.Lanes) == 2 {
		return "both"
	}
	return "all " + strconv.Itoa(len(p.Lanes))
}

// lane gives the lane of the claims that bear a reviewer's name.
func (p ComparePage) lane(reviewer string) Lane {
	for _, lane := range p.Lanes {
		if lane.Reviewer == reviewer {
			return lane
		}
	}
	return Lane{Reviewer: reviewer, Name: reviewer}
}

// decimal writes a coefficient's value with two digits and a true minus sign.
func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), "-", "−", 1)
}

// share writes a part of a whole, "–" where it is undefined.
func share(v *float64) string {
	if v == nil {
		return "–"
	}
	return decimal(*v)
}

// interval95 writes a 95 % interval, "–" where there is none.
func interval95(c agreement.Coefficient) string {
	if c.CI95 == nil {
		return "–"
	}
	return decimal(c.CI95[0]) + " to " + decimal(c.CI95[1])
}

// coefficientSaid tells a coefficient in words.
func coefficientSaid(c agreement.Coefficient) string {
	if c.Value == nil {
		return "undefined, " + c.Undefined
	}
	return decimal(*c.Value)
}

// fewPairs is how many pairs of reviewers are shown at once; more are folded away.
const fewPairs = 6
