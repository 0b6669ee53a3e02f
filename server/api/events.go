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
	return c.events(ctx, in, func(r *store.Reader, viewer, after int64) ([]factcheck.Event, bool, error) {
		if _, err := r.CurrentRevision(in.ID); err != nil {
			return nil, false, err
		}
		return r.ArticleEvents(viewer, in.ID, after, in.Limit)
	})
}

func (c calls) listClaimEvents(ctx context.Context, in *listEvents) (*listAnswer[Event], error) {
	return c.events(ctx, in, func(r *store.Reader, viewer, after int64) ([]factcheck.Event, bool, error) {
		if _, err := r.Claim(viewer, in.ID); err != nil {
			return nil, false, err
		}
		return r.ClaimEvents(viewer, in.ID, after, in.Limit)
	})
}

// events lists a history, oldest first; a page has fewer events than were asked for where they are long.
func (c calls) events(ctx context.Context, in *listEvents, read func(r *store.Reader, viewer, after int64) ([]factcheck.Event, bool, error)) (*listAnswer[Event], error) {
	after, err := in.after("event", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	var rows []factcheck.Event
	var more bool
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		rows, more, err = read(r, me.ID, after)
		return err
	})
	return listed("event", rows, more, tellEvent, func(e *factcheck.Event) int64 { return e.ID }), err
}
