package agreement_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// BenchmarkCompare shows how the cost of a whole comparison grows: eight reviewers, each with so many claims, on a text
// of 300 code points a claim, who mostly mark the same things and not quite alike.
func BenchmarkCompare(b *testing.B) {
	for _, claims := range []int{125, 250, 500, 1000} {
		readings, length := desk(8, claims)
		b.Run(fmt.Sprintf("claims=%d", claims), func(b *testing.B) {
			for b.Loop() {
				agreement.Measure(readings, agreement.Align(readings, agreement.DefaultThreshold), length)
			}
		})
	}
}

// BenchmarkAlign is the alignment alone.
func BenchmarkAlign(b *testing.B) {
	for _, claims := range []int{125, 250, 500, 1000} {
		readings, _ := desk(8, claims)
		b.Run(fmt.Sprintf("claims=%d", claims), func(b *testing.B) {
			for b.Loop() {
				agreement.Align(readings, agreement.DefaultThreshold)
			}
		})
	}
}

// BenchmarkAlignCrowded has every claim overlap a hundred others, with no threshold to keep them apart.
func BenchmarkAlignCrowded(b *testing.B) {
	for _, claims := range []int{125, 250, 500, 1000} {
		readings, _ := desk(8, claims)
		for _, r := range readings {
			for i := range r.Claims {
				r.Claims[i].End += 15_000
			}
		}
		b.Run(fmt.Sprintf("claims=%d", claims), func(b *testing.B) {
			for b.Loop() {
				agreement.Align(readings, 0)
			}
		})
	}
}

// BenchmarkAlignIdentical has eight reviewers mark the same few spans over and over.
func BenchmarkAlignIdentical(b *testing.B) {
	for _, spans := range []int{1, 2, 10} {
		for _, claims := range []int{125, 250, 500, 1000} {
			readings := crowded(8, claims, spans)
			b.Run(fmt.Sprintf("spans=%d/claims=%d", spans, claims), func(b *testing.B) {
				for b.Loop() {
					agreement.Measure(readings, agreement.Align(readings, agreement.DefaultThreshold), 1000)
				}
			})
		}
	}
}

// crowded makes readings of many claims on few spans, which overlap one another.
func crowded(reviewers, claims, spans int) []agreement.Reading {
	readings := make([]agreement.Reading, reviewers)
	for r := range readings {
		readings[r].Reviewer = fmt.Sprintf("reviewer %d", r)
		for i := range claims {
			start := 10 * (i % spans)
			readings[r].Claims = append(readings[r].Claims, factcheck.Claim{ID: int64(r*claims + i + 1),
				Span: factcheck.Span{Start: start, End: start + 50 + i%spans}, Verdict: factcheck.Verdicts[(i+r)%4]})
		}
	}
	return readings
}

// desk makes readings as a desk gives them: of what there is to check each reviewer sees most, moves some spans by a
// few code points, and judges mostly as the others do.
func desk(reviewers, claims int) ([]agreement.Reading, int) {
	random := rand.New(rand.NewPCG(1, 2))
	readings := make([]agreement.Reading, reviewers)
	id := int64(0)
	for r := range readings {
		readings[r].Reviewer = fmt.Sprintf("reviewer %d", r)
	}
	for i := range claims {
		start, length := 300*i+random.IntN(100), 20+random.IntN(120)
		truth := random.IntN(3)
		for r := range readings {
			id++
			at := start
			if random.IntN(3) == 0 {
				at += random.IntN(30)
			}
			if random.IntN(6) == 0 {
				at += 150
			}
			judged := truth
			if random.IntN(4) == 0 {
				judged = random.IntN(4)
			}
			readings[r].Claims = append(readings[r].Claims, factcheck.Claim{
				ID: id, Span: factcheck.Span{Start: at, End: at + length + random.IntN(3)},
				Verdict: factcheck.Verdicts[judged], Rating: factcheck.Rating(random.IntN(6)),
			})
		}
	}
	return readings, 300*claims + 300
}
