package agreement_test

import (
	"math"
	"testing"

	"stet/server/agreement"
)

var missing = math.NaN()

// columns turns observers' rows into units.
func columns(observers ...[]float64) [][]float64 {
	units := make([][]float64, len(observers[0]))
	for _, values := range observers {
		for u, value := range values {
			units[u] = append(units[u], value)
		}
	}
	return units
}

// Krippendorff 2004, p. 230: twelve units by four observers.
var twelveUnits = [][]float64{
	{1, 1, missing, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4}, {4, 4, 4, 4}, {1, 1, 2, 1},
	{2, 2, 2, 2}, {missing, 5, 5, 5}, {missing, missing, 1, 1}, {missing, missing, 3, missing},
}

// Three observers and fifteen units, as in encyclopaedia articles on alpha.
var fifteenUnits = columns(
	[]float64{missing, missing, missing, missing, missing, 3, 4, 1, 2, 1, 1, 3, 3, missing, 3},
	[]float64{1, missing, 2, 1, 3, 3, 4, 3, missing, missing, missing, missing, missing, missing, missing},
	[]float64{missing, missing, 2, 1, 3, 4, 4, missing, 2, 1, 1, 3, 3, missing, 4},
)

// Krippendorff 1980, p. 139: nine units by three observers.
var nineUnits = [][]float64{
	{1, 1, 1}, {1, 2, 2}, {2, 2, 2}, {4, 4, 4}, {1, 4, 4}, {2, 2, 2}, {1, 2, 3}, {3, 3, 3}, {2, 2, 2},
}

// Hayes and Krippendorff 2007, p. 84: forty units by five observers.
var fortyUnits = [][]float64{
	{1, 1, 2, 2}, {1, 1, 0, 1}, {2, 3, 3, 3}, {0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {1, 0, 2, 1}, {1, 2, 0}, {2, 2, 2, 2},
	{2, 1, 1, 1}, {1, 0, 0}, {0, 0, 0, 0}, {1, 2, 2, 2}, {3, 3, 2, 2, 3}, {1, 1, 1, 1}, {1, 1, 1, 1}, {2, 1, 2, 2},
	{1, 2, 3, 3}, {1, 1, 0, 1}, {0, 0, 0, 0}, {0, 0, 1, 1}, {0, 0, 0, 0}, {2, 3, 3, 3}, {0, 0, 0, 0}, {1, 2, 2, 2},
	{0, 1, 1, 1}, {0, 0, 0, 1, 0}, {1, 2, 1, 2}, {1, 1, 2, 2}, {1, 1, 2, 2}, {1, 1, 0, 0}, {2, 1, 2, 1}, {2, 2, 2, 2},
	{3, 2, 2, 2}, {2, 2, 2, 2}, {2, 2, 3, 2}, {2, 2, 2, 2}, {2, 2, 1, 2}, {2, 2, 2, 2}, {1, 1, 1, 1},
}

func TestAlphaOfThePapers(t *testing.T) {
	tests := []struct {
		source         string
		units          [][]float64
		metric         agreement.Metric
		alpha          float64
		digits         int
		enter, leftOut int
	}{
		{"Krippendorff 2004, p. 224",
			columns([]float64{1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, []float64{0, 1, 1, 0, 0, 1, 0, 1, 0, 0}), agreement.Nominal, 0.095, 3, 10, 0},
		{"Krippendorff 1980, p. 133",
			columns([]float64{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, []float64{0, 1, 1, 0, 0, 1, 0, 1, 0, 0}), agreement.Nominal, 0.095, 3, 10, 0},
		{"Krippendorff 2004, p. 230, nominal", twelveUnits, agreement.Nominal, 0.743, 3, 11, 1},
		{"Krippendorff 2004, p. 230, ordinal", twelveUnits, agreement.Ordinal, 0.815, 3, 11, 1},
		{"Krippendorff 2004, p. 230, interval", twelveUnits, agreement.Interval, 0.849, 3, 11, 1},
		{"Krippendorff 2004, p. 230, ratio", twelveUnits, agreement.Ratio, 0.797, 3, 11, 1},
		{"the same after Gwet 2014, five digits", twelveUnits, agreement.Nominal, 0.74342, 5, 11, 1},
		{"fifteen units, nominal", fifteenUnits, agreement.Nominal, 0.691, 3, 12, 3},
		{"fifteen units, ordinal", fifteenUnits, agreement.Ordinal, 0.807, 3, 12, 3},
		{"fifteen units, interval", fifteenUnits, agreement.Interval, 0.811, 3, 12, 3},
		{"Krippendorff 1980, p. 139, interval", nineUnits, agreement.Interval, 0.547, 3, 9, 0},
		{"Krippendorff 1980, p. 139, ratio", nineUnits, agreement.Ratio, 0.483, 3, 9, 0},
		{"Hayes and Krippendorff 2007, p. 84, ordinal", fortyUnits, agreement.Ordinal, 0.7598, 4, 40, 0},
		{"Krippendorff 1995, p. 57, A, as a code for every place",
			columns(places("001111111100001111110000"), places("000011110000000110000000")), agreement.Nominal, 0.329, 3, 24, 0},
	}
	for _, test := range tests {
		c := agreement.Alpha(test.units, test.metric)
		printed(t, test.source, c, test.alpha, test.digits)
		if c.Units != test.enter || c.LeftOut != test.leftOut {
			t.Errorf("%s: %d units and %d left out, want %d and %d", test.source, c.Units, c.LeftOut, test.enter, test.leftOut)
		}
	}
}

// places reads a row of noughts and ones.
func places(row string) []float64 {
	var values []float64
	for _, r := range row {
		values = append(values, float64(r-'0'))
	}
	return values
}

func TestCohenKappaOfThePapers(t *testing.T) {
	tests := []struct {
		source string
		table  [][]int
		kappa  float64
		digits int
	}{
		{"Cohen 1960, p. 45", [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, 0.492, 3},
		{"Artstein and Poesio 2008, p. 558", [][]int{{20, 10}, {20, 50}}, 0.348, 3},
		{"Artstein and Poesio 2008, p. 568", [][]int{{46, 0, 0}, {6, 32, 6}, {0, 0, 10}}, 0.8013, 4},
		{"Krippendorff 2004, p. 246", [][]int{{12, 9, 9}, {9, 14, 9}, {9, 9, 20}}, 0.186, 3},
		{"Krippendorff 2004, p. 246, the second", [][]int{{12, 18, 18}, {0, 14, 18}, {0, 0, 20}}, 0.258, 3},
		{"Gwet 2014, three abstractors", [][]int{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}, 0.7964094, 7},
		{"Krippendorff 1995, p. 57, A", [][]int{{10, 0}, {8, 6}}, 0.385, 3},
	}
	for _, test := range tests {
		c := agreement.CohenKappa(test.table)
		printed(t, test.source, c, test.kappa, test.digits)
		if c.CI95 == nil || c.CI95[0] > *c.Value || c.CI95[1] < *c.Value {
			t.Errorf("%s: interval %v", test.source, c.CI95)
		}
	}
}

// Fourteen reviewers put ten subjects in five categories; the table by which Fleiss' kappa is taught.
var fourteenRaters = [][]int{
	{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
	{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
}

// Fleiss 1971, p. 379: thirty patients, six psychiatrists, five diagnoses.
var thirtyPatients = [][]int{
	{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0}, {0, 0, 4, 0, 2},
	{2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0}, {0, 3, 3, 0, 0}, {1, 0, 0, 5, 0},
	{0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0}, {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6},
	{0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0}, {1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0},
	{1, 0, 5, 0, 0}, {0, 0, 0, 0, 6},
}

func TestFleissKappaOfThePapers(t *testing.T) {
	printed(t, "fourteen raters", agreement.FleissKappa(fourteenRaters), 0.210, 3)
	printed(t, "Fleiss 1971", agreement.FleissKappa(thirtyPatients), 0.430, 3)
	printed(t, "Gwet 2014, the first fifteen patients", agreement.FleissKappa(thirtyPatients[:15]), 0.4139265, 7)
}

func TestPercentOfThePapers(t *testing.T) {
	printed(t, "fourteen raters", agreement.Percent(fourteenRaters), 0.378, 3)
	printed(t, "Fleiss 1971", agreement.Percent(thirtyPatients), 0.5556, 4)
	printed(t, "Gwet 2014, raters missing", agreement.Percent(counted(twelveUnits, 5)), 0.8181818, 7)
}

// counted counts values from 1 up by unit.
func counted(units [][]float64, categories int) [][]int {
	counts := make([][]int, len(units))
	for u, unit := range units {
		counts[u] = make([]int, categories)
		for _, value := range unit {
			if !math.IsNaN(value) {
				counts[u][int(value)-1]++
			}
		}
	}
	return counts
}
