package agreement

import (
	"math/rand/v2"
	"slices"
)

// Resamples is how many times units are drawn anew for an interval.
const Resamples = 1000

// FewestUnits is how many units an interval takes at the least; what fewer units say of the next ones is not worth
// printing.
const FewestUnits = 5

// seed makes every interval reproducible.
const seed = 1960

// interval gives the percentile bootstrap's 95 % interval: as many units as were observed are drawn from them with
// replacement, the coefficient is computed anew, and the middle 95 % of what comes out is the interval (Efron and
// Tibshirani 1993, ch. 13; for kappa and alpha Zapf et al. 2016, BMC Medical Research Methodology 16:93). Draws for
// which the coefficient is undefined do not count. There is no interval for fewer than [FewestUnits] units, where fewer
// than half of the draws count, or where all give the same value: that says how few ways there are to draw, not how
// sure the value is.
func interval(times []int, f formula) *[2]float64 {
	units := spread(times)
	if len(units) < FewestUnits {
		return nil
	}
	random := rand.New(rand.NewPCG(seed, uint64(len(units))))
	drawn := make([]int, len(times))
	var values []float64
	for range Resamples {
		draw(random, units, drawn)
		if value, why := f(drawn); why == "" {
			values = append(values, value)
		}
	}
	slices.Sort(values)
	if 2*len(values) < Resamples || values[0] == values[len(values)-1] {
		return nil
	}
	tail := len(values) / 40
	return &[2]float64{values[tail], values[len(values)-1-tail]}
}

// spread gives the pattern of every unit.
func spread(times []int) []uint32 {
	var units []uint32
	for pattern, n := range times {
		for range n {
			units = append(units, uint32(pattern))
		}
	}
	return units
}

// draw fills drawn with how often each pattern comes up when as many units as there are are drawn with replacement.
// Each random number serves two draws, by its halves.
func draw(random *rand.Rand, units []uint32, drawn []int) {
	clear(drawn)
	n := uint64(len(units))
	for i := uint64(0); i < n; i += 2 {
		both := random.Uint64()
		drawn[units[(both>>32)*n>>32]]++
		if i+1 < n {
			drawn[units[(both&0xffffffff)*n>>32]]++
		}
	}
}
