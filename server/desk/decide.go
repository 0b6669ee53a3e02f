package desk

import (
	"context"

	"stet/server/factcheck"
)

// DecisionInput is the desk's word on a group of claims. What is left out is as the accepted reading has it.
type DecisionInput struct {
	ClaimIDs []int64
	Outcome  factcheck.Outcome // Accepted or Rejected
	ClaimID  int64             // the reading accepted; 0 leaves it to the claims' agreement with each other
	Span     *factcheck.Span
	Kind     factcheck.Kind
	Verdict  factcheck.Verdict
	Rating   *factcheck.Rating
	Reason   string // required where rejected
	Key      string // the same key decides once
}

// DecisionChange is what to change of a decision; what is left out stays.
type DecisionChange struct {
	ClaimIDs []int64           // the group as it is now
	Outcome  factcheck.Outcome // Accepted or Rejected
	ClaimID  int64             // another reading accepted
	Span     *factcheck.Span
	Kind     factcheck.Kind
	Verdict  factcheck.Verdict
	Rating   *factcheck.Rating
	Reason   *string
}

// Decide
func (d *Desk) Decide(ctx context.Context, by factcheck.Person, articleID int64, in DecisionInput) (factcheck.Decision, error) {
	panic("soon")
}

// ChangeDecision
func (d *Desk) ChangeDecision(ctx context.Context, by factcheck.Person, id int64, version int, change DecisionChange) (factcheck.Decision, error) {
	panic("soon")
}

// ReopenDecision
func (d *Desk) ReopenDecision(ctx context.Context, by factcheck.Person, id int64, version int) (factcheck.Decision, error) {
	panic("soon")
}

// DecideAgreed
func (d *Desk) DecideAgreed(ctx context.Context, by factcheck.Person, articleID int64, threshold float64) ([]factcheck.Decision, error) {
	panic("soon")
}
