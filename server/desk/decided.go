package desk

import (
	"context"
	"reflect"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// DecisionChange is what to change of a decision; what is left out stays.
type DecisionChange struct {
	ClaimIDs []int64                  // the group as it is now
	Seen     []factcheck.DecidedClaim // its claims as the editor saw them; nil for nothing said of that
	Outcome  factcheck.Outcome        // Accepted or Rejected
	ClaimID  int64                    // another reading accepted, as it stands
	Span     *factcheck.Span
	Kind     factcheck.Kind
	Verdict  factcheck.Verdict
	Rating   *factcheck.Rating
	Reason   *string
}

// ChangeDecision changes what the desk says of a group. It takes note of its claims as the editor saw them, or as they stand where
// the change names them and no more; where it names none, what was noted of them before stays, so that a claim changed since the
// decision still shows as such. version is that of the decision that the editor saw, 0 for whatever stands; Conflict with the
// decision as it stands where it is another now, and with the claims that were changed since they were seen. A change that changes
// nothing is no event.
func (d *Desk) ChangeDecision(ctx context.Context, by factcheck.Person, id int64, version int, change DecisionChange) (decision factcheck.Decision, err error) {
	wanted, err := change.verdictOn()
	if err != nil {
		return decision, err
	}
	return d.changeDecision(ctx, by, id, version, factcheck.DecisionChanged, func(tx *store.Tx, decision *factcheck.Decision) error {
		if !decision.Stands() {
			return &factcheck.Error{Code: factcheck.Conflict, Decision: decision, Message: "This decision was reopened and decides nothing any more. Decide the group anew."}
		}
		article, err := tx.Article(by.ID, decision.ArticleID)
		if err != nil {
			return err
		}
		ids := change.ClaimIDs
		if ids == nil {
			if ids, err = stillThere(tx, by, decision); err != nil {
				return err
			}
		}
		group, err := groupOf(tx, by, article, ids)
		if err != nil {
			return err
		}
		if decision.Claims, err = change.again(decision, group); err != nil {
			return err
		}
		if err := together(tx, group, id); err != nil {
			return err
		}
		return d.rule(&tx.Reader, decision, group, wanted)
	})
}

// stillThere gives the ids of the decision's claims that have not been deleted since.
func stillThere(tx *store.Tx, by factcheck.Person, decision *factcheck.Decision) (ids []int64, err error) {
	for _, id := range decision.ClaimIDs() {
		c, err := tx.Claim(by.ID, id)
		if err != nil {
			return nil, err
		}
		if !c.Deleted {
			ids = append(ids, id)
		}
	}
	if ids == nil {
		return nil, factcheck.Errorf(factcheck.Conflict, "Every claim that decision %d decided has been deleted since. Reopen it; there is nothing left to change.", decision.ID)
	}
	return ids, nil
}

// ReopenDecision takes a decision back: its claims are undecided again, and the article with them. It is kept with what it
// said. One that is reopened already stays so. version is as for ChangeDecision.
func (d *Desk) ReopenDecision(ctx context.Context, by factcheck.Person, id int64, version int) (factcheck.Decision, error) {
	return d.changeDecision(ctx, by, id, version, factcheck.DecisionReopened, func(tx *store.Tx, decision *factcheck.Decision) error {
		if !decision.Stands() {
			return nil
		}
		decision.Outcome = factcheck.Reopened
		return tx.SetDecided(decision.ArticleID, "")
	})
}

// changeDecision runs change on a decision as it stands, and keeps the result with its event.
func (d *Desk) changeDecision(ctx context.Context, by factcheck.Person, id int64, version int, action factcheck.Action, change func(*store.Tx, *factcheck.Decision) error) (decision factcheck.Decision, err error) {
	if err := need(by, factcheck.Editor, "decide on claims"); err != nil {
		return decision, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		if decision, err = tx.Decision(by.ID, id); err != nil {
			return err
		}
		if version != 0 && version != decision.Version {
			return &factcheck.Error{Code: factcheck.Conflict, Decision: &decision,
				Message: "This decision was changed elsewhere while you were deciding. Compare the two and choose; nothing was overwritten."}
		}
		before := decision
		before.Claims = slices.Clone(decision.Claims)
		if err := change(tx, &decision); err != nil || reflect.DeepEqual(before, decision) {
			return err
		}
		decision.Version, decision.By, decision.UpdatedAt = decision.Version+1, by.Name, now()
		if err := tx.ChangeDecision(decision, by.ID); err != nil {
			return err
		}
		if err := reasonsFit(tx, before, decision); err != nil {
			return err
		}
		if err := recordDecision(tx, by, action, &before, &decision); err != nil {
			return err
		}
		return closeIfOpen(tx, by, decision)
	})
	return decision, err
}

// closeIfOpen closes an article whose last undecided claims a change took into its group.
func closeIfOpen(tx *store.Tx, by factcheck.Person, decision factcheck.Decision) error {
	article, err := tx.Article(by.ID, decision.ArticleID)
	if err != nil || article.DecidedAt != "" || !decision.Stands() {
		return err
	}
	return closeDecided(tx, decision.ArticleID)
}

// DecisionState is a decision as an event's Before and After keep it.
type DecisionState struct {
	DecisionID int64                    `json:"decision_id"`
	Outcome    factcheck.Outcome        `json:"outcome"`
	Claims     []factcheck.DecidedClaim `json:"claims"`
	ClaimID    int64                    `json:"claim_id"` // the reading accepted; 0 where none is
	Revision   int                      `json:"revision"`
	factcheck.Span
	Quote   string            `json:"quote"`
	Kind    factcheck.Kind    `json:"kind"`
	Verdict factcheck.Verdict `json:"verdict"`
	Rating  factcheck.Rating  `json:"rating"`
	Reason  string            `json:"reason"`
}

func decisionState(d *factcheck.Decision) DecisionState {
	return DecisionState{DecisionID: d.ID, Outcome: d.Outcome, Claims: d.Claims, ClaimID: d.ClaimID, Revision: d.Revision, Span: d.Span,
		Quote: d.Quote, Kind: d.Kind, Verdict: d.Verdict, Rating: d.Rating, Reason: d.Reason}
}

func recordDecision(tx *store.Tx, by factcheck.Person, action factcheck.Action, before, after *factcheck.Decision) error {
	e := factcheck.Event{At: after.UpdatedAt, Action: action, ArticleID: after.ArticleID, After: toJSON(decisionState(after))}
	if before != nil {
		e.Before = toJSON(decisionState(before))
	}
	_, err := tx.AddEvent(e, by.ID)
	return err
}
