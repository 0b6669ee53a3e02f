package agreement

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
)

// Reading is what one reviewer marked: the claims of one review, all on one revision. Readings that name the same
// reviewer are taken together as one.
type Reading struct {
	Reviewer string
	Claims   []factcheck.Claim
}

// inOrder gives the readings by reviewer, one for each, and the claims of each by position: the one order in which
// everything here is computed. What was given stays as it was.
func inOrder(readings []Reading) []Reading {
	claims := map[string][]factcheck.Claim{}
	for _, r := range readings {
		claims[r.Reviewer] = append(claims[r.Reviewer], r.Claims...)
	}
	ordered := make([]Reading, 0, len(claims))
	for reviewer, theirs := range claims {
		slices.SortFunc(theirs, compareClaims)
		ordered = append(ordered, Reading{Reviewer: reviewer, Claims: theirs})
	}
	slices.SortFunc(ordered, func(a, b Reading) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	return ordered
}

func compareClaims(a, b factcheck.Claim) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
}
