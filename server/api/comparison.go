package api

import (
	"context"

	"stet/server/agreement"
	"stet/server/auth"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/memory"
)

// Comparison is the readings of one article laid side by side.
type Comparison struct {
	ArticleID  int64          `json:"article_id"`
	Revision   int            `json:"revision" doc:"The current one: all that is compared stands on it."`
	Threshold  float64        `json:"threshold"`
	Reviews    []Reading      `json:"reviews" nullable:"false"`
	Groups     []Group        `json:"groups" nullable:"false"`
	Agreement  Agreement      `json:"agreement"`
	Left       []export.Claim `json:"left" nullable:"false" doc:"Claims on older revisions, which are not compared."`
	Lost       []*Decision    `json:"lost" nullable:"false" doc:"Decisions that stand though all their claims have been deleted since."`
	Decided    int            `json:"decided" doc:"Groups of which every claim is decided."`
	Undecided  int            `json:"undecided"`
	Pseudonyms bool           `json:"pseudonyms" doc:"Reviewers but the caller stand under pseudonyms until every review is submitted and all is decided."`
	Needs      string         `json:"needs,omitempty" doc:"What is wanted before there is something to compare."`
}

// Reading is a review as it is compared.
type Reading struct {
	ReviewID    *int64                `json:"review_id"`
	Reviewer    string                `json:"reviewer"`
	DisplayName string                `json:"display_name"`
	State       factcheck.ReviewState `json:"state"`
	Blind       bool                  `json:"blind"`
	Claims      int                   `json:"claims"`
}

// Group is one claim as the reviewers who saw it marked it.
type Group struct {
	Outcome    agreement.Outcome       `json:"outcome" doc:"agreed, verdict_differs, span_differs or only_one."`
	Claims     map[string]export.Claim `json:"claims" doc:"By reviewer."`
	Decision   *Decision               `json:"decision"`
	Suggestion *Suggestion             `json:"suggestion" doc:"What most of the reviewers hold; nothing follows from it."`
	Undecided  bool                    `json:"undecided"`
	Since      bool                    `json:"since" doc:"A claim is new, changed or gone since the decision."`
	Overlaps   []Overlap               `json:"overlaps" nullable:"false" doc:"Claims of other groups that share text with a claim of this one."`
}

// Suggestion is whose claim stands for the majority.
type Suggestion struct {
	Reviewer string `json:"reviewer"`
	ClaimID  int64  `json:"claim_id"`
	For      int    `json:"for"`
	Of       int    `json:"of"`
}

// Overlap names a claim of another group.
type Overlap struct {
	Group    int    `json:"group" doc:"Counts from 0 in this list."`
	Reviewer string `json:"reviewer"`
	ClaimID  int64  `json:"claim_id"`
}

type compare struct {
	ArticleID int64   `path:"id"`
	Threshold float64 `query:"threshold" minimum:"0" maximum:"1" default:"0.5" doc:"The least intersection over union at which two claims are taken for one; 0 is any overlap."`
}

type comparisonAnswer struct{ Body Comparison }

// toldAs is about how many times the room of its texts an answer takes, while it is written as JSON.
const toldAs = 6

func (c calls) compare(ctx context.Context, in *compare) (*comparisonAnswer, error) {
	me, _ := auth.FromContext(ctx)
	made, err := c.Desk.Compare(ctx, me, in.ArticleID, in.Threshold)
	if err != nil {
		return nil, err
	}
	if err := memory.Hold(ctx, toldAs*made.Size()); err != nil {
		return nil, err
	}
	return &comparisonAnswer{c.tellComparison(made)}, nil
}

func (c calls) tellComparison(m *desk.Comparison) Comparison {
	told := Comparison{ArticleID: m.Article.ID, Revision: m.Revision.Number, Threshold: m.Threshold, Reviews: make([]Reading, len(m.Readings)),
		Groups: make([]Group, len(m.Groups)), Agreement: tellAgreement(m.Finding, m.Judging), Left: c.tellClaims(m.Left),
		Lost: make([]*Decision, len(m.Lost)), Decided: m.Decided, Undecided: m.Undecided, Pseudonyms: m.Masked, Needs: m.Needs}
	for i, r := range m.Readings {
		told.Reviews[i] = Reading{orNull(r.Review.ID), r.Reviewer, r.DisplayName, r.Review.State(), r.Review.Blind, len(r.Claims)}
	}
	for i := range m.Groups {
		told.Groups[i] = c.tellGroup(m, &m.Groups[i])
	}
	for i := range m.Lost {
		told.Lost[i] = tellDecision(&m.Lost[i])
	}
	return told
}

func (c calls) tellGroup(m *desk.Comparison, g *desk.ComparedGroup) Group {
	told := Group{Outcome: g.Outcome, Claims: make(map[string]export.Claim, len(g.Members)), Undecided: g.Undecided, Since: g.Since,
		Overlaps: make([]Overlap, len(g.Overlaps))}
	for i := range g.Members {
		told.Claims[g.Members[i].Reviewer] = export.NewClaim(&g.Members[i].Claim, c.BaseURL)
	}
	if g.Decision != nil {
		told.Decision = tellDecision(g.Decision)
	}
	if s := g.Suggestion; s != nil {
		told.Suggestion = &Suggestion{s.Reviewer, s.Claim.ID, s.For, s.Of}
	}
	for i, o := range g.Overlaps {
		other := m.Groups[o.Group].Members[o.Member]
		told.Overlaps[i] = Overlap{o.Group, other.Reviewer, other.Claim.ID}
	}
	return told
}
