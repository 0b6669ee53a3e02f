package agreement_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// marked makes a reading of spans given as start, end, start, end; ids count up from the reading's first.
func marked(reviewer string, firstID int64, edges ...int) agreement.Reading {
	r := agreement.Reading{Reviewer: reviewer}
	for i := 0; i < len(edges); i += 2 {
		r.Claims = append(r.Claims, factcheck.Claim{
			ID: firstID + int64(i/2), Span: factcheck.Span{Start: edges[i], End: edges[i+1]}, Verdict: factcheck.Unchecked,
		})
	}
	return r
}

// judged gives a reading's claims verdicts, in order.
func judged(r agreement.Reading, verdicts ...factcheck.Verdict) agreement.Reading {
	for i, v := range verdicts {
		r.Claims[i].Verdict = v
	}
	return r
}

// length is that of the text that drawn readings are on.
const length = 120

// readings draws some readings with claims of all sorts: doubled, nested, many to one.
func readings(reviewers int) *rapid.Generator[[]agreement.Reading] {
	return rapid.Custom(func(t *rapid.T) []agreement.Reading {
		all := make([]agreement.Reading, rapid.IntRange(0, reviewers).Draw(t, "reviewers"))
		for r := range all {
			all[r].Reviewer = fmt.Sprintf("reviewer %d", r)
			for i := range rapid.IntRange(0, 8).Draw(t, "claims") {
				start := rapid.IntRange(0, length-1).Draw(t, "start")
				all[r].Claims = append(all[r].Claims, factcheck.Claim{
					ID:      int64(100*r + i + 1),
					Span:    factcheck.Span{Start: start, End: rapid.IntRange(start+1, min(start+40, length)).Draw(t, "end")},
					Verdict: rapid.SampledFrom(factcheck.Verdicts).Draw(t, "verdict"),
					Rating:  factcheck.Rating(rapid.IntRange(0, 5).Draw(t, "rating")),
				})
			}
		}
		return all
	})
}

// shuffled gives the readings, and the claims of each, in another order.
func shuffled(t *rapid.T, all []agreement.Reading) []agreement.Reading {
	var other []agreement.Reading
	for _, r := range rapid.Permutation(all).Draw(t, "order of readings") {
		other = append(other, agreement.Reading{Reviewer: r.Reviewer, Claims: rapid.Permutation(r.Claims).Draw(t, "order of claims")})
	}
	return other
}

// printed says whether a coefficient has the value that was printed, to its last digit.
func printed(t *testing.T, name string, c agreement.Coefficient, want float64, digits int) {
	t.Helper()
	if c.Value == nil {
		t.Errorf("%s: undefined: %s", name, c.Undefined)
		return
	}
	if math.Abs(*c.Value-want) > 0.5001*math.Pow10(-digits) {
		t.Errorf("%s: %.6f, printed as %.*f", name, *c.Value, digits, want)
	}
}

// undefined says whether a coefficient has no value, and a reason for it.
func undefined(t *testing.T, name string, c agreement.Coefficient) {
	t.Helper()
	if c.Value != nil || c.CI95 != nil || c.Undefined == "" {
		t.Errorf("%s: %+v, want no value and the reason why", name, c)
	}
}
