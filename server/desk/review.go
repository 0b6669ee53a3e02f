package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/store"
)

// ReviewStanding is a review as an event's Before and After keep it.
type ReviewStanding struct {
	ReviewID    int64               `json:"review_id"`
	Reviewer    string              `json:"reviewer"`
	Blind       bool                `json:"blind"`
	DueOn       string              `json:"due_on"`
	SubmittedAt factcheck.Timestamp `json:"submitted_at"`
}

var errSubmitted = factcheck.Errorf(factcheck.Conflict, "Your review is submitted; ask an editor to reopen it.")

// AssignReview asks a reviewer to read an article, blind or openly, by a plain date or "" for none. The reviewer is named as the
// editor is told of them. Assigning an open review again changes whether it is blind and when it is due; Conflict where it is submitted.
// Whoever reads the article blind assigns nobody, and stays blind, until they have submitted.
func (d *Desk) AssignReview(ctx context.Context, by factcheck.Person, articleID int64, reviewerName string, blind bool, dueOn string) (factcheck.Review, error) {
	return d.assignOver(ctx, by, articleID, reviewerName, blind, dueOn, func(factcheck.Review) error { return nil })
}

// AssignReviewSeen is AssignReview for an editor who saw on what terms the reviewer had the article, "" for on none: a Conflict where
// these are others now.
func (d *Desk) AssignReviewSeen(ctx context.Context, by factcheck.Person, articleID int64, reviewerName string, blind bool, dueOn, seen string) (factcheck.Review, error) {
	return d.assignOver(ctx, by, articleID, reviewerName, blind, dueOn, func(before factcheck.Review) error {
		if before.Terms() == seen {
			return nil
		}
		return factcheck.Errorf(factcheck.Conflict, "Somebody else has assigned this since you opened the page: %s has the article %s. Assign again to change that.", reviewerName, before.Terms())
	})
}

func (d *Desk) assignOver(ctx context.Context, by factcheck.Person, articleID int64, reviewerName string, blind bool, dueOn string, may func(before factcheck.Review) error) (factcheck.Review, error) {
	if err := need(by, factcheck.Editor, "assign reviews"); err != nil {
		return factcheck.Review{}, err
	}
	var f fields
	reviewerName, dueOn = f.line("reviewer", reviewerName), f.date("due_on", dueOn)
	f.required("reviewer", reviewerName, "Name who is to read the article.")
	if err := f.err(); err != nil {
		return factcheck.Review{}, err
	}
	var v factcheck.Review
	err := d.write(ctx, func(tx *store.Tx) error {
		if err := assignsOpenly(&tx.Reader, by, articleID, reviewerName, blind); err != nil {
			return err
		}
		reader, err := readerNamed(&tx.Reader, by, articleID, reviewerName)
		if err != nil {
			return err
		}
		v, err = assign(tx, by, factcheck.Review{ArticleID: articleID, ReviewerID: reader.ID, Reviewer: reader.Name, Blind: blind, DueOn: dueOn, AssignedBy: by.Name}, may)
		if err != nil {
			return err
		}
		return tell(tx, by, &v)
	})
	return v, err
}

// tell puts a review as the person is told of it.
func tell(tx *store.Tx, by factcheck.Person, v *factcheck.Review) error {
	pseudonyms, err := tx.Pseudonyms(by.ID, v.ArticleID)
	mask(pseudonyms).review(v)
	return err
}

// assignsOpenly refuses an editor who reads the article blind: what became of others' reviews is not told to them, and they take their
// own blindness off by submitting.
func assignsOpenly(r *store.Reader, by factcheck.Person, articleID int64, reviewer string, blind bool) error {
	reads, err := r.ReadsBlind(by.ID, articleID)
	if err != nil || !reads || blind && reviewer == by.Name {
		return err
	}
	return factcheck.Errorf(factcheck.Conflict, "You read this article blind, so you assign it to nobody, and not openly to yourself, until you have submitted your review. Another editor can.")
}

// readerNamed gives somebody who may read an article, by the name or the pseudonym that an editor is told for them. Who is named by a
// pseudonym has a review, and nothing is said of their account: it would tell who they are. A name is refused for the account's sake first,
// and then where it stands behind a pseudonym: what became of it would tell which.
func readerNamed(r *store.Reader, by factcheck.Person, articleID int64, told string) (factcheck.Person, error) {
	pseudonyms, err := r.Pseudonyms(by.ID, articleID)
	if err != nil {
		return factcheck.Person{}, err
	}
	if name, ok := mask(pseudonyms).behind(told); ok {
		return r.PersonNamed(name)
	}
	p, err := r.PersonNamed(told)
	_, masked := pseudonyms[p.Name]
	switch {
	case factcheck.CodeOf(err) == factcheck.NotFound:
		return p, factcheck.BadField("reviewer", "There is nobody named %q here. Choose one of the desk’s reviewers.", told)
	case err != nil:
		return p, err
	case p.Disabled:
		return p, factcheck.BadField("reviewer", "%s is disabled and cannot sign in. Choose somebody else, or ask an admin to let them in again.", told)
	case !p.Role.AtLeast(factcheck.Reviewer):
		return p, factcheck.BadField("reviewer", "%s is a %s, who reads along but marks nothing. Choose a reviewer, or ask an admin to change the role.", told, p.Role)
	case masked:
		return p, factcheck.BadField("reviewer", "%s reads this article already, under a pseudonym until every review is submitted and all is decided. Name the pseudonym.", p.Name)
	}
	return p, nil
}

// assign gives the review itself, whatever the editor is told of it. One that is there already is changed where that may be.
func assign(tx *store.Tx, by factcheck.Person, wanted factcheck.Review, may func(before factcheck.Review) error) (factcheck.Review, error) {
	if _, err := tx.CurrentRevision(wanted.ArticleID); err != nil {
		return wanted, err
	}
	before, there, err := tx.ReviewBy(wanted.ReviewerID, wanted.ArticleID)
	if err != nil {
		return wanted, err
	}
	if !there {
		if wanted.ID, err = tx.AddReview(wanted, by.ID); err != nil {
			return wanted, err
		}
		if err := joinReaders(tx, wanted.ArticleID); err != nil {
			return wanted, err
		}
		return wanted, recordReview(tx, by, factcheck.ReviewAssigned, nil, &wanted)
	}
	if before.Blind == wanted.Blind && before.DueOn == wanted.DueOn {
		return before, nil
	}
	if before.Submitted() {
		return before, factcheck.Errorf(factcheck.Conflict, "This review is submitted. Reopen it first, then assign it anew.")
	}
	if err := may(before); err != nil {
		return before, err
	}
	after := before
	after.Blind, after.DueOn, after.AssignedBy = wanted.Blind, wanted.DueOn, by.Name
	if err := tx.AssignReview(after, by.ID); err != nil {
		return before, err
	}
	return after, recordReview(tx, by, factcheck.ReviewAssigned, &before, &after)
}

// SubmitReview hands in the person's own review, which then takes no changes, and gives the claims in it that were unfinished just
// before. One that is submitted already stays so.
func (d *Desk) SubmitReview(ctx context.Context, by factcheck.Person, reviewID int64) (v factcheck.Review, unfinished []factcheck.Claim, err error) {
	if _, unfinished, err = d.UnfinishedClaims(ctx, by, reviewID); err != nil {
		return v, nil, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		if v, err = ownReview(&tx.Reader, by, reviewID); err != nil || v.Submitted() {
			return err
		}
		before := v
		v.SubmittedAt = now()
		if err := keepSubmitted(tx, by, factcheck.ReviewSubmitted, before, v); err != nil {
			return err
		}
		return closeAfterReading(tx, v.ArticleID)
	})
	return v, unfinished, err
}

// UnfinishedClaims gives the claims of the person's own review that have no verdict yet or wait for a look, in the order of the text.
func (d *Desk) UnfinishedClaims(ctx context.Context, by factcheck.Person, reviewID int64) (v factcheck.Review, unfinished []factcheck.Claim, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		if v, err = ownReview(r, by, reviewID); err == nil {
			unfinished, err = r.UnfinishedClaims(v)
		}
		return err
	})
	return v, unfinished, err
}

func ownReview(r *store.Reader, by factcheck.Person, reviewID int64) (v factcheck.Review, err error) {
	if err := need(by, factcheck.Reviewer, "submit reviews"); err != nil {
		return v, err
	}
	if v, err = r.Review(by.ID, reviewID); err == nil && v.ReviewerID != by.ID {
		err = factcheck.Errorf(factcheck.Forbidden, "Review %d is %s’s; only they can submit it.", v.ID, v.Reviewer)
	}
	return v, err
}

// ReopenReview lets a reviewer go on with a review that they had submitted. One that is open stays so.
func (d *Desk) ReopenReview(ctx context.Context, by factcheck.Person, reviewID int64) (v factcheck.Review, err error) {
	if err := need(by, factcheck.Editor, "reopen reviews"); err != nil {
		return v, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		if v, err = tx.ReviewTold(by.ID, reviewID); err != nil {
			return err
		}
		if before := v; v.Submitted() {
			v.SubmittedAt = ""
			if err := keepSubmitted(tx, by, factcheck.ReviewReopened, before, v); err != nil {
				return err
			}
			if err := openForReading(tx, v.ArticleID); err != nil {
				return err
			}
		}
		return tell(tx, by, &v)
	})
	return v, err
}

func keepSubmitted(tx *store.Tx, by factcheck.Person, action factcheck.Action, before, after factcheck.Review) error {
	if err := tx.SubmitReview(after.ID, after.SubmittedAt); err != nil {
		return err
	}
	return recordReview(tx, by, action, &before, &after)
}

func recordReview(tx *store.Tx, by factcheck.Person, action factcheck.Action, before, after *factcheck.Review) error {
	e := factcheck.Event{At: now(), Action: action}
	for _, v := range []struct {
		review *factcheck.Review
		state  *[]byte
	}{{before, &e.Before}, {after, &e.After}} {
		if v.review != nil {
			e.ArticleID, e.PersonID, *v.state = v.review.ArticleID, v.review.ReviewerID, toJSON(standingOf(v.review))
		}
	}
	_, err := tx.AddEvent(e, by.ID)
	return err
}

func standingOf(v *factcheck.Review) ReviewStanding {
	return ReviewStanding{ReviewID: v.ID, Reviewer: v.Reviewer, Blind: v.Blind, DueOn: v.DueOn, SubmittedAt: v.SubmittedAt}
}
