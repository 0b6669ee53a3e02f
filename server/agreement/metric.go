package agreement

import "math"

// Metric gives the distance of two values, by their places c < k in the values in order; totals is how often each
// occurs among the units that enter. Krippendorff's formulas square it (Krippendorff 2011, section E).
type Metric func(values, totals []float64, c, k int) float64

// Nominal is for categories without order: they are the same or they are not.
func Nominal(_, _ []float64, _, _ int) float64 { return 1 }

// Ordinal is for ranks: the distance of two is how many values lie between them, they themselves counting half.
func Ordinal(_, totals []float64, c, k int) float64 {
	distance := (totals[c] + totals[k]) / 2
	for g := c + 1; g < k; g++ {
		distance += totals[g]
	}
	return distance
}

// Interval is for numbers whose differences mean something.
func Interval(values, _ []float64, c, k int) float64 { return values[k] - values[c] }

// Ratio is for numbers from zero up whose proportions mean something.
func Ratio(values, _ []float64, c, k int) float64 {
	return (values[k] - values[c]) / math.Abs(values[k]+values[c])
}
