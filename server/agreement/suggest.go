package agreement

import "stet/server/factcheck"

// Suggestion is what most of a group's reviewers hold. It is shown, and never applied by itself.
type Suggestion struct {
	Member      // whose claim to take
	For, Of int // how many of the reviewers who gave a verdict gave this one, and how many gave any
}

// Suggest gives the claim that stands for the majority of a group: of the members with the verdict that more than half
// of those who gave one share, and at least two, the one whose span is likest to the spans of the others who gave it;
// of equals the first by reviewer. There is none where there is no such verdict.
func Suggest(g Group) (Suggestion, bool) {
	s := Suggestion{Of: g.Judged()}
	var majority []Member
	for _, verdict := range verdicts {
		if those := withVerdict(g, verdict); len(those) > 1 && 2*len(those) > s.Of {
			majority = those
		}
	}
	if majority == nil {
		return Suggestion{}, false
	}
	s.For = len(majority)
	best := 0.0
	for _, m := range majority {
		if near := nearness(m, majority); near > best {
			s.Member, best = m, near
		}
	}
	return s, true
}

func withVerdict(g Group, verdict factcheck.Verdict) []Member {
	var those []Member
	for _, m := range g.Members {
		if m.Claim.Verdict == verdict {
			those = append(those, m)
		}
	}
	return those
}

// nearness is the sum of a claim's likeness to all, itself among them.
func nearness(m Member, all []Member) float64 {
	total := 0.0
	for _, other := range all {
		total += likeness(m.Claim.Span, other.Claim.Span)
	}
	return total
}
