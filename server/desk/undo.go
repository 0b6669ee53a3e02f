package desk

import (
	"cmp"
	"context"
	"errors"

	"stet/server/factcheck"
	"stet/server/store"
)

// UndoInput says what is to be taken back.
type UndoInput struct {
	Seen int64  // the article's version that the person saw: what they changed later stays; 0 for whatever stands
	Key  string // the same key takes back once
}

// Undo takes back the person's latest change to a claim of the article that has not been taken back yet: what they made goes,
// what they deleted returns, what they changed is as before. It gives the event taken back and the claim as it now stands,
// NotFound where nothing is left to undo, and Conflict where the claim has changed since by other means, or the person's latest
// change is one that they had not seen.
func (d *Desk) Undo(ctx context.Context, by factcheck.Person, articleID int64, in UndoInput) (factcheck.Event, factcheck.Claim, error) {
	if err := need(by, factcheck.Reviewer, "undo changes"); err != nil {
		return factcheck.Event{}, factcheck.Claim{}, err
	}
	for range timesUndone {
		e, c, err := d.undoOnce(ctx, by, articleID, in)
		if !errors.Is(err, errMoved) {
			return e, c, err
		}
	}
	return factcheck.Event{}, factcheck.Claim{}, factcheck.Errorf(factcheck.Conflict, "Your changes are being taken back elsewhere at the same time. Look at what stands, then undo what is left.")
}

// timesUndone is how many requests of one person may undo at once before one of them finds nothing left but what others take.
const timesUndone = 8

// undoOnce looks for what to take back before it writes, since a long history takes long to look through; errMoved where that was
// taken back meanwhile.
func (d *Desk) undoOnce(ctx context.Context, by factcheck.Person, articleID int64, in UndoInput) (e factcheck.Event, c factcheck.Claim, err error) {
	sent := newSubmit(in.Key, "undo", articleID, in.Seen)
	u, err := d.undoable(ctx, by, articleID, sent)
	if err != nil {
		return e, c, err
	}
	err = d.writeOver(ctx, func(tx *store.Tx) error {
		id, again, err := once(tx, by, sent, func() (int64, error) {
			if e, err = u.latest(tx); err == nil {
				err = in.saw(e)
			}
			if err == nil {
				c, err = d.takeBack(tx, by, e)
			}
			return e.ID, err
		})
		if again {
			e, c, err = takenBack(&tx.Reader, by, id)
		}
		return err
	})
	return e, c, err
}

// saw refuses to take back a change that the person made where they do not see it now.
func (in UndoInput) saw(e factcheck.Event) error {
	if in.Seen == 0 || e.ID <= in.Seen {
		return nil
	}
	return factcheck.Errorf(factcheck.Conflict,
		"You have changed claim %d since this page was loaded, and that stands. Load the page again to see it; undo takes it back there.", e.ClaimID).Titled("You have changed more since")
}

// takenBack gives an event that was undone, and its claim as it stands.
func takenBack(r *store.Reader, by factcheck.Person, id int64) (factcheck.Event, factcheck.Claim, error) {
	e, err := r.Event(by.ID, id)
	if err != nil {
		return e, factcheck.Claim{}, err
	}
	c, err := r.Claim(by.ID, e.ClaimID)
	return e, c, err
}

// undoable is what a person could take back of an article when its latest event was seen.
type undoable struct {
	by      factcheck.Person
	article int64
	event   factcheck.Event // the zero event where nothing is left, and sent has taken it
	seen    int64           // the id of the article's latest event
}

func (d *Desk) undoable(ctx context.Context, by factcheck.Person, articleID int64, sent submit) (u undoable, err error) {
	u = undoable{by: by, article: articleID}
	var there, again bool
	err = d.store.Read(ctx, func(r *store.Reader) error {
		if u.seen, err = r.LatestEventOf(articleID); err != nil {
			return err
		}
		if u.event, there, err = r.UndoableEvent(by.ID, articleID, 0); err != nil || there || sent.key == "" {
			return err
		}
		_, again, err = r.Submitted(by.ID, sent.key)
		return err
	})
	if err == nil && !there && !again {
		err = factcheck.Errorf(factcheck.NotFound, "There is nothing of yours left to undo in article %d.", articleID)
	}
	return u, err
}

// latest gives what there is to take back now: a change made since, or the one that was seen.
func (u undoable) latest(tx *store.Tx) (factcheck.Event, error) {
	e, ok, err := tx.UndoableEvent(u.by.ID, u.article, u.seen)
	if err != nil || ok {
		return e, err
	}
	if undone, err := tx.IsUndone(u.event.ID); err != nil || undone {
		return e, cmp.Or(err, errMoved)
	}
	return u.event, nil
}

func (d *Desk) takeBack(tx *store.Tx, by factcheck.Person, e factcheck.Event) (factcheck.Claim, error) {
	c, err := own(tx, by, e.ClaimID)
	if err != nil {
		return c, err
	}
	before, err := ReadClaimState(e.Before)
	if err != nil {
		return c, err
	}
	after, err := ReadClaimState(e.After)
	if err != nil {
		return c, err
	}
	was := c
	if err := d.putBack(tx, &c, before, after); err != nil {
		return c, err
	}
	if err := d.waitAgain(tx, &c); err != nil {
		return c, err
	}
	return c, d.keepChange(tx, by, was, &c, e.ID)
}

// putBack gives a claim the state that it had before a change, if it is as the change left it. Where it was carried to another
// revision meanwhile it stays there: what it said comes back, and its place as far as it is certain.
func (d *Desk) putBack(tx *store.Tx, c *factcheck.Claim, before, after *ClaimState) error {
	stands := stateOf(c)
	switch {
	case !sameWherever(after, stands):
		return stale(*c)
	case before == nil:
		c.Deleted = true
		return nil
	case after != nil && sameState(after, stands):
		before.give(c)
		return nil
	}
	place := placeOf(c)
	before.give(c)
	place.give(c)
	if after == nil || after.Span == before.Span {
		return nil
	}
	return d.placeBack(tx, c, before)
}

// placeBack lets a claim stand where its words of an older revision are in its own.
func (d *Desk) placeBack(tx *store.Tx, c *factcheck.Claim, before *ClaimState) error {
	now, err := d.revision(&tx.Reader, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	s, err := d.inCurrent(&tx.Reader, c.ArticleID, now, before.Revision, before.Span)
	if err == nil {
		moveTo(c, now, s)
	}
	return err
}

// waitAgain lets a claim that is brought back to an older revision wait for a look again; notBridged where the text was corrected while
// it was deleted, and is still to be compared.
func (d *Desk) waitAgain(tx *store.Tx, c *factcheck.Claim) error {
	current, err := tx.CurrentRevision(c.ArticleID)
	if err != nil || c.Deleted || c.Revision == current {
		return err
	}
	if _, err := tx.Carryover(everybody, c.ID, current); factcheck.CodeOf(err) == factcheck.NotFound {
		return d.leadAgain(tx, c, current)
	} else if err != nil {
		return err
	}
	return tx.AnswerCarryover(c.ID, current, "", 0, "")
}

// leadAgain says what became of a claim while it was deleted. It waits for a look wherever its words are: nobody has seen them go.
func (d *Desk) leadAgain(tx *store.Tx, c *factcheck.Claim, current int) error {
	from, err := d.revision(&tx.Reader, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	to, err := d.revision(&tx.Reader, c.ArticleID, current)
	if err != nil {
		return err
	}
	bridge, ok := d.bridges.get(bridgeBetween(from, to))
	if !ok {
		return &notBridged{from, to}
	}
	got := bridge.Carry(c.Span)
	if c.Carried = got.Outcome; got.Outcome.Certain() {
		c.Carried = factcheck.CarriedUncertain
	}
	return tx.AddCarryover(factcheck.Carryover{ClaimID: c.ID, From: c.Revision, To: current, Outcome: c.Carried,
		Old: c.Span, Quote: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix, Span: got.Span})
}
