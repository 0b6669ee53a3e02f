package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// UnassignReview takes an assignment back, and gives the review that was. Conflict where the reviewer has marked something, if
// only to delete it, or has submitted: then there is a reading, which stays.
func (d *Desk) UnassignReview(ctx context.Context, by factcheck.Person, reviewID int64) (v factcheck.Review, err error) {
	if err := need(by, factcheck.Editor, "take assignments back"); err != nil {
		return v, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		if v, err = tx.ReviewTold(by.ID, reviewID); err != nil {
			return err
		}
		if err := unread(tx, v); err != nil {
			return err
		}
		if err := tx.RemoveReview(v.ID); err != nil {
			return err
		}
		if err := recordReview(tx, by, factcheck.ReviewUnassigned, &v, nil); err != nil {
			return err
		}
		return closeAfterReading(tx, v.ArticleID)
	})
	return v, err
}

// unread says why a review is more than an assignment.
func unread(tx *store.Tx, v factcheck.Review) error {
	claims, err := tx.CountOf(v)
	switch {
	case err != nil:
		return err
	case claims == 1:
		return factcheck.Errorf(factcheck.Conflict, "This review holds a claim, so it can no longer be taken back. Nothing was removed.")
	case claims > 1:
		return factcheck.Errorf(factcheck.Conflict, "This review holds %d claims, so it can no longer be taken back. Nothing was removed.", claims)
	case v.OpenedAt != "":
		return factcheck.Errorf(factcheck.Conflict, "This review held claims, which its reviewer has deleted and can bring back, so it can no longer be taken back.")
	case v.Submitted():
		return factcheck.Errorf(factcheck.Conflict, "This review is submitted: its reviewer read the article and found no claim. Reopen it first, then take it back.")
	}
	return nil
}
