package api

import (
	"context"

	"stet/server/auth"
	"stet/server/factcheck"
	"stet/server/store"
)

type listEvents struct {
	ID int64 `path:"id"`
	Paging
}

func (c calls) listArticleEvents(ctx context.Context, in *listEvents) (*listAnswer[Event], error) {
	return c.events(ctx, in, func(r *store.Reader, viewer, after int64) ([]factcheck.Event, error) {
		if _, err := r.CurrentRevision(in.ID); err != nil {
			return nil, err
		}
		return r.ArticleEvents(viewer, in.ID, after, in.more())
	})
}

func (c calls) listClaimEvents(ctx context.Context, in *listEvents) (*listAnswer[Event], error) {
	return c.events(ctx, in, func(r *store.Reader, viewer, after int64) ([]factcheck.Event, error) {
		if _, err := r.Claim(viewer, in.ID); err != nil {
			return nil, err
		}
		return r.ClaimEvents(viewer, in.ID, after, in.more())
	})
}

// events lists a history, oldest first.
func (c calls) events(ctx context.Context, in *listEvents, read func(r *store.Reader, viewer, after int64) ([]factcheck.Event, error)) (*listAnswer[Event], error) {
	after, err := in.after("event", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	var rows []factcheck.Event
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		rows, err = read(r, me.ID, after)
		return err
	})
	return list(in.Paging, "event", rows, tellEvent, func(e *factcheck.Event) int64 { return e.ID }), err
}
