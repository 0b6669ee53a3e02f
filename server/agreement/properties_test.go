package agreement_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/agreement"
	"stet/server/factcheck"
)

func thresholds() *rapid.Generator[float64] {
	return rapid.SampledFrom([]float64{0, 0.1, 1. / 3, agreement.DefaultThreshold, 0.9, 1})
}

func TestGroupsHoldEveryClaimOnceAndNoReviewerTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := readings(8).Draw(t, "readings")
		checkGroups(t, all, agreement.Align(all, thresholds().Draw(t, "threshold")))
	})
}

// checkGroups holds groups against what is true of any alignment of readings whose claims all have their own id.
func checkGroups(t interface{ Fatalf(string, ...any) }, all []agreement.Reading, groups []agreement.Group) {
	left := map[int64]string{}
	for _, r := range all {
		for _, c := range r.Claims {
			left[c.ID] = r.Reviewer
		}
	}
	for i, g := range groups {
		core := g.Members[0].Claim.Span
		for j, m := range g.Members {
			if left[m.Claim.ID] != m.Reviewer {
				t.Fatalf("claim %d stands twice, or with the wrong reviewer", m.Claim.ID)
			}
			delete(left, m.Claim.ID)
			if j > 0 && g.Members[j-1].Reviewer >= m.Reviewer {
				t.Fatalf("group %d: %s after %s", i, m.Reviewer, g.Members[j-1].Reviewer)
			}
			core = factcheck.Span{Start: max(core.Start, m.Claim.Start), End: min(core.End, m.Claim.End)}
		}
		if len(g.Members) > 1 && core.Len() <= 0 {
			t.Fatalf("group %d has no text in common: %v", i, g.Members)
		}
		if (len(g.Members) == 1) != (g.Outcome == agreement.OnlyOne) {
			t.Fatalf("group %d of %d is %s", i, len(g.Members), g.Outcome)
		}
		if i > 0 && firstStart(groups[i-1]) > firstStart(g) {
			t.Fatalf("group %d begins before the one before it", i)
		}
	}
	if len(left) > 0 {
		t.Fatalf("in no group: %v", left)
	}
}

func firstStart(g agreement.Group) int {
	start := g.Members[0].Claim.Start
	for _, m := range g.Members {
		start = min(start, m.Claim.Start)
	}
	return start
}

func TestTheOrderOfReadingsAndClaimsIsNoMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, threshold := readings(4).Draw(t, "readings"), thresholds().Draw(t, "threshold")
		other := shuffled(t, all)
		groups, others := agreement.Align(all, threshold), agreement.Align(other, threshold)
		if diff := cmp.Diff(groups, others); diff != "" {
			t.Fatal(diff)
		}
		finding, judging := agreement.Measure(all, groups, length)
		otherFinding, otherJudging := agreement.Measure(other, others, length)
		if diff := cmp.Diff(finding, otherFinding) + cmp.Diff(judging, otherJudging); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Whatever the threshold would still let into one group is in one.
func TestNothingIsLeftToJoin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, threshold := readings(5).Draw(t, "readings"), thresholds().Draw(t, "threshold")
		groups := agreement.Align(all, threshold)
		for i, g := range groups {
			for _, h := range groups[i+1:] {
				if compatible(g, h) && likestPair(g, h) >= threshold && likestPair(g, h) > 0 {
					t.Fatalf("%v and %v could be one", g.Members, h.Members)
				}
			}
		}
	})
}

// compatible says whether two groups share no reviewer, and their members some text.
func compatible(g, h agreement.Group) bool {
	core := g.Members[0].Claim.Span
	for _, m := range slices.Concat(g.Members, h.Members) {
		core = factcheck.Span{Start: max(core.Start, m.Claim.Start), End: min(core.End, m.Claim.End)}
	}
	for _, m := range g.Members {
		if slices.ContainsFunc(h.Members, func(o agreement.Member) bool { return o.Reviewer == m.Reviewer }) {
			return false
		}
	}
	return core.Len() > 0
}

func likestPair(g, h agreement.Group) float64 {
	best := 0.0
	for _, m := range g.Members {
		for _, o := range h.Members {
			both := max(0, min(m.Claim.End, o.Claim.End)-max(m.Claim.Start, o.Claim.Start))
			best = max(best, float64(both)/float64(m.Claim.Len()+o.Claim.Len()-both))
		}
	}
	return best
}

// TestOverlapsAreTheClaimsOfOtherGroupsOnTheSameText has of one reviewer's claims on one span only the first pointed at.
func TestOverlapsAreTheClaimsOfOtherGroupsOnTheSameText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := agreement.Align(readings(4).Draw(t, "readings"), thresholds().Draw(t, "threshold"))
		for i, g := range groups {
			var want []agreement.Overlap
			pointedAt := func(m agreement.Member) func(agreement.Overlap) bool {
				return func(o agreement.Overlap) bool {
					first := groups[o.Group].Members[o.Member]
					return first.Reviewer == m.Reviewer && first.Claim.Span == m.Claim.Span
				}
			}
			for j, h := range groups {
				for k, o := range h.Members {
					meets := func(m agreement.Member) bool { return m.Reviewer != o.Reviewer && m.Claim.Overlaps(o.Claim.Span) }
					if i == j || !slices.ContainsFunc(g.Members, meets) {
						continue
					}
					before := slices.IndexFunc(want, pointedAt(o))
					if before < 0 {
						want = append(want, agreement.Overlap{Group: j, Member: k})
					} else if was := want[before]; o.Claim.ID < groups[was.Group].Members[was.Member].Claim.ID {
						want[before] = agreement.Overlap{Group: j, Member: k}
					}
				}
			}
			slices.SortFunc(want, func(a, b agreement.Overlap) int {
				return slices.Compare([]int{a.Group, a.Member}, []int{b.Group, b.Member})
			})
			if !slices.Equal(g.Overlaps, want) {
				t.Fatalf("group %d overlaps %v, want %v", i, g.Overlaps, want)
			}
		}
	})
}

func TestCoefficientsStayWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := readings(5).Draw(t, "readings")
		groups := agreement.Align(all, agreement.DefaultThreshold)
		finding, judging := agreement.Measure(all, groups, length)
		named := map[string]agreement.Coefficient{
			"alpha u": finding.AlphaU, "percent": judging.Percent, "fleiss": judging.FleissKappa,
			"alpha": judging.AlphaNominal, "alpha of ratings": judging.AlphaOrdinalRating,
		}
		for _, k := range judging.Kappa {
			named["kappa "+k.Reviewers[0]+k.Reviewers[1]] = k.Coefficient
		}
		for name, c := range named {
			if (c.Value == nil) == (c.Undefined == "") {
				t.Fatalf("%s: %+v has neither or both of a value and a reason for having none", name, c)
			}
			if c.Value != nil && *c.Value > 1 || c.CI95 != nil && (c.CI95[0] > c.CI95[1] || c.CI95[1] > 1) {
				t.Fatalf("%s: %v in %v", name, *c.Value, *c.CI95)
			}
		}
		for _, c := range []agreement.Coefficient{judging.Percent, judging.FleissKappa, judging.AlphaNominal, judging.AlphaOrdinalRating} {
			if c.Units+c.LeftOut != len(groups) {
				t.Fatalf("%d units and %d left out of %d groups", c.Units, c.LeftOut, len(groups))
			}
		}
		claims := 0
		for _, r := range all {
			claims += len(r.Claims)
		}
		if c := finding.AlphaU; c.Units+c.LeftOut != claims {
			t.Fatalf("%d units and %d left out of %d claims", c.Units, c.LeftOut, claims)
		}
	})
}

func TestTheSameReadingAgreesWithItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := readings(1).Draw(t, "readings")
		if len(one) == 0 {
			return
		}
		twin := agreement.Reading{Reviewer: "twin", Claims: slices.Clone(one[0].Claims)}
		for i := range twin.Claims {
			twin.Claims[i].ID += 1000
		}
		both := []agreement.Reading{one[0], twin}
		groups := agreement.Align(both, 1)
		finding, judging := agreement.Measure(both, groups, length)
		if len(groups) != len(twin.Claims) {
			t.Fatalf("%d groups of %d claims", len(groups), len(twin.Claims))
		}
		for _, c := range []agreement.Coefficient{finding.AlphaU, *asCoefficient(finding.Pairs[0].Exact), *asCoefficient(finding.Pairs[0].Overlap)} {
			if len(twin.Claims) > 0 && (c.Value == nil || *c.Value != 1) {
				t.Fatalf("%+v", c)
			}
		}
		// Of claims on the same span either may be paired with either, so that their verdicts need not be the same.
		if !spansTwice(twin) {
			for _, c := range []agreement.Coefficient{judging.Percent, judging.Kappa[0].Coefficient, judging.FleissKappa, judging.AlphaNominal, judging.AlphaOrdinalRating} {
				if c.Value != nil && *c.Value != 1 {
					t.Fatalf("%v", *c.Value)
				}
			}
		}
	})
}

func asCoefficient(p agreement.PRF) *agreement.Coefficient {
	return &agreement.Coefficient{Value: p.F1, Undefined: p.Undefined}
}

func spansTwice(r agreement.Reading) bool {
	seen := map[factcheck.Span]bool{}
	for _, c := range r.Claims {
		if seen[c.Span] {
			return true
		}
		seen[c.Span] = true
	}
	return false
}

func TestCohenKappaIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(1, 4).Draw(t, "side")
		table, turned := make([][]int, side), make([][]int, side)
		for i := range table {
			table[i], turned[i] = make([]int, side), make([]int, side)
		}
		for i := range table {
			for j := range table {
				n := rapid.IntRange(0, 5).Draw(t, "n")
				table[i][j], turned[j][i] = n, n
			}
		}
		a, b := agreement.CohenKappa(table), agreement.CohenKappa(turned)
		a.CI95, b.CI95 = nil, nil // what is drawn depends on the order of the cells
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAlphaDoesNotCareWhoGaveAValueOrWhen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom([]float64{1, 2, 3, 4}), 0, 4), 0, 6).Draw(t, "units")
		other := rapid.Permutation(units).Draw(t, "order")
		for i, unit := range other {
			other[i] = rapid.Permutation(unit).Draw(t, "order of values")
		}
		for name, metric := range map[string]agreement.Metric{
			"nominal": agreement.Nominal, "ordinal": agreement.Ordinal, "interval": agreement.Interval, "ratio": agreement.Ratio,
		} {
			a, b := agreement.Alpha(units, metric), agreement.Alpha(other, metric)
			if (a.Value == nil) != (b.Value == nil) || a.Value != nil && (*a.Value-*b.Value > 1e-9 || *b.Value-*a.Value > 1e-9) {
				t.Fatalf("%s: %+v and %+v", name, a, b)
			}
		}
	})
}
