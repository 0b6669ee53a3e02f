package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// DecisionInput is the desk's word on a group of claims. What is left out is as the accepted reading has it. Span, kind,
// verdict and rating count only where the group is accepted.
type DecisionInput struct {
	ClaimIDs []int64
	Seen     []factcheck.DecidedClaim // the claims as the editor saw them; nil for as they stand
	Outcome  factcheck.Outcome        // Accepted or Rejected
	ClaimID  int64                    // the reading accepted; 0 takes what the readings have in common, and most of them
	Span     *factcheck.Span
	Kind     factcheck.Kind
	Verdict  factcheck.Verdict
	Rating   *factcheck.Rating
	Reason   string // required where rejected
	Key      string // the same key decides once
}

// Decide gives the desk's word on a group of claims that share text. Their readings stay what they are. Conflict where a
// decision stands on one of them already, or one was changed since it was seen. When no claim of the article's current revision is left undecided, the article is
// decided.
func (d *Desk) Decide(ctx context.Context, by factcheck.Person, articleID int64, in DecisionInput) (made factcheck.Decision, err error) {
	if err := need(by, factcheck.Editor, "decide on claims"); err != nil {
		return made, err
	}
	wanted, err := in.verdictOn()
	if err != nil {
		return made, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		id, _, err := once(tx, by, newSubmit(in.Key, "decision", articleID, in), func() (int64, error) {
			made, err := d.decide(tx, by, articleID, in.ClaimIDs, in.Seen, wanted)
			if err != nil {
				return 0, err
			}
			return made.ID, closeDecided(tx, articleID)
		})
		if err != nil {
			return err
		}
		made, err = tx.Decision(by.ID, id)
		return err
	})
	return made, err
}

func (d *Desk) decide(tx *store.Tx, by factcheck.Person, articleID int64, claimIDs []int64, saw []factcheck.DecidedClaim, wanted ruling) (factcheck.Decision, error) {
	article, err := articleToDecide(tx, by, articleID)
	if err != nil {
		return factcheck.Decision{}, err
	}
	group, err := groupOf(tx, by, article, claimIDs)
	if err != nil {
		return factcheck.Decision{}, err
	}
	noted, err := seen(group, saw)
	if err != nil {
		return factcheck.Decision{}, err
	}
	if err := together(tx, group, 0); err != nil {
		return factcheck.Decision{}, err
	}
	at := now()
	decision := factcheck.Decision{ArticleID: articleID, Version: 1, By: by.Name, CreatedAt: at, UpdatedAt: at, Claims: noted}
	if err := d.rule(&tx.Reader, &decision, group, wanted); err != nil {
		return decision, err
	}
	if decision.ID, err = tx.AddDecision(decision, by.ID); err != nil {
		return decision, err
	}
	if err := reasonsFit(tx, factcheck.Decision{}, decision); err != nil {
		return decision, err
	}
	return decision, recordDecision(tx, by, factcheck.DecisionMade, nil, &decision)
}

// articleToDecide gives the article, unless the editor reads it blind themselves.
func articleToDecide(tx *store.Tx, by factcheck.Person, articleID int64) (factcheck.Article, error) {
	article, err := tx.Article(by.ID, articleID)
	if err != nil {
		return article, err
	}
	blind, err := tx.ReadsBlind(by.ID, articleID)
	if blind && err == nil {
		err = factcheck.Errorf(factcheck.Conflict, "You read this article blind. Submit your review, then decide.")
	}
	return article, err
}
