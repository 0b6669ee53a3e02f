package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// Revision is a revision with its text indexed by code point. It is shared: read it, never change it.
type Revision struct {
	factcheck.Revision
	Index *span.Text
}

// Revision gives one revision of an article; number 0 asks for the current one.
func (d *Desk) Revision(ctx context.Context, articleID int64, number int) (*Revision, error) {
	if known, ok := d.revisions.get(revisionKey{articleID, number}); ok {
		return known, nil
	}
	var v *Revision
	err := d.store.Read(ctx, func(r *store.Reader) (err error) {
		if number == 0 {
			if number, err = r.CurrentRevision(articleID); err != nil {
				return err
			}
		}
		v, err = d.revision(r, articleID, number)
		return err
	})
	return v, err
}

func (d *Desk) revision(r *store.Reader, articleID int64, number int) (*Revision, error) {
	return revisionOf(d.revisions, r, articleID, number)
}

// revisionOf reads a revision unless it is kept.
func revisionOf(kept *kept[revisionKey, *Revision], r *store.Reader, articleID int64, number int) (*Revision, error) {
	if known, ok := kept.get(revisionKey{articleID, number}); ok {
		return known, nil
	}
	made, err := readRevision(r, articleID, number)
	if err != nil {
		return nil, err
	}
	r.OnceCommitted(func() { kept.put(revisionKey{articleID, number}, made, len(made.Text)) })
	return made, nil
}

// readRevision reads a revision that is not kept.
func readRevision(r *store.Reader, articleID int64, number int) (*Revision, error) {
	v, err := r.Revision(articleID, number)
	if err != nil {
		return nil, err
	}
	return &Revision{Revision: v, Index: span.NewText(v.Text)}, nil
}

type revisionKey struct {
	articleID int64
	number    int
}

// revisionsKept is how many bytes of text are kept indexed.
const revisionsKept = 64 << 20
