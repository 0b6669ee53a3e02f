package agreement

import (
	"iter"
	"math"
	"slices"
)

// Alpha is Krippendorff's alpha for any number of reviewers, any metric and missing values (Krippendorff 2011,
// "Computing Krippendorff's Alpha-Reliability"; 2004, Content Analysis, 2nd ed., ch. 11.3):
//
//	alpha = 1 - Do / De = 1 - (n - 1) sum_ck o_ck d²_ck / sum_ck n_c n_k d²_ck
//
// where o_ck is the number of pairs of values c and k within units, each pair weighted by one over the unit's number
// of values less one, n_c the sum of o_ck over k, and n that over c. units[u] holds the values given to a unit, in any
// order; a missing one is left out or NaN. Units with fewer than two values are left out. It is undefined where all
// values are the same.
func Alpha(units [][]float64, metric Metric) Coefficient {
	values := valuesOf(units)
	counts := make([][]int, len(units))
	for u, unit := range units {
		counts[u] = make([]int, len(values))
		for _, value := range unit {
			if at, ok := slices.BinarySearch(values, value); ok {
				counts[u][at]++
			}
		}
	}
	return gather(counts).alphaOf(values, metric)
}

// AlphaOfVerdicts is the AlphaNominal of [Judging], for groups without number.
func AlphaOfVerdicts(groups iter.Seq2[Group, error]) (Coefficient, error) {
	g := gathering{known: map[string]int{}}
	for group, err := range groups {
		if err != nil {
			return Coefficient{}, err
		}
		g.add(verdictCounts([]Group{group})[0])
	}
	return g.alphaOf(verdictPlaces, Nominal), nil
}

// alphaOf is the alpha of a tally whose categories have these values.
func (t tally) alphaOf(values []float64, metric Metric) Coefficient {
	return formula(func(times []int) (float64, string) {
		if sum(times) == 0 {
			return 0, nothingInCommon
		}
		return t.alpha(times, values, metric)
	}).over(t.times, t.leftOut)
}

// valuesOf gives every value once, in order.
func valuesOf(units [][]float64) []float64 {
	values := slices.DeleteFunc(slices.Concat(units...), math.IsNaN)
	slices.Sort(values)
	return slices.Compact(values)
}

// alpha sums over c < k alone, as the metric is symmetric and nothing differs from itself.
func (t tally) alpha(times []int, values []float64, metric Metric) (float64, string) {
	coincidences, totals := t.coincidences(times, len(values))
	n, observed, expected := 0.0, 0.0, 0.0
	for c := range values {
		n += totals[c]
		for k := c + 1; k < len(values); k++ {
			if totals[c] > 0 && totals[k] > 0 {
				d := metric(values, totals, c, k)
				observed += coincidences[c][k] * d * d
				expected += totals[c] * totals[k] * d * d
			}
		}
	}
	if expected == 0 {
		return 0, oneValue
	}
	return 1 - (n-1)*observed/expected, ""
}

// coincidences gives o_ck for c < k, and n_c: each value of a unit of m values stands in m-1 pairs of weight 1/(m-1).
func (t tally) coincidences(times []int, values int) (pairs [][]float64, totals []float64) {
	pairs, totals = make([][]float64, values), make([]float64, values)
	for c := range pairs {
		pairs[c] = make([]float64, values)
	}
	for i, row := range t.patterns {
		weight := float64(times[i]) / float64(t.raters[i]-1)
		for c, n := range row {
			totals[c] += float64(times[i] * n)
			for k := c + 1; n > 0 && k < values; k++ {
				pairs[c][k] += weight * float64(n*row[k])
			}
		}
	}
	return pairs, totals
}
