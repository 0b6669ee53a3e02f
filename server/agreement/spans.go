package agreement

import (
	"sort"

	"stet/server/factcheck"
)

// PRF is precision, recall and their harmonic mean, the first reviewer's claims being taken as the key. With the
// reviewers exchanged, precision and recall change places.
type PRF struct {
	Precision *float64 // of the second reviewer's claims the share that the first has too; nil where there are none
	Recall    *float64 // of the first reviewer's claims the share that the second has too; nil where there are none
	F1        *float64 // nil where neither marked anything
	Undefined string   // why something is nil, as a sentence
}

// PairFinding compares the spans of two reviewers. All of their claims enter.
type PairFinding struct {
	Reviewers [2]string
	Claims    [2]int // how many each marked
	Exact     PRF    // a claim is found where the other reviewer marked the very same span, each span once
	Overlap   PRF    // a claim is found where the other reviewer marked any of its text
}

// findPair compares two readings, each with its claims in order.
func findPair(a, b Reading) PairFinding {
	f := PairFinding{
		Reviewers: [2]string{a.Reviewer, b.Reviewer},
		Claims:    [2]int{len(a.Claims), len(b.Claims)},
	}
	exact := sameSpans(a.Claims, b.Claims)
	f.Exact = prf([2]int{exact, exact}, f.Claims)
	f.Overlap = prf(touching(a.Claims, b.Claims), f.Claims)
	return f
}

// sameSpans counts the claims of a that have a claim of b to themselves, on the same span.
func sameSpans(as, bs []factcheck.Claim) int {
	left := map[factcheck.Span]int{}
	for _, b := range bs {
		left[b.Span]++
	}
	same := 0
	for _, a := range as {
		if left[a.Span] > 0 {
			left[a.Span]--
			same++
		}
	}
	return same
}

// touching counts the claims of each that share text with any of the other's.
func touching(as, bs []factcheck.Claim) [2]int {
	return [2]int{touchingAny(as, bs), touchingAny(bs, as)}
}

// touchingAny counts the claims that share text with any of others, which stand in order.
func touchingAny(claims, others []factcheck.Claim) (n int) {
	reach := make([]int, len(others)+1) // how far those before each of the others go
	for i, o := range others {
		if reach[i+1] = reach[i]; o.Len() > 0 {
			reach[i+1] = max(reach[i], o.End)
		}
	}
	for _, c := range claims {
		before := sort.Search(len(others), func(i int) bool { return others[i].Start >= c.End })
		if c.Len() > 0 && reach[before] > c.Start {
			n++
		}
	}
	return n
}

// prf makes the figures of how many claims each reviewer has that the other has too, of how many in all. F1 is the
// harmonic mean 2PR / (P + R); where one reviewer marked nothing it is 0, as all of the other's claims were missed.
func prf(found, claims [2]int) PRF {
	var p PRF
	switch {
	case claims[0] == 0 && claims[1] == 0:
		p.Undefined = nothingFound
		return p
	case claims[0] == 0:
		p.Undefined = nothingToRecall
	case claims[1] == 0:
		p.Undefined = nothingToTrust
	}
	p.Recall, p.Precision = share(found[0], claims[0]), share(found[1], claims[1])
	f1 := 0.0
	if found[0] > 0 && found[1] > 0 {
		f1 = 2 * *p.Precision * *p.Recall / (*p.Precision + *p.Recall)
	}
	p.F1 = &f1
	return p
}

func share(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	s := float64(part) / float64(whole)
	return &s
}
