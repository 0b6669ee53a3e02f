package agreement

// Outcome says how the readings of one group stand to each other.
type Outcome string

// The outcomes. Where both the verdicts and the spans differ the outcome is [VerdictDiffers], as that is what the desk
// has to settle. An unchecked claim is not of one mind with a verified one, so together they are [VerdictDiffers] too;
// claims that are all unchecked do not differ. In the coefficients, where a verdict is a measurement, an unchecked one
// is a missing value.
const (
	Agreed         Outcome = "agreed"          // the same span and the same verdict, by all who marked it
	VerdictDiffers Outcome = "verdict_differs" // at least two verdicts
	SpanDiffers    Outcome = "span_differs"    // one verdict, at least two spans
	OnlyOne        Outcome = "only_one"        // one reviewer alone marked it
)

// Outcomes lists every outcome in the order screens show them.
var Outcomes = []Outcome{Agreed, VerdictDiffers, SpanDiffers, OnlyOne}

func outcomeOf(members []Member) Outcome {
	outcome := Agreed
	first := members[0].Claim
	for _, m := range members[1:] {
		if m.Claim.Verdict != first.Verdict {
			return VerdictDiffers
		}
		if m.Claim.Span != first.Span {
			outcome = SpanDiffers
		}
	}
	if len(members) == 1 {
		return OnlyOne
	}
	return outcome
}

// Judged counts the members that carry a verdict other than unchecked.
func (g Group) Judged() int {
	n := 0
	for _, m := range g.Members {
		if category(m.Claim) >= 0 {
			n++
		}
	}
	return n
}
