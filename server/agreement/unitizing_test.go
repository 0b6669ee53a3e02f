package agreement

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// units makes an observer's units of beginnings and lengths, as the papers give them, stretched.
func units(stretch int, edges ...int) []factcheck.Span {
	var spans []factcheck.Span
	for i := 0; i < len(edges); i += 2 {
		spans = append(spans, factcheck.Span{Start: stretch * edges[i], End: stretch * (edges[i] + edges[i+1])})
	}
	return spans
}

func near(t *testing.T, name string, got, want, off float64) {
	t.Helper()
	if math.Abs(got-want) > off {
		t.Errorf("%s: %.6f, want %v", name, got, want)
	}
}

func TestAlphaUOfThePapers(t *testing.T) {
	continuum := factcheck.Span{Start: 150, End: 450}
	c := [][]factcheck.Span{units(1, 225, 70, 370, 30), units(1, 220, 80, 355, 20, 400, 20)}
	k := [][]factcheck.Span{units(1, 180, 60, 300, 50), units(1, 180, 60, 300, 50)}
	tests := []struct {
		source                    string
		observers                 [][]factcheck.Span
		observed, expected, alpha float64
	}{
		{"Krippendorff 2004, p. 254, c", c, 0.0144, 0.0532, 0.7286},
		{"Krippendorff 2004, p. 254, c, the observers exchanged", [][]factcheck.Span{c[1], c[0]}, 0.0144, 0.0532, 0.7286},
		{"Krippendorff 2004, p. 254, k", k, 0, 0.0490, 1},
	}
	for _, test := range tests {
		u := newUnitizing(test.observers, continuum)
		observed, expected := u.disagreements(filled(len(u.stretches), 1))
		near(t, test.source+": Do", observed, test.observed, 0.00005)
		near(t, test.source+": De", expected, test.expected, 0.00005)
		near(t, test.source, *AlphaU(test.observers, continuum).Value, test.alpha, 0.00005)
	}
}

// One unit of eight places against three of one place within it; the figures are DKPro Statistics'.
func TestAlphaUBelowZero(t *testing.T) {
	c := AlphaU([][]factcheck.Span{units(1, 1, 8), units(1, 2, 1, 4, 1, 6, 1)}, factcheck.Span{End: 10})
	near(t, "alpha", *c.Value, -0.7003, 0.0001)
}

// Krippendorff 1995, p. 57: four pairs of observers on a continuum of 24 places. The alphas are those of places too
// small to count; for B and C the paper's expected disagreement is not yet that of the formula of 2004.
func TestAlphaUOfFourPairs(t *testing.T) {
	tests := []struct {
		pair            string
		i, j            []int
		observed, alpha float64
	}{
		{"A", []int{2, 8, 14, 6}, []int{4, 4, 15, 2}, 0.03125, 0.553},
		{"B", []int{0, 18}, []int{0, 2, 2, 1, 3, 1, 4, 1, 5, 1, 6, 3, 9, 1}, 2.26736, math.NaN()},
		{"C", []int{2, 6, 10, 2, 14, 4, 20, 2}, []int{0, 2, 4, 4, 10, 4, 16, 2, 20, 2}, 0.02777, math.NaN()},
		{"D", []int{0, 2, 2, 8, 10, 4, 14, 6, 20, 4}, []int{0, 4, 4, 4, 8, 7, 15, 2, 17, 7}, 0.38715, 0.066},
	}
	const fine = 50_000
	for _, test := range tests {
		for _, stretch := range []int{1, fine} {
			u := newUnitizing([][]factcheck.Span{units(stretch, test.i...), units(stretch, test.j...)}, factcheck.Span{End: 24 * stretch})
			observed, expected := u.disagreements(filled(len(u.stretches), 1))
			near(t, fmt.Sprintf("%s, stretched %d times: Do", test.pair, stretch), observed, test.observed, 0.00001)
			if stretch == fine && !math.IsNaN(test.alpha) {
				near(t, test.pair, 1-observed/expected, test.alpha, 0.0005)
			}
		}
	}
}

func TestAlphaUFollowsItsFormulaToTheLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		observers, continuum := drawnUnits(t)
		u := newUnitizing(observers, continuum)
		if len(u.stretches) == 0 {
			return
		}
		observed, expected := u.disagreements(filled(len(u.stretches), 1))
		wantObserved, wantExpected := literally(observers, continuum)
		if math.Abs(observed-wantObserved) > 1e-9*(1+wantObserved) || math.Abs(expected-wantExpected) > 1e-9*(1+wantExpected) {
			t.Fatalf("Do %v, De %v; by the letter %v, %v", observed, expected, wantObserved, wantExpected)
		}
	})
}

// Drawing a stretch twice is putting its text in twice.
func TestAlphaUOfAnEnlargedContinuum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		observers, continuum := drawnUnits(t)
		u := newUnitizing(observers, continuum)
		if len(u.stretches) == 0 {
			return
		}
		times := rapid.SliceOfN(rapid.IntRange(0, 3), len(u.stretches), len(u.stretches)).Draw(t, "times")
		if times[0] == 0 {
			times[0] = 1
		}
		longer, end := enlarged(observers, continuum, times)
		observed, expected := u.disagreements(times)
		wantObserved, wantExpected := literally(longer, factcheck.Span{End: end})
		if math.Abs(observed-wantObserved) > 1e-9*(1+wantObserved) || math.Abs(expected-wantExpected) > 1e-9*(1+wantExpected) {
			t.Fatalf("Do %v, De %v; by the letter %v, %v", observed, expected, wantObserved, wantExpected)
		}
	})
}

// drawnUnits draws observers whose own units do not overlap.
func drawnUnits(t *rapid.T) ([][]factcheck.Span, factcheck.Span) {
	continuum := factcheck.Span{Start: rapid.IntRange(0, 5).Draw(t, "begin"), End: 60}
	observers := make([][]factcheck.Span, rapid.IntRange(2, 4).Draw(t, "observers"))
	for o := range observers {
		at := continuum.Start
		for range rapid.IntRange(0, 5).Draw(t, "units") {
			start := at + rapid.IntRange(0, 8).Draw(t, "gap")
			end := start + rapid.IntRange(1, 12).Draw(t, "length")
			if end > continuum.End {
				break
			}
			observers[o] = append(observers[o], factcheck.Span{Start: start, End: end})
			at = end
		}
	}
	return observers, continuum
}

// enlarged puts the text of each stretch one after the other as many times as told, from 0.
func enlarged(observers [][]factcheck.Span, continuum factcheck.Span, times []int) ([][]factcheck.Span, int) {
	begins := append(clusterBegins(observers), continuum.End)
	begins[0] = continuum.Start
	longer, at := make([][]factcheck.Span, len(observers)), 0
	for i, n := range times {
		for range n {
			for o, spans := range observers {
				for _, s := range spans {
					if s.Start >= begins[i] && s.Start < begins[i+1] {
						longer[o] = append(longer[o], factcheck.Span{Start: at + s.Start - begins[i], End: at + s.End - begins[i]})
					}
				}
			}
			at += begins[i+1] - begins[i]
		}
	}
	return longer, at
}

// section is a unit or a gap.
type section struct {
	begin, length int
	unit          bool
}

func sectionsOf(spans []factcheck.Span, continuum factcheck.Span) []section {
	var sections []section
	at := continuum.Start
	for _, s := range spans {
		sections = append(sections, section{at, s.Start - at, false}, section{s.Start, s.Len(), true})
		at = s.End
	}
	return append(sections, section{at, continuum.End - at, false})
}

// literally computes Do and De by the sums of Krippendorff 2004, p. 252 to 254, term by term.
func literally(observers [][]factcheck.Span, continuum factcheck.Span) (observed, expected float64) {
	sections := make([][]section, len(observers))
	units, within := 0.0, 0.0
	for i, spans := range observers {
		sections[i] = sectionsOf(spans, continuum)
		for _, s := range spans {
			units++
			within += float64(s.Len() * (s.Len() - 1))
		}
	}
	m, length := float64(len(observers)), float64(continuum.Len())
	for i := range sections {
		for _, g := range sections[i] {
			for j := range sections {
				for _, h := range sections[j] {
					if i != j {
						observed += apartBy(g, h)
					}
					if g.unit && !h.unit && h.length >= g.length {
						expected += float64(g.length * g.length * (h.length - g.length + 1))
					}
				}
			}
			if l := float64(g.length); g.unit {
				expected += (units - 1) / 3 * (2*l*l*l - 3*l*l + l)
			}
		}
	}
	return observed / (m * (m - 1) * length * length), 2 / length * expected / (m*length*(m*length-1) - within)
}

// apartBy is d² of two sections.
func apartBy(g, h section) float64 {
	from, to := g.begin-h.begin, g.begin+g.length-h.begin-h.length
	switch {
	case g.unit && h.unit && -g.length < from && from < h.length:
		return float64(from*from + to*to)
	case g.unit && !h.unit && from >= 0 && to <= 0:
		return float64(g.length * g.length)
	case !g.unit && h.unit && from <= 0 && to >= 0:
		return float64(h.length * h.length)
	default:
		return 0
	}
}
