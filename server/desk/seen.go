package desk

import (
	"slices"

	"stet/server/factcheck"
)

// seen gives the claims of a group at the versions that an editor saw, which are those that stand where saw is nil. Conflict with
// the claims that were changed since, or that the editor had not seen at all.
func seen(group []factcheck.Claim, saw []factcheck.DecidedClaim) ([]factcheck.DecidedClaim, error) {
	noted := make([]factcheck.DecidedClaim, len(group))
	sawOf := make(map[int64]factcheck.DecidedClaim, len(saw))
	for _, s := range saw {
		sawOf[s.ID] = s
	}
	var changed []factcheck.Claim
	for i, c := range group {
		noted[i] = factcheck.DecidedClaim{ID: c.ID, Version: c.Version}
		if saw == nil {
			continue
		}
		was, isSeen := sawOf[c.ID]
		switch {
		case isSeen && was.Version > c.Version:
			return nil, factcheck.BadField("claims", "Claim %d is at version %d; nobody has seen version %d of it. Name the versions that the comparison told you.", c.ID, c.Version, was.Version)
		case !isSeen || !was.StillHolds(c):
			changed = append(changed, c)
		default:
			noted[i] = was
		}
	}
	if changed != nil {
		return nil, &factcheck.Error{Code: factcheck.Conflict, Title: "The readings have changed meanwhile", Claims: changed,
			Message: "A reading of this group has changed since you saw it. Nothing was decided; look at the readings as they are now, and decide on those."}
	}
	return noted, nil
}

// again gives what a decision that is changed notes of its group: what was seen now where the change names claims, else what it had
// noted, with the reading that it takes now as that stands.
func (c DecisionChange) again(decision *factcheck.Decision, group []factcheck.Claim) ([]factcheck.DecidedClaim, error) {
	if c.ClaimIDs != nil || c.Seen != nil {
		return seen(group, c.Seen)
	}
	noted := slices.Clone(decision.Claims)
	takes := slices.IndexFunc(group, func(one factcheck.Claim) bool { return one.ID == c.ClaimID })
	at := slices.IndexFunc(noted, func(one factcheck.DecidedClaim) bool { return one.ID == c.ClaimID })
	if takes >= 0 && at >= 0 {
		noted[at].Version = group[takes].Version
	}
	return noted, nil
}
