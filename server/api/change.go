package api

import (
	"context"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
)

type changeClaim struct {
	ID int64 `path:"id"`
	IfMatch
	Body struct {
		Start    *int                      `json:"start,omitempty" minimum:"0" maximum:"2147483647" doc:"With end: the new span."`
		End      *int                      `json:"end,omitempty" minimum:"0" maximum:"2147483647"`
		Revision int                       `json:"revision,omitempty" minimum:"1" doc:"The revision that start and end count in, where it is not the current one."`
		Kind     merged[factcheck.Kind]    `json:"kind,omitempty" doc:"Every claim has one: it cannot be taken away."`
		Verdict  merged[factcheck.Verdict] `json:"verdict,omitempty" doc:"null is unchecked."`
		Rating   merged[factcheck.Rating]  `json:"rating,omitempty" doc:"null takes it away."`
		Note     merged[string]            `json:"note,omitempty"`
		Speaker  merged[string]            `json:"speaker,omitempty"`
	}
}

func (c calls) changeClaim(ctx context.Context, in *changeClaim) (*claimAnswer, error) {
	version, err := in.required(c.versionOf(ctx, in.ID))
	if err != nil {
		return nil, err
	}
	sent := in.Body
	span, err := spanOf(sent.Start, sent.End)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	changed, err := c.Desk.ChangeClaim(ctx, me, in.ID, version, desk.ClaimChange{Span: span, Seen: sent.Revision, Kind: sent.Kind.change(),
		Verdict: sent.Verdict.change(), Rating: sent.Rating.change(), Note: sent.Note.change(), Speaker: sent.Speaker.change()})
	if err != nil {
		return nil, c.refused(err)
	}
	return c.answer(&changed), nil
}

type deleteClaim struct {
	ID int64 `path:"id"`
	IfMatch
}

func (c calls) deleteClaim(ctx context.Context, in *deleteClaim) (*struct{}, error) {
	version, err := in.version(c.versionOf(ctx, in.ID))
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	_, err = c.Desk.DeleteClaim(ctx, me, in.ID, version)
	return nil, c.refused(err)
}

type restoreClaim struct {
	ID int64 `path:"id"`
}

func (c calls) restoreClaim(ctx context.Context, in *restoreClaim) (*claimAnswer, error) {
	me, _ := auth.FromContext(ctx)
	restored, err := c.Desk.RestoreClaim(ctx, me, in.ID, 0)
	if err != nil {
		return nil, err
	}
	return c.answer(&restored), nil
}
