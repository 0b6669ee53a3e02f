package desk

import (
	"context"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// agreedAtOnce is how many groups are accepted in one write, so that others' writes wait no longer than these take.
const agreedAtOnce = 500

// Accepted is what came of accepting all that was agreed.
type Accepted struct {
	Made []factcheck.Decision
	Left int // groups left alone, since the editor has not seen them agreed as they are now
}

// DecideAgreed accepts every group on which its reviewers agree, at a threshold, and on which nothing is decided yet, as it
// stands. Where saw is not nil, only groups of claims in it that were not changed since are. Groups that nobody has given a
// verdict stay undecided. Those accepted before an error stay accepted.
func (d *Desk) DecideAgreed(ctx context.Context, by factcheck.Person, articleID int64, threshold float64, saw []factcheck.DecidedClaim) (done Accepted, err error) {
	if err := need(by, factcheck.Editor, "decide on claims"); err != nil {
		return done, err
	}
	if _, err := d.Compare(ctx, by, articleID, threshold); err != nil { // aligned before the writer has to wait for it
		return done, err
	}
	listed := listingOf(saw)
	for {
		var some Accepted
		err := d.write(ctx, func(tx *store.Tx) (err error) {
			some, err = d.acceptAgreed(tx, by, articleID, threshold, listed)
			return err
		})
		if err != nil {
			return done, err
		}
		done.Made, done.Left = append(done.Made, some.Made...), some.Left
		if len(some.Made) < agreedAtOnce {
			return done, nil
		}
	}
}

// acceptAgreed accepts the first of the groups on which its reviewers agree.
func (d *Desk) acceptAgreed(tx *store.Tx, by factcheck.Person, articleID int64, threshold float64, listed listing) (done Accepted, err error) {
	c, err := d.compare(&tx.Reader, by, articleID, threshold)
	if err != nil {
		return done, err
	}
	for i := range c.Groups {
		g := &c.Groups[i]
		switch {
		case g.Decision != nil:
		case !g.Acceptable() || !listed.holds(g):
			done.Left += listed.left(g)
		case len(done.Made) < agreedAtOnce:
			decision, err := d.decide(tx, by, articleID, g.ClaimIDs(), listed.of(g), ruling{outcome: factcheck.Accepted})
			if err != nil {
				return Accepted{}, err
			}
			done.Made = append(done.Made, decision)
		}
	}
	if len(done.Made) == 0 {
		return done, nil
	}
	return done, closeDecided(tx, articleID)
}

// Acceptable says whether nothing is decided of a group on which its reviewers agree, one of them at least with a verdict.
func (g *ComparedGroup) Acceptable() bool {
	return g.Decision == nil && g.Outcome == agreement.Agreed && g.Judged() > 0
}

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
