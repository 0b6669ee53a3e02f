package api

import (
	"context"
	"slices"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// Waiting is a claim whose place in the current text is not certain, and waits for somebody to look.
type Waiting struct {
	Carried
	FromRevision int          `json:"from_revision" doc:"The revision that the claim stands on."`
	Revision     int          `json:"revision" doc:"The current one, which start and end count in."`
	Claim        export.Claim `json:"claim" doc:"As it stands on the older revision."`
}

type listCarryover struct {
	ArticleID int64 `path:"id"`
	Paging
}

func (c calls) listCarryover(ctx context.Context, in *listCarryover) (*listAnswer[Waiting], error) {
	after, err := in.after("carryover", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	rows, err := c.Desk.Waiting(ctx, me, in.ArticleID)
	if err != nil {
		return nil, err
	}
	current, err := c.Desk.Revision(ctx, in.ArticleID, 0)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b store.WaitingClaim) int { return int(a.Claim.ID - b.Claim.ID) })
	rows = slices.DeleteFunc(rows, func(w store.WaitingClaim) bool { return w.Claim.ID <= after })
	tell := func(w *store.WaitingClaim) Waiting { return c.tellWaiting(w, current) }
	return list(in.Paging, "carryover", rows, tell, func(w *store.WaitingClaim) int64 { return w.Claim.ID }), nil
}

func (c calls) tellWaiting(w *store.WaitingClaim, current *desk.Revision) Waiting {
	k := &w.Carryover
	told := Waiting{Carried{ClaimID: k.ClaimID, Outcome: k.Outcome, From: k.Old}, k.From, k.To, export.NewClaim(&w.Claim, c.BaseURL)}
	if k.Outcome != factcheck.CarriedGone && current.Number == k.To {
		quote := current.Index.Slice(k.Span)
		told.Start, told.End, told.Quote = &k.Start, &k.End, &quote
	}
	return told
}

type answerCarryover struct {
	ID int64 `path:"id"`
	IfMatch
	Body struct {
		Accept   bool `json:"accept,omitempty" doc:"The claim stands where it is proposed."`
		Start    *int `json:"start,omitempty" minimum:"0" maximum:"2147483647" doc:"With end: where it stands in the current text, in Unicode code points."`
		End      *int `json:"end,omitempty" minimum:"0" maximum:"2147483647"`
		Drop     bool `json:"drop,omitempty" doc:"The claim is deleted; it can be restored, and then waits again."`
		Revision int  `json:"revision,omitempty" minimum:"1" doc:"The revision that start and end count in, where it is not the current one."`
	}
}

func (c calls) answerCarryover(ctx context.Context, in *answerCarryover) (*claimAnswer, error) {
	version, err := in.version(c.versionOf(ctx, in.ID))
	if err != nil {
		return nil, err
	}
	span, err := spanOf(in.Body.Start, in.Body.End)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	answered, err := c.Desk.AnswerCarryover(ctx, me, in.ID, version,
		desk.CarryoverAnswer{Accept: in.Body.Accept, Span: span, Drop: in.Body.Drop, Seen: in.Body.Revision})
	if err != nil && version != 0 {
		return nil, c.refused(err)
	}
	if err != nil {
		return nil, err
	}
	return c.answer(&answered), nil
}
