package api

import (
	"context"
	"slices"

	"stet/server/auth"
	"stet/server/store"
)

type listReviews struct {
	ArticleID int64 `path:"id"`
	Paging
}

func (c calls) listReviews(ctx context.Context, in *listReviews) (*listAnswer[Review], error) {
	after, err := in.after("review", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	var rows []store.ReviewProgress
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		if _, err := r.CurrentRevision(in.ArticleID); err != nil {
			return err
		}
		rows, err = r.Reviews(me.ID, in.ArticleID)
		return err
	})
	rows = slices.DeleteFunc(rows, func(p store.ReviewProgress) bool { return p.ID <= after })
	return list(in.Paging, "review", rows, tellReview, func(p *store.ReviewProgress) int64 { return p.ID }), err
}
