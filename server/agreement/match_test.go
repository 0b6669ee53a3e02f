package agreement

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestMatchIsTheBestThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := drawnClaims(t, "a"), drawnClaims(t, "b")
		pairs := alike(as, bs, rapid.SampledFrom([]float64{0, 0.2, 0.5, 0.8, 1}).Draw(t, "threshold"))
		chosen := match(pairs, len(as), len(bs))
		total, usedA, usedB := 0.0, map[int]bool{}, map[int]bool{}
		for _, p := range chosen {
			if usedA[p.a] || usedB[p.b] || !slices.Contains(pairs, p) {
				t.Fatalf("%v of %v", chosen, pairs)
			}
			usedA[p.a], usedB[p.b] = true, true
			total += p.weight
		}
		if best := bestOf(pairs, make([]bool, len(as)), make([]bool, len(bs))); math.Abs(total-best) > 1e-9 {
			t.Fatalf("a total of %v, where %v can be had of %v", total, best, pairs)
		}
	})
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
		as, bs := drawnClaims(t, "a"), drawnClaims(t, "b")
		threshold := rapid.SampledFrom([]float64{0, 0.2, 0.5, 0.8, 1}).Draw(t, "threshold")
		total := 0.0
		for _, g := range Align([]Reading{{"b", bs}, {"a", as}}, threshold) {
			if len(g.Members) == 2 {
				total += likeness(g.Members[0].Claim.Span, g.Members[1].Claim.Span)
			}
		}
		best := bestOf(alike(as, bs, threshold), make([]bool, len(as)), make([]bool, len(bs)))
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
		total := 0.0
		for _, p := range match(pairs, as, bs) {
			total += p.weight
		}
		if best := bestOf(pairs, make([]bool, as), make([]bool, bs)); total != best {
			t.Fatalf("a total of %v, where %v can be had of %v", total, best, pairs)
		}
	})
}

func drawnClaims(t *rapid.T, label string) []factcheck.Claim {
	claims := make([]factcheck.Claim, rapid.IntRange(0, 5).Draw(t, label))
	for i := range claims {
		start := rapid.IntRange(0, 15).Draw(t, "start")
		claims[i].Span = factcheck.Span{Start: start, End: start + rapid.IntRange(0, 12).Draw(t, "length")}
	}
	slices.SortFunc(claims, compareClaims)
	return claims
}

func TestOverlappingFindsEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as, bs := drawnClaims(t, "a"), drawnClaims(t, "b")
		type two struct{ i, j int }
		var got, want []two
		for i, j := range overlapping(as, bs) {
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
