package agreement

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

var someThresholds = []float64{0, 0.2, 0.5, 0.8, 1}

func TestMatchIsTheBestThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := drawnClaims(t, "a", 5), drawnClaims(t, "b", 5)
		threshold := rapid.SampledFrom(someThresholds).Draw(t, "threshold")
		pairs := alike(spansOf(as), spansOf(bs), threshold)
		chosen := totalOf(t, pairs, match(pairs, filled(len(as), 1), filled(len(bs), 1)), filled(len(as), 1), filled(len(bs), 1))
		if best := bestOf(pairs, make([]bool, len(as)), make([]bool, len(bs))); math.Abs(chosen-best) > 1e-9 {
			t.Fatalf("a total of %v, where %v can be had of %v", chosen, best, pairs)
		}
	})
}

// TestManyClaimsOnFewSpansMatchAsTheyWouldOneByOne holds that matching spans, each as often as there are claims on it, comes to
// the total of matching all claims by themselves.
func TestManyClaimsOnFewSpansMatchAsTheyWouldOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := crowd(t, "a", 30), crowd(t, "b", 30)
		threshold := rapid.SampledFrom(someThresholds).Draw(t, "threshold")
		single := alike(spansOf(as), spansOf(bs), threshold)
		want := totalOf(t, single, match(single, filled(len(as), 1), filled(len(bs), 1)), filled(len(as), 1), filled(len(bs), 1))
		a, b := placesOf(as), placesOf(bs)
		pairs := alike(a.spans, b.spans, threshold)
		if got := totalOf(t, pairs, match(pairs, a.counts(), b.counts()), a.counts(), b.counts()); math.Abs(got-want) > 1e-9 {
			t.Fatalf("a total of %v, where %v can be had of %v and %v", got, want, as, bs)
		}
	})
}

// TestManyClaimsOnFewSpansJoinAsTheyWouldOneByOne holds joining against going through every pair of claims that are alike.
func TestManyClaimsOnFewSpansJoinAsTheyWouldOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var given []Reading
		for _, reviewer := range []string{"a", "b", "c", "d"} {
			given = append(given, Reading{reviewer, crowd(t, reviewer, 8)})
		}
		threshold := rapid.SampledFrom(someThresholds).Draw(t, "threshold")
		quick, plain := newCluster(given), newCluster(given)
		if matched := rapid.Bool().Draw(t, "matched before"); matched {
			quick.join(quick.matched(threshold))
			plain.join(plain.matched(threshold))
		}
		quick.joinAlike(threshold)
		plain.join(plain.everyPair(threshold))
		for claim := range plain.group {
			if got, want := quick.group[claim].members, plain.group[claim].members; !slices.Equal(got, want) {
				t.Fatalf("claim %d stands with %v, want %v", claim, got, want)
			}
		}
	})
}

// everyPair gives every two claims that are alike, one by one.
func (k *cluster) everyPair(threshold float64) (all []pair) {
	for r, s := range everyTwo(len(k.readings)) {
		for _, p := range alike(spansOf(k.readings[r].Claims), spansOf(k.readings[s].Claims), threshold) {
			all = append(all, pair{k.first[r] + p.a, k.first[s] + p.b, p.weight})
		}
	}
	return all
}

func spansOf(claims []factcheck.Claim) (spans []factcheck.Span) {
	for _, c := range claims {
		spans = append(spans, c.Span)
	}
	return spans
}

// totalOf adds up what is chosen, which may take nothing more often than there is of it.
func totalOf(t *rapid.T, pairs []pair, times, as, bs []int) (total float64) {
	as, bs = slices.Clone(as), slices.Clone(bs)
	for i, p := range pairs {
		as[p.a] -= times[i]
		bs[p.b] -= times[i]
		if times[i] < 0 || as[p.a] < 0 || bs[p.b] < 0 {
			t.Fatalf("%v of %v is taken %d times", p, pairs, times[i])
		}
		total += float64(times[i]) * p.weight
	}
	return total
}

// bestOf tries every set of pairs in which no claim stands twice.
func bestOf(pairs []pair, usedA, usedB []bool) float64 {
	if len(pairs) == 0 {
		return 0
	}
	p := pairs[0]
	best := bestOf(pairs[1:], usedA, usedB)
	if !usedA[p.a] && !usedB[p.b] {
		usedA[p.a], usedB[p.b] = true, true
		best = max(best, p.weight+bestOf(pairs[1:], usedA, usedB))
		usedA[p.a], usedB[p.b] = false, false
	}
	return best
}

func TestTwoReadingsAreGroupedAsTheyMatchBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := drawnClaims(t, "a", 5), drawnClaims(t, "b", 5)
		threshold := rapid.SampledFrom(someThresholds).Draw(t, "threshold")
		total := 0.0
		for _, g := range Align([]Reading{{"b", bs}, {"a", as}}, threshold) {
			if len(g.Members) == 2 {
				total += likeness(g.Members[0].Claim.Span, g.Members[1].Claim.Span)
			}
		}
		best := bestOf(alike(spansOf(as), spansOf(bs), threshold), make([]bool, len(as)), make([]bool, len(bs)))
		if math.Abs(total-best) > 1e-9 {
			t.Fatalf("a total of %v, where %v can be had", total, best)
		}
	})
}

// Random weights, as spans give no more than a few kinds of graph.
func TestMatchOfAnyWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := rapid.IntRange(1, 5).Draw(t, "as"), rapid.IntRange(1, 5).Draw(t, "bs")
		var pairs []pair
		for a := range as {
			for b := range bs {
				if rapid.Bool().Draw(t, "pair") {
					pairs = append(pairs, pair{a, b, float64(rapid.IntRange(1, 6).Draw(t, "weight"))})
				}
			}
		}
		total := totalOf(t, pairs, match(pairs, filled(as, 1), filled(bs, 1)), filled(as, 1), filled(bs, 1))
		if best := bestOf(pairs, make([]bool, as), make([]bool, bs)); total != best {
			t.Fatalf("a total of %v, where %v can be had of %v", total, best, pairs)
		}
	})
}

// TestMatchOfAnyWeightsAndCounts deals each row and column out one by one, and matches that.
func TestMatchOfAnyWeightsAndCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as := rapid.SliceOfN(rapid.IntRange(1, 6), 1, 5).Draw(t, "as")
		bs := rapid.SliceOfN(rapid.IntRange(1, 6), 1, 5).Draw(t, "bs")
		var pairs, dealt []pair
		firstA, firstB := placesFrom(as), placesFrom(bs)
		for a := range as {
			for b := range bs {
				if rapid.Bool().Draw(t, "pair") {
					pairs = append(pairs, pair{a, b, float64(rapid.IntRange(1, 6).Draw(t, "weight"))})
				}
			}
		}
		for _, p := range pairs {
			for i := range as[p.a] {
				for j := range bs[p.b] {
					dealt = append(dealt, pair{firstA[p.a] + i, firstB[p.b] + j, p.weight})
				}
			}
		}
		onesA, onesB := filled(firstA[len(as)], 1), filled(firstB[len(bs)], 1)
		want := totalOf(t, dealt, match(dealt, onesA, onesB), onesA, onesB)
		if got := totalOf(t, pairs, match(pairs, as, bs), as, bs); got != want {
			t.Fatalf("a total of %v, where %v can be had of %v, %v times and %v times", got, want, pairs, as, bs)
		}
	})
}

func placesFrom(counts []int) []int {
	first := []int{0}
	for _, n := range counts {
		first = append(first, first[len(first)-1]+n)
	}
	return first
}

func drawnClaims(t *rapid.T, label string, most int) []factcheck.Claim {
	claims := make([]factcheck.Claim, rapid.IntRange(0, most).Draw(t, label))
	for i := range claims {
		start := rapid.IntRange(0, 15).Draw(t, "start")
		claims[i].Span = factcheck.Span{Start: start, End: start + rapid.IntRange(0, 12).Draw(t, "length")}
	}
	slices.SortFunc(claims, compareClaims)
	return claims
}

// crowd draws many claims on few spans.
func crowd(t *rapid.T, label string, most int) []factcheck.Claim {
	spans := drawnClaims(t, label+" spans", 4)
	var claims []factcheck.Claim
	for len(spans) > 0 && len(claims) < most {
		c := rapid.SampledFrom(spans).Draw(t, label)
		c.ID = int64(len(claims) + 1)
		claims = append(claims, c)
		if rapid.IntRange(1, most).Draw(t, "last") == 1 {
			break
		}
	}
	slices.SortFunc(claims, compareClaims)
	return claims
}

func TestOverlappingFindsEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := drawnClaims(t, "a", 5), drawnClaims(t, "b", 5)
		type two struct{ i, j int }
		var got, want []two
		for i, j := range overlapping(spansOf(as), spansOf(bs)) {
			got = append(got, two{i, j})
		}
		for i, a := range as {
			for j, b := range bs {
				if shared(a.Span, b.Span) > 0 {
					want = append(want, two{i, j})
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
