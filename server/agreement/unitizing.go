package agreement

import (
	"slices"

	"stet/server/factcheck"
)

// AlphaU is Krippendorff's unitizing alpha: how far observers who each mark units on a continuum, here claims on a
// text in code points, mark the same ones (Krippendorff 1995, Sociological Methodology 25:47; 2004, Content Analysis,
// 2nd ed., p. 251 to 256, for one category):
//
//	alpha = 1 - Do / De
//	Do = sum over i ≠ j, over the sections g of i and h of j, of d²(g, h)  /  m (m - 1) L²
//	De = 2/L sum over units g of [ (N - 1)/3 (2l³ - 3l² + l) + l² sum over gaps h with l_h >= l of (l_h - l + 1) ]
//	     /  [ mL (mL - 1) - sum over units of l (l - 1) ]
//
// with m observers, N units in all, L the length of the continuum, l that of unit g; a section is a unit or a gap
// between units. Two units that overlap are apart by d² = (difference of beginnings)² + (difference of ends)², a unit
// that lies within a gap by its length squared, and everything else not at all. An observer who marked nothing is an
// observer all the same.
//
// One observer's units may not overlap in this theory. Of units that do, as many as can stand together enter, those
// that end first; the others, and units that are empty or reach beyond the continuum, are counted as left out.
//
// The definition is that of 2004; its author has since found that it does not behave as expected of more than two
// observers (Krippendorff and others 2016, Quality and Quantity 50), so the figures of the pairs belong beside it.
//
// For the interval the text is cut before every cluster of overlapping units, and as many stretches as there are of it
// are drawn with replacement and put together to a text anew.
func AlphaU(observers [][]factcheck.Span, continuum factcheck.Span) Coefficient {
	if len(observers) < 2 {
		return Coefficient{Undefined: oneReading, LeftOut: len(slices.Concat(observers...))}
	}
	units, entered, leftOut := make([][]factcheck.Span, len(observers)), 0, 0
	for i, spans := range observers {
		units[i] = apart(spans, continuum)
		entered += len(units[i])
		leftOut += len(spans) - len(units[i])
	}
	u := newUnitizing(units, continuum)
	c := formula(u.alpha).over(filled(len(u.stretches), 1), leftOut)
	c.Units = entered
	return c
}

// apart gives as many of the spans as fit in a continuum without overlapping, in order.
func apart(spans []factcheck.Span, continuum factcheck.Span) []factcheck.Span {
	byEnd := slices.SortedFunc(slices.Values(spans), func(a, b factcheck.Span) int { return a.End - b.End })
	free := continuum.Start
	var fit []factcheck.Span
	for _, s := range byEnd {
		if s.Len() > 0 && s.Start >= free && s.End <= continuum.End {
			fit = append(fit, s)
			free = s.End
		}
	}
	return fit
}

// unitizing is a continuum as stretches.
type unitizing struct {
	stretches []stretch
	observers int
	lengths   []int // of the units, each length once, in order
	fitting   []int // how many of the lengths a gap can hold, by its length; the last stands for all longer ones
}

func newUnitizing(observers [][]factcheck.Span, continuum factcheck.Span) unitizing {
	var lengths []int
	for _, unit := range slices.Concat(observers...) {
		lengths = append(lengths, unit.Len())
	}
	slices.Sort(lengths)
	lengths = slices.Compact(lengths)
	return unitizing{cut(observers, continuum, lengths), len(observers), lengths, fitting(lengths)}
}

func fitting(lengths []int) []int {
	fits := []int{0}
	for rank, length := range lengths {
		for len(fits) < length {
			fits = append(fits, rank)
		}
		fits = append(fits, rank+1)
	}
	return fits
}

func (u unitizing) alpha(times []int) (float64, string) {
	if sum(times) == 0 {
		return 0, nothingFound
	}
	observed, expected := u.disagreements(times)
	if expected == 0 {
		return 0, oneUnitizing
	}
	return 1 - observed/expected, ""
}

// disagreements gives Do and De of the continuum that has each stretch as many times as told.
func (u unitizing) disagreements(times []int) (observed, expected float64) {
	m, length, units := float64(u.observers), 0.0, 0.0
	count := make([]float64, len(u.lengths))
	for i, n := range times {
		s := u.stretches[i]
		length += float64(n * s.length)
		observed += float64(n) * s.disagreement
		for _, rank := range s.ranks {
			count[rank] += float64(n)
			units += float64(n)
		}
	}
	observed *= 2 / (m * (m - 1) * length * length)
	within := 0.0
	for rank, n := range count {
		l := float64(u.lengths[rank])
		expected += n * (units - 1) / 3 * (2*l*l*l - 3*l*l + l)
		within += n * l * (l - 1)
	}
	expected += u.placements(times, count)
	expected *= 2 / length / (m*length*(m*length-1) - within)
	return observed, expected
}

// placements is the sum over units and gaps of l² (l_h - l + 1), for the gaps that can hold the unit. Over all units
// that a gap of length h can hold it comes to (h + 1) sum l² - sum l³.
func (u unitizing) placements(times []int, count []float64) float64 {
	squares, cubes := make([]float64, len(count)+1), make([]float64, len(count)+1)
	for rank, n := range count {
		l := float64(u.lengths[rank])
		squares[rank+1] = squares[rank] + n*l*l
		cubes[rank+1] = cubes[rank] + n*l*l*l
	}
	total := 0.0
	u.eachGap(times, func(gap, n int) {
		fit := u.fitting[min(gap, len(u.fitting)-1)]
		total += float64(n) * (float64(gap+1)*squares[fit] - cubes[fit])
	})
	return total
}
