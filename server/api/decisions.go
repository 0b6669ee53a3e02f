package api

import (
	"context"
	"errors"
	"net/http"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
)

// Decision is the desk's word on a group of claims as JSON tells it.
type Decision struct {
	ID        int64               `json:"id"`
	ArticleID int64               `json:"article_id"`
	Revision  int                 `json:"revision"`
	Outcome   factcheck.Outcome   `json:"outcome" doc:"accepted, rejected, or reopened: then it decides nothing any more."`
	ClaimIDs  []int64             `json:"claim_ids" nullable:"false" doc:"The group as it was when decided."`
	Claims    []ClaimSeen         `json:"claims" nullable:"false" doc:"The same, at the versions that the decision saw."`
	ClaimID   *int64              `json:"claim_id" doc:"The reading accepted as it stood; null where rejected or edited."`
	Start     int                 `json:"start"`
	End       int                 `json:"end"`
	Quote     string              `json:"quote"`
	Prefix    string              `json:"prefix"`
	Suffix    string              `json:"suffix"`
	Kind      string              `json:"kind" doc:"Empty where rejected; so is verdict."`
	Verdict   string              `json:"verdict"`
	Rating    *factcheck.Rating   `json:"rating" nullable:"true"`
	Reason    string              `json:"reason"`
	DecidedBy string              `json:"decided_by" doc:"The name of who decided last."`
	Version   int                 `json:"version" doc:"Counts from 1; a change names the version it saw."`
	CreatedAt factcheck.Timestamp `json:"created_at"`
	UpdatedAt factcheck.Timestamp `json:"updated_at"`
}

// ClaimSeen is a claim at the version that somebody saw.
type ClaimSeen struct {
	ID      int64 `json:"id"`
	Version int   `json:"version" minimum:"1"`
}

func tellSeen(claims []factcheck.DecidedClaim) []ClaimSeen {
	told := make([]ClaimSeen, len(claims))
	for i, c := range claims {
		told[i] = ClaimSeen(c)
	}
	return told
}

// seen gives what a call says that its caller saw; nil where it says nothing of it.
func seen(sent []ClaimSeen) (claims []factcheck.DecidedClaim) {
	for _, c := range sent {
		claims = append(claims, factcheck.DecidedClaim(c))
	}
	return claims
}

func tellDecision(d *factcheck.Decision) *Decision {
	told := &Decision{ID: d.ID, ArticleID: d.ArticleID, Revision: d.Revision, Outcome: d.Outcome, ClaimIDs: d.ClaimIDs(), Claims: tellSeen(d.Claims), ClaimID: orNull(d.ClaimID),
		Start: d.Start, End: d.End, Quote: d.Quote, Prefix: d.Prefix, Suffix: d.Suffix, Kind: string(d.Kind), Verdict: string(d.Verdict),
		Reason: d.Reason, DecidedBy: d.By, Version: d.Version, CreatedAt: d.CreatedAt, UpdatedAt: d.UpdatedAt}
	if d.Rating != 0 {
		told.Rating = &d.Rating
	}
	return told
}

type decisionAnswer struct {
	ETag string `header:"ETag"`
	Body *Decision
}

func decisionTold(d *factcheck.Decision) *decisionAnswer {
	return &decisionAnswer{etag(d.Version), tellDecision(d)}
}

// Ruling is what may be said of a group that is accepted.
type Ruling struct {
	ClaimID int64             `json:"claim_id,omitempty" doc:"The reading accepted. Left out: the verdict that the readings share, at the span that most of them have."`
	Start   *int              `json:"start,omitempty" minimum:"0" maximum:"2147483647" doc:"With end: the span, in Unicode code points, where it is edited."`
	End     *int              `json:"end,omitempty" minimum:"0" maximum:"2147483647"`
	Kind    factcheck.Kind    `json:"kind,omitempty"`
	Verdict factcheck.Verdict `json:"verdict,omitempty" doc:"Required where the readings differ and none is named."`
	Rating  *factcheck.Rating `json:"rating,omitempty"`
}

type decide struct {
	ArticleID int64  `path:"id"`
	Key       string `header:"Idempotency-Key" maxLength:"200" doc:"The same key decides once."`
	Body      struct {
		ClaimIDs []int64           `json:"claim_ids" nullable:"false" minItems:"1" maxItems:"1000" doc:"The claims of one group; they share text."`
		Claims   []ClaimSeen       `json:"claims,omitempty" nullable:"false" minItems:"1" maxItems:"1000" doc:"All of them at the versions that you saw: 409 where one says something else since. Left out: as they stand."`
		Outcome  factcheck.Outcome `json:"outcome" enum:"accepted,rejected"`
		Ruling
		Reason string `json:"reason,omitempty" doc:"Required where rejected."`
	}
}

func (c calls) decide(ctx context.Context, in *decide) (*decisionAnswer, error) {
	sent := in.Body
	span, err := spanOf(sent.Start, sent.End)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	made, err := c.Desk.Decide(ctx, me, in.ArticleID, desk.DecisionInput{ClaimIDs: sent.ClaimIDs, Seen: seen(sent.Claims), Outcome: sent.Outcome,
		ClaimID: sent.ClaimID, Span: span, Kind: sent.Kind, Verdict: sent.Verdict, Rating: sent.Rating, Reason: sent.Reason, Key: in.Key})
	if err != nil {
		return nil, c.overtaken(err, 0, 0)
	}
	return decisionTold(&made), nil
}

type changeDecision struct {
	ID int64 `path:"id"`
	IfMatch
	Body struct {
		ClaimIDs []int64           `json:"claim_ids,omitempty" nullable:"false" minItems:"1" maxItems:"1000" doc:"The group as it is now. Where this and claims are both left out, the decision keeps the versions that it saw, so that since stays true."`
		Claims   []ClaimSeen       `json:"claims,omitempty" nullable:"false" minItems:"1" maxItems:"1000" doc:"All claims of the group at the versions that you saw: 409 where one says something else since. Where claim_ids are named without it: as they stand."`
		Outcome  factcheck.Outcome `json:"outcome,omitempty" enum:"accepted,rejected"`
		Ruling
		Reason *string `json:"reason,omitempty"`
	}
}

func (c calls) changeDecision(ctx context.Context, in *changeDecision) (*decisionAnswer, error) {
	version, err := in.required(c.decisionVersion(ctx, in.ID))
	if err != nil {
		return nil, err
	}
	sent := in.Body
	span, err := spanOf(sent.Start, sent.End)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	changed, err := c.Desk.ChangeDecision(ctx, me, in.ID, version, desk.DecisionChange{ClaimIDs: sent.ClaimIDs, Seen: seen(sent.Claims), Outcome: sent.Outcome,
		ClaimID: sent.ClaimID, Span: span, Kind: sent.Kind, Verdict: sent.Verdict, Rating: sent.Rating, Reason: sent.Reason})
	if err != nil {
		return nil, c.overtaken(err, in.ID, version)
	}
	return decisionTold(&changed), nil
}

type reopenDecision struct {
	ID int64 `path:"id"`
	IfMatch
}

func (c calls) reopenDecision(ctx context.Context, in *reopenDecision) (*decisionAnswer, error) {
	version, err := in.version(c.decisionVersion(ctx, in.ID))
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	reopened, err := c.Desk.ReopenDecision(ctx, me, in.ID, version)
	if err != nil {
		return nil, c.overtaken(err, in.ID, version)
	}
	return decisionTold(&reopened), nil
}

// overtaken tells what stands in the way: another version of the decision with this id, which is a failed precondition, one on the
// same claims, or claims that were changed since they were seen.
func (c calls) overtaken(err error, id int64, version int) error {
	var late *factcheck.Error
	if !errors.As(err, &late) || late.Decision == nil && late.Claims == nil {
		return err
	}
	p := respond.Describe(err)
	if late.Claims != nil {
		p.Claims = c.tellClaims(late.Claims)
		return &p
	}
	p.Decision = tellDecision(late.Decision)
	if late.Decision.ID == id && version != 0 && late.Decision.Version != version {
		p.Status = http.StatusPreconditionFailed
	}
	return &p
}

type decideAgreed struct {
	ArticleID int64   `path:"id"`
	Threshold float64 `query:"threshold" minimum:"0" maximum:"1" default:"0.5"`
	Body      *struct {
		Claims []ClaimSeen `json:"claims,omitempty" nullable:"false" minItems:"1" doc:"The claims of the groups that you saw agreed, at the versions that you saw: no other group is accepted. Left out: all that are agreed now."`
	}
}

// DecidedAgreed lists the decisions that were made of one mind.
type DecidedAgreed struct {
	Items []*Decision `json:"items" nullable:"false"`
	Left  int         `json:"left" doc:"Of the groups that you saw agreed or that are agreed now, those left alone, since they changed or came after you saw them."`
}

func (c calls) decideAgreed(ctx context.Context, in *decideAgreed) (*struct{ Body DecidedAgreed }, error) {
	var listed []factcheck.DecidedClaim
	if in.Body != nil {
		listed = seen(in.Body.Claims)
	}
	me, _ := auth.FromContext(ctx)
	done, err := c.Desk.DecideAgreed(ctx, me, in.ArticleID, in.Threshold, listed)
	if err != nil {
		return nil, err
	}
	told := DecidedAgreed{make([]*Decision, len(done.Made)), done.Left}
	for i := range done.Made {
		told.Items[i] = tellDecision(&done.Made[i])
	}
	return &struct{ Body DecidedAgreed }{told}, nil
}
