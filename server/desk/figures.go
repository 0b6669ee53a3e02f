package desk

import (
	"cmp"
	"maps"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// figure makes the figures of what was gathered.
func (p *pool) figure() {
	for _, why := range leftOrder {
		if n := p.left[why]; n > 0 {
			p.made.LeftOut = append(p.made.LeftOut, LeftOut{why, n})
		}
	}
	p.made.Judging, p.made.AlphaU = judged(p.parts), medianAlphaU(p.parts)
	p.made.Pairs = pairsOf(p.parts)
	months := map[string][]pooledArticle{}
	for _, part := range p.parts {
		months[part.month()] = append(months[part.month()], part)
	}
	for _, month := range slices.Backward(slices.Sorted(maps.Keys(months))) {
		parts := months[month]
		p.made.Months = append(p.made.Months, MonthAgreement{month, len(parts), judged(parts), medianAlphaU(parts)})
	}
	slices.SortFunc(p.made.Articles, func(a, b ArticleAgreement) int {
		return cmp.Or(cmp.Compare(b.ComparedOn, a.ComparedOn), cmp.Compare(b.Article.ID, a.Article.ID))
	})
}

// judged gives the agreement on judging over the groups of several articles, the pairs left out.
func judged(parts []pooledArticle) agreement.Judging {
	reviewers, groups := map[string]bool{}, []agreement.Group(nil)
	for _, part := range parts {
		groups = append(groups, part.groups...)
		for _, r := range part.readings {
			reviewers[r.Reviewer] = true
		}
	}
	j := agreement.Judge(slices.Sorted(maps.Keys(reviewers)), groups)
	j.Kappa = nil
	return j
}

func medianAlphaU(parts []pooledArticle) (m MedianCoefficient) {
	var values []float64
	for _, part := range parts {
		if v := part.finding.AlphaU.Value; v != nil {
			values = append(values, *v)
		}
	}
	m.Articles, m.LeftOut = len(values), len(parts)-len(values)
	if len(values) == 0 {
		return m
	}
	slices.Sort(values)
	middle := (values[(len(values)-1)/2] + values[len(values)/2]) / 2
	m.Value = &middle
	return m
}

// pairsOf gives the agreement of every two reviewers over the articles that both have read.
func pairsOf(parts []pooledArticle) (pairs []PairAgreement) {
	shared := map[[2]string][]pooledArticle{}
	for _, part := range parts {
		names := part.reviewers()
		for i, a := range names {
			for _, b := range names[i+1:] {
				shared[[2]string{a, b}] = append(shared[[2]string{a, b}], part)
			}
		}
	}
	two := slices.SortedFunc(maps.Keys(shared), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for _, reviewers := range two {
		pairs = append(pairs, pairOver(shared[reviewers], reviewers))
	}
	return pairs
}

// pairOver lays the articles end to end: to the reviewers, who have read them all, they are one text.
func pairOver(parts []pooledArticle, reviewers [2]string) PairAgreement {
	readings := []agreement.Reading{{Reviewer: reviewers[0]}, {Reviewer: reviewers[1]}}
	var groups []agreement.Group
	length := 0
	for _, part := range parts {
		groups = append(groups, part.groups...)
		for i := range readings {
			readings[i].Claims = append(readings[i].Claims, shifted(part.by(reviewers[i]), length)...)
		}
		length += part.article.Length
	}
	finding, _ := agreement.Measure(readings, nil, length)
	return PairAgreement{Reviewers: reviewers, Articles: len(parts), AlphaU: finding.AlphaU, Finding: finding.Pairs[0],
		Kappa: agreement.Kappa(groups, reviewers[0], reviewers[1])}
}

func (a *alignment) by(reviewer string) []factcheck.Claim {
	i := slices.IndexFunc(a.readings, func(r agreement.Reading) bool { return r.Reviewer == reviewer })
	return a.readings[i].Claims
}

func shifted(claims []factcheck.Claim, by int) []factcheck.Claim {
	all := slices.Clone(claims)
	for i := range all {
		all[i].Start, all[i].End = all[i].Start+by, all[i].End+by
	}
	return all
}
