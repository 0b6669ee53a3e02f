package agreement_test

import (
	"testing"

	"stet/server/agreement"
	"stet/server/factcheck"
)

func TestWhatIsUndefinedSaysWhy(t *testing.T) {
	text := factcheck.Span{End: 100}
	one := []factcheck.Span{{Start: 0, End: 10}}
	for name, c := range map[string]agreement.Coefficient{
		"alpha of nothing":                  agreement.Alpha(nil, agreement.Nominal),
		"alpha, no unit with two values":    agreement.Alpha([][]float64{{1}, {2}, {missing, 3}}, agreement.Ordinal),
		"alpha, one value only":             agreement.Alpha([][]float64{{1, 1}, {1, 1}, {2}}, agreement.Nominal),
		"kappa of nothing":                  agreement.CohenKappa(nil),
		"kappa, no unit":                    agreement.CohenKappa([][]int{{0, 0}, {0, 0}}),
		"kappa, one category only":          agreement.CohenKappa([][]int{{0, 0}, {0, 9}}),
		"fleiss of nothing":                 agreement.FleissKappa(nil),
		"fleiss, nothing judged twice":      agreement.FleissKappa([][]int{{1, 0}, {0, 1}}),
		"fleiss, one category only":         agreement.FleissKappa([][]int{{3, 0}, {2, 0}}),
		"percent of nothing":                agreement.Percent(nil),
		"alpha u, nobody":                   agreement.AlphaU(nil, text),
		"alpha u, one observer":             agreement.AlphaU([][]factcheck.Span{one}, text),
		"alpha u, nobody marked anything":   agreement.AlphaU([][]factcheck.Span{nil, nil}, text),
		"alpha u, a text of one code point": agreement.AlphaU([][]factcheck.Span{{{Start: 0, End: 1}}, {{Start: 0, End: 1}}}, factcheck.Span{End: 1}),
		"alpha u, no text":                  agreement.AlphaU([][]factcheck.Span{one, one}, factcheck.Span{}),
	} {
		undefined(t, name, c)
	}
}

func TestOneReadingMeasuresNothing(t *testing.T) {
	one := []agreement.Reading{judged(marked("a", 1, 0, 10, 20, 30), verified, disputed)}
	finding, judging := agreement.Measure(one, agreement.Align(one, 0.5), 100)
	undefined(t, "alpha u", finding.AlphaU)
	for _, c := range []agreement.Coefficient{judging.Percent, judging.FleissKappa, judging.AlphaNominal, judging.AlphaOrdinalRating} {
		undefined(t, "judging", c)
		if c.Units != 0 || c.LeftOut != 2 {
			t.Errorf("%d units, %d left out of two", c.Units, c.LeftOut)
		}
	}
	if len(finding.Pairs) != 0 || len(judging.Kappa) != 0 {
		t.Errorf("pairs of one reviewer: %v, %v", finding.Pairs, judging.Kappa)
	}
}

func TestAReviewerWhoMarkedNothingIsAnObserver(t *testing.T) {
	both := []agreement.Reading{marked("a", 1, 0, 10, 50, 60), marked("b", 11)}
	finding, judging := agreement.Measure(both, agreement.Align(both, 0.5), 100)
	if finding.AlphaU.Value == nil || *finding.AlphaU.Value > 0 {
		t.Errorf("alpha u %+v, want a value not above 0", finding.AlphaU)
	}
	undefined(t, "percent", judging.Percent)
	undefined(t, "kappa", judging.Kappa[0].Coefficient)
	exact := finding.Pairs[0].Exact
	if exact.Precision != nil || exact.Undefined == "" || *exact.Recall != 0 || *exact.F1 != 0 {
		t.Errorf("%+v", exact)
	}
}

// Percent agreement is not corrected for chance, so one verdict throughout is full agreement to it.
func TestPercentOfOneCategory(t *testing.T) {
	printed(t, "percent", agreement.Percent([][]int{{2, 0}, {3, 0}}), 1, 3)
}

func TestAlphaULeavesOutWhatOverlapsOneselfOrTheTextsEnd(t *testing.T) {
	text := factcheck.Span{End: 100}
	a := []factcheck.Span{{Start: 0, End: 40}, {Start: 10, End: 20}, {Start: 10, End: 20}, {Start: 25, End: 30}, {Start: 90, End: 110}, {Start: 50, End: 50}}
	b := []factcheck.Span{{Start: 10, End: 20}, {Start: 25, End: 30}}
	c := agreement.AlphaU([][]factcheck.Span{a, b}, text)
	printed(t, "alpha u", c, 1, 6)
	if c.Units != 4 || c.LeftOut != 4 {
		t.Errorf("%d entered, %d left out", c.Units, c.LeftOut)
	}
}
