package agreement

import (
	"iter"

	"stet/server/factcheck"
)

// AlignEach is [Align] for claims without number: it holds those of one stretch of overlapping claims alone, since no group reaches out
// of one. The claims of all readings come as members of none, sorted by start; groups come in the order of their text, without their
// overlaps. An error comes last.
func AlignEach(claims iter.Seq2[Member, error], threshold float64) iter.Seq2[Group, error] {
	return func(yield func(Group, error) bool) {
		for stretch, err := range stretches(claims) {
			if err != nil {
				yield(Group{}, err)
				return
			}
			groups, _ := aligned(stretch, threshold).groups()
			for _, g := range groups {
				if !yield(g, nil) {
					return
				}
			}
		}
	}
}

// stretches parts claims sorted by start wherever none of them stands, and gives the readings of each part.
func stretches(claims iter.Seq2[Member, error]) iter.Seq2[[]Reading, error] {
	return func(yield func([]Reading, error) bool) {
		var stretch []Reading
		end := 0
		for m, err := range claims {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(stretch) > 0 && m.Claim.Start >= end {
				if !yield(stretch, nil) {
					return
				}
				stretch = nil
			}
			stretch = append(stretch, Reading{m.Reviewer, []factcheck.Claim{m.Claim}})
			end = max(end, m.Claim.End)
		}
		if len(stretch) > 0 {
			yield(stretch, nil)
		}
	}
}
