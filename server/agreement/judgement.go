package agreement

import (
	"slices"

	"stet/server/factcheck"
)

// verdicts are the categories of judging, in the order screens show them; unchecked is none.
var verdicts = []factcheck.Verdict{factcheck.Verified, factcheck.Disputed, factcheck.Unproven}

// verdictPlaces are the places of the verdicts, as values for [Alpha].
var verdictPlaces = []float64{0, 1, 2}

// category gives the place of a claim's verdict among the verdicts, -1 where it has none.
func category(c factcheck.Claim) int { return slices.Index(verdicts, c.Verdict) }

// verdictCounts tells for each group how many of its members have each verdict.
func verdictCounts(groups []Group) [][]int {
	counts := make([][]int, len(groups))
	for g, group := range groups {
		counts[g] = make([]int, len(verdicts))
		for _, m := range group.Members {
			if c := category(m.Claim); c >= 0 {
				counts[g][c]++
			}
		}
	}
	return counts
}

// verdictValues gives for each group the places of its members' verdicts, as values for [Alpha].
func verdictValues(groups []Group) [][]float64 {
	return values(groups, func(c factcheck.Claim) (float64, bool) { return float64(category(c)), category(c) >= 0 })
}

// ratingValues gives for each group its members' ratings.
func ratingValues(groups []Group) [][]float64 {
	return values(groups, func(c factcheck.Claim) (float64, bool) { return float64(c.Rating), c.Rating != 0 })
}

func values(groups []Group, of func(factcheck.Claim) (float64, bool)) [][]float64 {
	all := make([][]float64, len(groups))
	for g, group := range groups {
		for _, m := range group.Members {
			if value, ok := of(m.Claim); ok {
				all[g] = append(all[g], value)
			}
		}
	}
	return all
}
