package desk

import (
	"cmp"
	"context"
	"errors"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/store"
)

// agreedAtOnce is how many groups are accepted in one write, so that others' writes wait no longer than these take.
const agreedAtOnce = 500

// Accepted is what came of accepting all that was agreed.
type Accepted struct {
	Made []factcheck.Decision
	Left int // groups left alone, since the editor has not seen them agreed as they are now
}

// DecideAgreed accepts every group on which its reviewers agree, at a threshold, and on which nothing is decided yet, as it
// stands. Where saw is not nil, only groups of claims in it that were not changed since are. Groups that nobody has given a
// verdict stay undecided. Those accepted before an error stay accepted; Conflict where the readings change faster than they can be
// compared.
func (d *Desk) DecideAgreed(ctx context.Context, by factcheck.Person, articleID int64, threshold float64, saw []factcheck.DecidedClaim) (done Accepted, err error) {
	if err := need(by, factcheck.Editor, "decide on claims"); err != nil {
		return done, err
	}
	if err := checkThreshold(threshold); err != nil {
		return done, err
	}
	ctx = memory.Unshared(ctx) // it reads the readings again and again
	a := accepting{desk: d, by: by, articleID: articleID, threshold: threshold, listed: listingOf(saw)}
	for more := true; more; {
		if more, err = a.some(ctx); err != nil {
			return a.done, err
		}
	}
	return a.done, nil
}

// accepting accepts groups on which their reviewers agree.
type accepting struct {
	desk      *Desk
	by        factcheck.Person
	articleID int64
	threshold float64
	listed    listing
	done      Accepted
}

// matterOfAccepting is that of an article's agreed groups, accepted in one person's turn, then the next one's.
type matterOfAccepting struct{ articleID int64 }

// timesCompared is how often the readings are compared that change meanwhile.
const timesCompared = 5

// some accepts as many groups as one write does, of those found agreed before it, and says whether there may be more.
func (a *accepting) some(ctx context.Context) (more bool, err error) {
	for range timesCompared {
		l, err := a.desk.layAligned(ctx, a.by, a.articleID, a.threshold)
		if err != nil {
			return false, err
		}
		groups, left := a.listed.agreed(l.told().Groups)
		a.done.Left = left
		err = a.desk.thinkOf(ctx, l.claims(), matterOfAccepting{a.articleID}, func() error {
			return a.write(ctx, l.alignment, groups[:min(len(groups), agreedAtOnce)])
		})
		if !errors.Is(err, errMoved) {
			return len(groups) > agreedAtOnce, err
		}
	}
	return false, factcheck.Errorf(factcheck.Conflict, "The readings of article %d change faster than they can be compared. %d groups were accepted; accept the others in a moment.",
		a.articleID, len(a.done.Made))
}

// errMoved says that what was computed ahead of a write is not of what is there any more.
var errMoved = errors.New("the desk has changed since")

// write accepts groups, unless the readings are not those any more in which they were found agreed. One that somebody has decided
// meanwhile stays as it was decided.
func (a *accepting) write(ctx context.Context, of *alignment, groups []*ComparedGroup) error {
	var made []factcheck.Decision
	err := a.desk.writeMuch(ctx, func(tx *store.Tx) error {
		if stands, err := of.stands(&tx.Reader); err != nil || !stands {
			return cmp.Or(err, errMoved)
		}
		for _, g := range groups {
			decision, err := a.desk.decide(tx, a.by, a.articleID, g.ClaimIDs(), a.listed.of(g), ruling{outcome: factcheck.Accepted})
			switch {
			case decidedAlready(err):
			case err != nil:
				return err
			default:
				made = append(made, decision)
			}
		}
		if len(made) == 0 {
			return nil
		}
		return closeDecided(tx, a.articleID)
	})
	if err == nil {
		a.done.Made = append(a.done.Made, made...)
	}
	return err
}

func decidedAlready(err error) bool {
	var e *factcheck.Error
	return errors.As(err, &e) && e.Decision != nil
}

// Acceptable says whether nothing is decided of a group on which its reviewers agree, one of them at least with a verdict.
func (g *ComparedGroup) Acceptable() bool {
	return g.Decision == nil && g.Outcome == agreement.Agreed && g.Judged() > 0
}
