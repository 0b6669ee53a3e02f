package desk

import (
	"context"
	"strings"

	"stet/server/factcheck"
	"stet/server/store"
)

// CarryoverAnswer is what somebody says of a claim that waits for a look: one of the three.
type CarryoverAnswer struct {
	Accept bool            // it stands where it is proposed
	Span   *factcheck.Span // it stands here, in the current revision
	Drop   bool            // it is deleted
	Seen   int             // the revision that the span counts in; 0 for the current one
}

// AnswerCarryover lets a claim that waits stand on the current revision, or drops it. Its reviewer may, and an editor. version
// is as for ChangeClaim. What differs from the words that were judged is marked until the reviewer has looked at the verdict,
// unless it is they who answer. Conflict where the claim does not wait.
func (d *Desk) AnswerCarryover(ctx context.Context, by factcheck.Person, claimID int64, version int, answer CarryoverAnswer) (c factcheck.Claim, err error) {
	if err := answer.check(); err != nil {
		return c, err
	}
	err = d.writeOver(ctx, func(tx *store.Tx) error {
		before, carryover, err := waiting(tx, by, claimID, version)
		if err != nil {
			return err
		}
		c = before
		said, err := d.answer(tx, by, &c, carryover, answer)
		if err != nil {
			return err
		}
		if err := d.keepChange(tx, by, before, &c, 0); err != nil {
			return err
		}
		return tx.AnswerCarryover(claimID, carryover.To, said, by.ID, c.UpdatedAt)
	})
	return c, err
}

func (a CarryoverAnswer) check() error {
	given := 0
	for _, one := range []bool{a.Accept, a.Span != nil, a.Drop} {
		if one {
			given++
		}
	}
	if given != 1 {
		return factcheck.BadField("accept", "Say one thing of the claim: accept what is proposed, give its start and end in the current text, or drop it.")
	}
	return nil
}

// waiting gives a claim that waits, to be answered by somebody who may, and what is proposed for it.
func waiting(tx *store.Tx, by factcheck.Person, claimID int64, version int) (c factcheck.Claim, k factcheck.Carryover, err error) {
	if c, err = tx.Claim(by.ID, claimID); err != nil {
		return c, k, err
	}
	if err := mayAnswer(tx, by, c); err != nil {
		return c, k, err
	}
	switch {
	case !c.Waits() || c.Deleted:
		return c, k, &factcheck.Error{Code: factcheck.Conflict, Title: "Answered already", Current: &c,
			Message: "This claim does not wait for a look any more: somebody has answered, or the text has changed again. Nothing was changed now."}
	case version != 0 && version != c.Version:
		return c, k, stale(c)
	}
	current, err := tx.CurrentRevision(c.ArticleID)
	if err != nil {
		return c, k, err
	}
	k, err = tx.Carryover(by.ID, claimID, current)
	return c, k, err
}

func mayAnswer(tx *store.Tx, by factcheck.Person, c factcheck.Claim) error {
	if c.ReviewerID != by.ID {
		return need(by, factcheck.Editor, "say where another reviewer’s claim stands")
	}
	_, err := own(tx, by, c.ID)
	if by.Role.AtLeast(factcheck.Editor) && factcheck.CodeOf(err) == factcheck.Conflict {
		return nil // the review is submitted; an editor may answer for anybody
	}
	return err
}

// answer writes what was said into the claim.
func (d *Desk) answer(tx *store.Tx, by factcheck.Person, c *factcheck.Claim, k factcheck.Carryover, answer CarryoverAnswer) (factcheck.CarryAnswer, error) {
	if answer.Drop {
		c.Deleted = true
		return factcheck.CarryDropped, nil
	}
	to, err := d.revision(&tx.Reader, c.ArticleID, k.To)
	if err != nil {
		return "", err
	}
	was, said, s := c.Quote, factcheck.CarryAccepted, k.Span
	if answer.Span != nil {
		said = factcheck.CarryPlaced
		if s, err = d.inCurrent(&tx.Reader, c.ArticleID, to, answer.Seen, *answer.Span); err != nil {
			return "", err
		}
	} else if k.Outcome == factcheck.CarriedGone {
		return "", factcheck.BadField("accept", "No place is proposed for claim %d: its words are gone from the text. Give the span where it stands now, or drop it.", c.ID)
	}
	if err := to.Index.Check(s); err != nil {
		return "", err
	}
	moveTo(c, to, to.Index.Snap(s))
	if c.Carried = ""; c.ReviewerID != by.ID && !sameWords(was, c.Quote) {
		c.Carried = factcheck.CarriedChanged
	}
	return said, nil
}

func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// Waiting gives the claims of an article that wait for somebody to look, as far as viewer may see them.
func (d *Desk) Waiting(ctx context.Context, viewer factcheck.Person, articleID int64) (waiting []store.WaitingClaim, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		if _, err := r.CurrentRevision(articleID); err != nil {
			return err
		}
		waiting, err = r.Waiting(viewer.ID, articleID)
		return err
	})
	return waiting, err
}
