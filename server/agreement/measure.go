package agreement

import (
	"stet/server/factcheck"
)

// Finding says how far the reviewers found the same claims.
type Finding struct {
	AlphaU Coefficient   // see [AlphaU]; its units are claims
	Pairs  []PairFinding // every two reviewers, in order
}

// Judging says how far the reviewers judged alike what they found in common. Its units are groups; an unchecked verdict
// is a missing value, as is no rating.
type Judging struct {
	Percent            Coefficient // see [Percent]
	Kappa              []PairKappa // every two reviewers, in order
	FleissKappa        Coefficient // see [FleissKappa]
	AlphaNominal       Coefficient // of the verdicts; see [Alpha]
	AlphaOrdinalRating Coefficient // of the ratings; see [Alpha]
}

// PairKappa is Cohen's kappa of two reviewers' verdicts; see [CohenKappa]. The groups that both judged enter; those
// that either marked but not both judged are left out.
type PairKappa struct {
	Reviewers [2]string
	Coefficient
}

// Measure gives the agreement of readings and the groups that [Align] made of them. Length is that of the text, in
// code points.
func Measure(readings []Reading, groups []Group, length int) (Finding, Judging) {
	readings = inOrder(readings)
	reviewers := make([]string, len(readings))
	for i, r := range readings {
		reviewers[i] = r.Reviewer
	}
	return find(readings, length), Judge(reviewers, groups)
}

func find(readings []Reading, length int) Finding {
	spans := make([][]factcheck.Span, len(readings))
	for i, r := range readings {
		for _, c := range r.Claims {
			spans[i] = append(spans[i], c.Span)
		}
	}
	f := Finding{AlphaU: AlphaU(spans, factcheck.Span{End: length})}
	for i, j := range everyTwo(len(readings)) {
		f.Pairs = append(f.Pairs, findPair(readings[i], readings[j]))
	}
	return f
}

// Judge gives the agreement of reviewers on judging. The groups may be those of several articles.
func Judge(reviewers []string, groups []Group) Judging {
	if len(reviewers) < 2 {
		none := Coefficient{Undefined: oneReading, LeftOut: len(groups)}
		return Judging{Percent: none, FleissKappa: none, AlphaNominal: none, AlphaOrdinalRating: none}
	}
	counts := verdictCounts(groups)
	j := Judging{
		Percent:            Percent(counts),
		FleissKappa:        FleissKappa(counts),
		AlphaNominal:       Alpha(verdictValues(groups), Nominal),
		AlphaOrdinalRating: Alpha(ratingValues(groups), Ordinal),
	}
	for a, b := range everyTwo(len(reviewers)) {
		j.Kappa = append(j.Kappa, kappaOf(Confusion(groups, reviewers[a], reviewers[b])))
	}
	return j
}
