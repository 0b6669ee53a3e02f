package api

import (
	"context"
	"slices"

	"stet/server/auth"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// momentOrNull tells a moment that has not come as null.
func momentOrNull(t factcheck.Timestamp) *factcheck.Timestamp {
	if t == "" {
		return nil
	}
	return &t
}

// Review is how far one reviewer has read an article.
type Review struct {
	ID          int64                 `json:"id" doc:"Under a pseudonym, a number that stands for it."`
	ArticleID   int64                 `json:"article_id"`
	Reviewer    string                `json:"reviewer" doc:"The reviewer’s name; a pseudonym while the article shows pseudonyms."`
	DisplayName string                `json:"display_name"`
	State       factcheck.ReviewState `json:"state"`
	Submitted   bool                  `json:"submitted"`
	Blind       bool                  `json:"blind" doc:"While it is not submitted, its reviewer is given nobody else’s claims."`
	DueOn       string                `json:"due_on" doc:"A plain date, or empty."`
	AssignedBy  string                `json:"assigned_by" doc:"The editor’s name; empty where the reviewer began by themselves, and under a pseudonym."`
	OpenedAt    *factcheck.Timestamp  `json:"opened_at" nullable:"true" doc:"When the first claim was marked; null before."`
	SubmittedAt *factcheck.Timestamp  `json:"submitted_at" nullable:"true" doc:"null while it is open."`
	Claims      Counts                `json:"claims" doc:"The review’s claims by verdict."`
	Checked     int                   `json:"checked" doc:"Claims that have a verdict."`
	Total       int                   `json:"total"`
}

// Counts counts claims by verdict.
type Counts struct {
	Verified  int `json:"verified"`
	Disputed  int `json:"disputed"`
	Unproven  int `json:"unproven"`
	Unchecked int `json:"unchecked"`
}

func tellReview(p *store.ReviewProgress) Review {
	return Review{ID: p.ID, ArticleID: p.ArticleID, Reviewer: p.Reviewer, DisplayName: p.DisplayName, State: p.State(), Submitted: p.Submitted(),
		Blind: p.Blind, DueOn: p.DueOn, AssignedBy: p.AssignedBy, OpenedAt: momentOrNull(p.OpenedAt), SubmittedAt: momentOrNull(p.SubmittedAt),
		Claims: Counts(p.Counts), Checked: p.Counts.Checked(), Total: p.Counts.Total()}
}

type listReviews struct {
	ArticleID int64 `path:"id"`
	Paging
}

func (c calls) listReviews(ctx context.Context, in *listReviews) (*listAnswer[Review], error) {
	before, err := in.after("reviews", 0)
	if err != nil {
		return nil, err
	}
	rows, err := c.reviews(ctx, in.ArticleID)
	rows = rows[min(int(before), len(rows)):] // under pseudonyms their ids are in no order
	return list(in.Paging, "reviews", rows, tellReview, func(*store.ReviewProgress) int64 { return before + int64(in.Limit) }), err
}

// reviews gives the reviews of an article as far as the caller may see them.
func (c calls) reviews(ctx context.Context, articleID int64) (rows []store.ReviewProgress, err error) {
	me, _ := auth.FromContext(ctx)
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		if _, err := r.CurrentRevision(articleID); err != nil {
			return err
		}
		rows, err = r.Reviews(me.ID, articleID)
		return err
	})
	return rows, err
}

func (c calls) unassignReview(ctx context.Context, in *oneReview) (*struct{}, error) {
	me, _ := auth.FromContext(ctx)
	_, err := c.Desk.UnassignReview(ctx, me, in.ID)
	return nil, err
}

type reviewAnswer struct{ Body Review }

// review answers with a review as it has come out.
func (c calls) review(ctx context.Context, v factcheck.Review) (*reviewAnswer, error) {
	rows, err := c.reviews(ctx, v.ArticleID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(p store.ReviewProgress) bool { return p.ID == v.ID })
	if i < 0 { // the editor was assigned the article blind just now
		return &reviewAnswer{tellReview(&store.ReviewProgress{Review: v})}, nil
	}
	return &reviewAnswer{tellReview(&rows[i])}, nil
}

type assignReview struct {
	ArticleID int64 `path:"id"`
	Body      struct {
		Reviewer string `json:"reviewer" doc:"The name of who is to read the article; of a review under a pseudonym, that. Refused (409) while you read the article blind, but for yourself, blind."`
		Blind    bool   `json:"blind,omitempty"`
		DueOn    string `json:"due_on,omitempty" doc:"A plain date."`
	}
}

func (c calls) assignReview(ctx context.Context, in *assignReview) (*reviewAnswer, error) {
	me, _ := auth.FromContext(ctx)
	v, err := c.Desk.AssignReview(ctx, me, in.ArticleID, in.Body.Reviewer, in.Body.Blind, in.Body.DueOn)
	if err != nil {
		return nil, err
	}
	return c.review(ctx, v)
}

type oneReview struct {
	ID int64 `path:"id"`
}

// SubmittedReview is a review with what it leaves open.
type SubmittedReview struct {
	Review
	Unchecked []export.Claim `json:"unchecked" nullable:"false" doc:"Its claims that have no verdict."`
	NeedsLook []export.Claim `json:"needs_look" nullable:"false" doc:"Its claims under which the text has changed, and which nobody has placed."`
}

type submittedAnswer struct{ Body SubmittedReview }

func (c calls) submitReview(ctx context.Context, in *oneReview) (*submittedAnswer, error) {
	me, _ := auth.FromContext(ctx)
	v, unfinished, err := c.Desk.SubmitReview(ctx, me, in.ID)
	if err != nil {
		return nil, err
	}
	answer, err := c.review(ctx, v)
	if err != nil {
		return nil, err
	}
	told := SubmittedReview{Review: answer.Body, Unchecked: []export.Claim{}, NeedsLook: []export.Claim{}}
	for i, claim := range c.tellClaims(unfinished) {
		if unfinished[i].Verdict == factcheck.Unchecked {
			told.Unchecked = append(told.Unchecked, claim)
		}
		if unfinished[i].Waits() {
			told.NeedsLook = append(told.NeedsLook, claim)
		}
	}
	return &submittedAnswer{told}, nil
}

func (c calls) tellClaims(claims []factcheck.Claim) []export.Claim {
	told := make([]export.Claim, len(claims))
	for i := range claims {
		told[i] = export.NewClaim(&claims[i], c.BaseURL)
	}
	return told
}

func (c calls) reopenReview(ctx context.Context, in *oneReview) (*reviewAnswer, error) {
	me, _ := auth.FromContext(ctx)
	v, err := c.Desk.ReopenReview(ctx, me, in.ID)
	if err != nil {
		return nil, err
	}
	return c.review(ctx, v)
}
