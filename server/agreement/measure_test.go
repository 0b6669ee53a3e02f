package agreement_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// Cohen's table of 1960 as two readings: what goes in is what the paper counts, unchecked claims and those of one
// reviewer alone aside.
func TestMeasureOfCohensTable(t *testing.T) {
	table := [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}
	verdicts := []factcheck.Verdict{verified, disputed, unproven}
	a, b := agreement.Reading{Reviewer: "a"}, agreement.Reading{Reviewer: "b"}
	id := int64(0)
	mark := func(r *agreement.Reading, start int, v factcheck.Verdict) {
		id++
		r.Claims = append(r.Claims, factcheck.Claim{ID: id, Span: factcheck.Span{Start: start, End: start + 5}, Verdict: v})
	}
	at := 0
	for i, row := range table {
		for j, n := range row {
			for range n {
				mark(&a, at, verdicts[i])
				mark(&b, at, verdicts[j])
				at += 10
			}
		}
	}
	mark(&a, at, verified)
	mark(&b, at, unchecked)
	mark(&b, at+10, disputed)
	mark(&a, at+20, disputed)
	both := []agreement.Reading{b, a}
	finding, judging := agreement.Measure(both, agreement.Align(both, 0.5), at+30)
	kappa := judging.Kappa[0]
	printed(t, "kappa", kappa.Coefficient, 0.492, 3)
	printed(t, "percent", judging.Percent, 0.7, 3)
	for _, c := range []agreement.Coefficient{kappa.Coefficient, judging.Percent, judging.FleissKappa, judging.AlphaNominal} {
		if c.Units != 200 || c.LeftOut != 3 {
			t.Errorf("%d units and %d left out, want 200 and 3", c.Units, c.LeftOut)
		}
	}
	if kappa.Reviewers != [2]string{"a", "b"} {
		t.Errorf("reviewers %v", kappa.Reviewers)
	}
	undefined(t, "ratings", judging.AlphaOrdinalRating)
	if c := finding.AlphaU; c.Units != 404 || c.LeftOut != 0 || c.CI95 == nil {
		t.Errorf("%+v", c)
	}
}

// The twelve units of Krippendorff 2004, p. 230, as ratings by four reviewers.
func TestMeasureOfRatings(t *testing.T) {
	names := []string{"A", "B", "C", "D"}
	all := make([]agreement.Reading, len(names))
	for u, unit := range twelveUnits {
		for r, value := range unit {
			all[r].Reviewer = names[r]
			if value == value {
				all[r].Claims = append(all[r].Claims, factcheck.Claim{
					ID: int64(4*u + r), Span: factcheck.Span{Start: 10 * u, End: 10*u + 8}, Rating: factcheck.Rating(value),
				})
			}
		}
	}
	_, judging := agreement.Measure(all, agreement.Align(all, 0.5), 120)
	printed(t, "alpha of ratings", judging.AlphaOrdinalRating, 0.815, 3)
	if c := judging.AlphaOrdinalRating; c.Units != 11 || c.LeftOut != 1 || c.CI95 == nil {
		t.Errorf("%+v", c)
	}
	undefined(t, "alpha of verdicts nobody gave", judging.AlphaNominal)
}

func TestSpansFoundByTwo(t *testing.T) {
	tests := []struct {
		name           string
		a, b           agreement.Reading
		exact, overlap [3]float64 // precision, recall, F1
	}{
		{"the same", marked("a", 1, 0, 10, 20, 30), marked("b", 11, 0, 10, 20, 30), [3]float64{1, 1, 1}, [3]float64{1, 1, 1}},
		{"nothing in common", marked("a", 1, 0, 10), marked("b", 11, 10, 20), [3]float64{0, 0, 0}, [3]float64{0, 0, 0}},
		{"a saw four, b two of them and one more",
			marked("a", 1, 0, 10, 20, 30, 40, 50, 60, 70), marked("b", 11, 0, 10, 21, 30, 80, 90),
			[3]float64{1. / 3, 1. / 4, 2. / 7}, [3]float64{2. / 3, 1. / 2, 4. / 7}},
		{"one long against two short", marked("a", 1, 0, 20), marked("b", 11, 0, 10, 10, 20), [3]float64{0, 0, 0}, [3]float64{1, 1, 1}},
		{"the same span twice by one", marked("a", 1, 0, 10, 0, 10), marked("b", 11, 0, 10), [3]float64{1, 0.5, 2. / 3}, [3]float64{1, 1, 1}},
	}
	for _, test := range tests {
		finding, _ := agreement.Measure([]agreement.Reading{test.b, test.a}, nil, 100)
		pair := finding.Pairs[0]
		for _, c := range []struct {
			name string
			got  agreement.PRF
			want [3]float64
		}{{"exact", pair.Exact, test.exact}, {"overlap", pair.Overlap, test.overlap}} {
			got := [3]float64{*c.got.Precision, *c.got.Recall, *c.got.F1}
			if diff := cmp.Diff(c.want, got, approximately); diff != "" {
				t.Errorf("%s, %s: %s", test.name, c.name, diff)
			}
		}
		if pair.Claims != [2]int{len(test.a.Claims), len(test.b.Claims)} || pair.Reviewers != [2]string{"a", "b"} {
			t.Errorf("%s: %v claims of %v", test.name, pair.Claims, pair.Reviewers)
		}
	}
}

var approximately = cmp.Comparer(func(a, b float64) bool { return a-b < 1e-12 && b-a < 1e-12 })

func TestConfusionLeadsToTheGroupsBehindIt(t *testing.T) {
	all := []agreement.Reading{
		judged(marked("a", 1, 0, 10, 20, 30, 40, 50, 60, 70), verified, verified, disputed, unchecked),
		judged(marked("b", 11, 0, 10, 20, 30, 60, 70), verified, disputed, unproven),
		judged(marked("c", 21, 80, 90), verified),
	}
	groups := agreement.Align(all, 0.5)
	m := agreement.Confusion(groups, "a", "b")
	want := map[[2]factcheck.Verdict][]int{
		{verified, verified}: {0}, {verified, disputed}: {1}, {disputed, agreement.NoClaim}: {2}, {unchecked, unproven}: {3},
		{agreement.NoClaim, agreement.NoClaim}: {4},
	}
	got := map[[2]factcheck.Verdict][]int{}
	for i, row := range m.Cells {
		for j, cell := range row {
			if len(cell) > 0 {
				got[[2]factcheck.Verdict{m.Verdicts[i], m.Verdicts[j]}] = cell
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, judging := agreement.Measure(all, groups, 100)
	if k := judging.Kappa[0]; k.Units != 2 || k.LeftOut != 2 {
		t.Errorf("kappa of a and b: %d units, %d left out", k.Units, k.LeftOut)
	}
}

func TestSuggestTheMajority(t *testing.T) {
	group := func(verdicts ...factcheck.Verdict) agreement.Group {
		spans := []factcheck.Span{{Start: 0, End: 20}, {Start: 0, End: 12}, {Start: 0, End: 13}, {Start: 0, End: 12}}
		g := agreement.Group{}
		for i, v := range verdicts {
			g.Members = append(g.Members, agreement.Member{
				Reviewer: string(rune('a' + i)), Claim: factcheck.Claim{ID: int64(i + 1), Span: spans[i], Verdict: v},
			})
		}
		return g
	}
	tests := []struct {
		name     string
		group    agreement.Group
		claim    int64 // 0: none
		for_, of int
	}{
		{"two of three", group(verified, disputed, verified), 1, 2, 3},
		{"the likest span of those with the verdict", group(verified, verified, verified), 3, 3, 3},
		{"two of two, one unchecked", group(unchecked, disputed, disputed), 2, 2, 2},
		{"one against one", group(verified, disputed), 0, 0, 0},
		{"two against two", group(verified, verified, disputed, disputed), 0, 0, 0},
		{"two of four is not most", group(verified, verified, disputed, unproven), 0, 0, 0},
		{"one alone is no majority", group(verified), 0, 0, 0},
		{"one verdict among the unchecked is none either", group(verified, unchecked, unchecked), 0, 0, 0},
		{"nobody has judged", group(unchecked, unchecked), 0, 0, 0},
	}
	for _, test := range tests {
		s, ok := agreement.Suggest(test.group)
		if ok != (test.claim != 0) || s.Claim.ID != test.claim || s.For != test.for_ || s.Of != test.of {
			t.Errorf("%s: %+v, %v", test.name, s, ok)
		}
	}
}
