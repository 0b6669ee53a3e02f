package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/span"
	"stet/server/store"
)

// drafting drafts a revision and runs f, which tells of it or makes it, once all that stands on texts was led over to the new one; again
// where something has moved meanwhile. It is within [Desk.bridging] that f runs. The texts are compared in a turn each, so that no
// two bridges are there at once and others wait for one at most. Unavailable where there are more of them than there is time for.
func (d *Desk) drafting(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput, f func(*drafted) error) error {
	ctx = memory.Unshared(ctx) // it reads the claims again and again, and one correction is made at a time
	begun := time.Now()
	ctx, cancel := context.WithDeadline(ctx, begun.Add(draftingFor))
	defer cancel()
	for range timesBridged {
		err := d.draftOnce(ctx, by, articleID, in, begun.Add(d.leadingFor), f)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return errNotLed
		case !errors.Is(err, errMoved):
			return err
		}
	}
	return errCorrectedOnAndOn
}

// A request has a minute. A correction begins to lead over what stands on another older revision within the first part of it, and has all
// led over within the next, so that it is made, or refused, in the rest.
const (
	leadingFor  = 20 * time.Second
	draftingFor = 40 * time.Second
)

var errNotLed = factcheck.Errorf(factcheck.Unavailable, "Claims still stand on many older texts of this article, and there was not enough time to compare the new text with all of them. "+
	"Nothing was changed, and your text is still here; send it again: it goes on from what was compared, until all is. The fewer claims wait to be looked at, the less there is to compare.").
	Titled("Not all was compared in time")

func (d *Desk) draftOnce(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput, until time.Time, f func(*drafted) error) error {
	v, places, err := d.draft(ctx, by, articleID, in)
	if err != nil {
		return err
	}
	if err := v.leadAllOlder(ctx, places, until); err != nil {
		return err
	}
	return d.bridging(ctx, func() error {
		if !v.same {
			v.bridge = d.bridge(v.from, v.next)
			if err := v.lead(ctx, v.bridge, places[v.from.Number]); err != nil {
				return err
			}
		}
		return f(v)
	})
}

// draft drafts the revision, and gives what stands on the article, by revision.
func (d *Desk) draft(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput) (v *drafted, standing map[int][]store.Place, err error) {
	var article factcheck.Article
	var from *Revision
	var places []store.Place
	err = d.store.Read(ctx, func(r *store.Reader) (err error) {
		if article, err = r.Article(by.ID, articleID); err != nil {
			return err
		}
		if from, err = d.revision(r, articleID, article.Revision); err != nil {
			return err
		}
		places, err = r.Places(articleID, article.Revision)
		return err
	})
	if err == nil {
		err = in.check(article)
	}
	if err == nil && in.KeepForm {
		err = d.bridging(ctx, func() error {
			in.Article = d.keepForm(from, in.Article)
			return nil
		})
	}
	if err != nil {
		return nil, nil, err
	}
	return d.draftFrom(by, article, from, in), byRevision(places), nil
}

// check refuses a correction of another text than the current one.
func (in RevisionInput) check(article factcheck.Article) error {
	if in.Seen == 0 || in.Seen == article.Revision {
		return nil
	}
	return factcheck.Errorf(factcheck.Conflict, "The text was corrected by somebody else meanwhile: it is at revision %d now, and you corrected revision %d. "+
		"Nothing was overwritten, and your text is still here; look at what changed, then save yours over it or take theirs.", article.Revision, in.Seen).
		Titled("The text has changed meanwhile")
}

func byRevision(places []store.Place) map[int][]store.Place {
	by := map[int][]store.Place{}
	for _, p := range places {
		by[p.Revision] = append(by[p.Revision], p)
	}
	return by
}

// leadAllOlder says what becomes of all that stands on older revisions. What an earlier try led over is known; of the rest it leads over
// one revision's at least, so that every try comes further, and begins with no other after until.
func (v *drafted) leadAllOlder(ctx context.Context, standing map[int][]store.Place, until time.Time) error {
	v.text, v.blocks = sha256.Sum256([]byte(v.next.Text)), blocksHash(v.next.Blocks)
	begun := false
	for revision, places := range standing {
		if revision == v.from.Number {
			continue
		}
		if places = v.notLed(places); len(places) == 0 {
			continue
		}
		if begun && !time.Now().Before(until) {
			return errNotLed
		}
		begun = true
		if err := v.leadOlder(ctx, places); err != nil {
			return err
		}
	}
	return nil
}

// leadOlder says what becomes of places on one older revision, and keeps that for another try.
func (v *drafted) leadOlder(ctx context.Context, places []store.Place) error {
	old, err := v.desk.Revision(ctx, v.article.ID, places[0].Revision)
	if err != nil {
		return err
	}
	return v.desk.bridging(ctx, func() error {
		defer v.keepLed(places)
		return v.lead(ctx, v.desk.bridge(old, v.next), places)
	})
}

// lead says what becomes of places, unless nobody waits for that any more.
func (v *drafted) lead(ctx context.Context, bridge *span.Bridge, places []store.Place) error {
	for _, p := range places {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.led[p] = bridge.Carry(p.Span)
	}
	return nil
}
