package desk

import (
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// listing is the claims of the groups that an editor saw agreed, by id; nil for whatever is agreed.
type listing map[int64]factcheck.DecidedClaim

func listingOf(saw []factcheck.DecidedClaim) listing {
	if saw == nil {
		return nil
	}
	listed := make(listing, len(saw))
	for _, claim := range saw {
		listed[claim.ID] = claim
	}
	return listed
}

// agreed gives those of the groups that are to be accepted, and how many are left alone.
func (l listing) agreed(all []ComparedGroup) (groups []*ComparedGroup, left int) {
	for i := range all {
		switch g := &all[i]; {
		case g.Decision != nil:
		case g.Acceptable() && l.holds(g):
			groups = append(groups, g)
		default:
			left += l.left(g)
		}
	}
	return groups, left
}

// holds says whether each claim of a group is one that was seen, as it stands.
func (l listing) holds(g *ComparedGroup) bool {
	return l == nil || !slices.ContainsFunc(g.Members, func(m agreement.Member) bool { return !l[m.Claim.ID].StillHolds(m.Claim) })
}

// left is 1 for a group that is agreed or was when it was seen, 0 for others.
func (l listing) left(g *ComparedGroup) int {
	listed := slices.ContainsFunc(g.Members, func(m agreement.Member) bool { _, ok := l[m.Claim.ID]; return ok })
	if listed || g.Acceptable() {
		return 1
	}
	return 0
}

// of gives what was seen of a group; nil for nothing said of it.
func (l listing) of(g *ComparedGroup) (saw []factcheck.DecidedClaim) {
	for _, m := range g.Members {
		if claim, ok := l[m.Claim.ID]; ok {
			saw = append(saw, claim)
		}
	}
	return saw
}
