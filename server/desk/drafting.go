package desk

import (
	"context"
	"errors"

	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/span"
	"stet/server/store"
)

// drafting drafts a revision and runs f, which tells of it or makes it, once all that stands on texts was led over to the new one; again
// where something has moved meanwhile. It is within [Desk.bridging] that f runs. The texts are compared in a turn each, so that no
// two bridges are there at once and others wait for one at most.
func (d *Desk) drafting(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput, f func(*drafted) error) error {
	ctx = memory.Unshared(ctx) // it reads the claims again and again, and one correction is made at a time
	for range timesBridged {
		err := d.draftOnce(ctx, by, articleID, in, f)
		if !errors.Is(err, errMoved) {
			return err
		}
	}
	return errCorrectedOnAndOn
}

func (d *Desk) draftOnce(ctx context.Context, by factcheck.Person, articleID int64, in RevisionInput, f func(*drafted) error) error {
	v, places, err := d.draft(ctx, by, articleID, in)
	if err != nil {
		return err
	}
	for revision, older := range places {
		if revision == v.from.Number {
			continue
		}
		if err := v.leadOlder(ctx, older); err != nil {
			return err
		}
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
		places, err = r.Places(articleID)
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

// leadOlder says what becomes of places on one older revision.
func (v *drafted) leadOlder(ctx context.Context, places []store.Place) error {
	old, err := v.desk.Revision(ctx, v.article.ID, places[0].Revision)
	if err != nil {
		return err
	}
	return v.desk.bridging(ctx, func() error { return v.lead(ctx, v.desk.bridge(old, v.next), places) })
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
