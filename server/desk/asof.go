package desk

import (
	"cmp"
	"context"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// ClaimsAsOf gives the claims of an article as they stood when one of its revisions was followed by the next, as far as viewer
// may see them, in the order of the text; of the current revision, as they stand now. Claims that waited on a still older one are
// among them.
func (d *Desk) ClaimsAsOf(ctx context.Context, viewer factcheck.Person, articleID int64, number int) (claims []factcheck.Claim, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		current, err := r.CurrentRevision(articleID)
		if err != nil {
			return err
		}
		if number == current {
			claims, err = r.ArticleClaims(viewer.ID, articleID)
			return err
		}
		if _, err := d.revision(r, articleID, number); err != nil {
			return err
		}
		claims, err = restored(r, viewer, articleID, number)
		return err
	})
	return claims, err
}

// restored reads claims back from the states that their events kept.
func restored(r *store.Reader, viewer factcheck.Person, articleID int64, number int) (claims []factcheck.Claim, err error) {
	err = r.EachClaimAsOf(viewer.ID, articleID, number, func(s store.StandingClaim) error {
		state, err := ReadClaimState(s.State)
		if err != nil {
			return err
		}
		c := s.Claim
		c.Desk = factcheck.DeskWord{}
		state.give(&c)
		claims = append(claims, c)
		return nil
	})
	slices.SortFunc(claims, func(a, b factcheck.Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return claims, err
}
