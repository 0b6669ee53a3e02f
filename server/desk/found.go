package desk

import (
	"context"
	"iter"

	"stet/server/factcheck"
	"stet/server/store"
)

// articlesCounted bounds how many articles' findings are kept; of one viewer, those of any desk.
const articlesCounted = 200_000

// found is what has been found of a desk's articles, as it was after an event. It is never changed.
type found struct {
	after    int64                    // the event's id
	articles []factcheck.ArticleFound // those with a finding, the latest import first
}

// CountFound counts what has been found of the articles of the desk, as viewer may see it, and keeps that, so that a summary and the
// order of the reports need not go through every claim. What was counted before is only brought up to date. One counts at a time; the
// others wait without keeping a reader from anybody.
func (d *Desk) CountFound(ctx context.Context, viewer factcheck.Person) error {
	select {
	case d.counting <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-d.counting }()
	return d.store.Read(ctx, func(r *store.Reader) error {
		as, err := r.ReadsAs(viewer.ID)
		if err != nil {
			return err
		}
		f, err := d.foundBy(r, as)
		if f == nil && err == nil {
			f, err = countAll(r, as)
		}
		if err == nil {
			d.found.replace(as, f, len(f.articles))
		}
		return err
	})
}

// eachFound is [store.Reader.EachArticleFound], out of what is kept where something is.
func (d *Desk) eachFound(r *store.Reader, viewer int64) iter.Seq2[factcheck.ArticleFound, error] {
	return func(yield func(factcheck.ArticleFound, error) bool) {
		as, err := r.ReadsAs(viewer)
		if err != nil {
			yield(factcheck.ArticleFound{}, err)
			return
		}
		f, err := d.foundBy(r, as)
		if err != nil {
			yield(factcheck.ArticleFound{}, err)
			return
		}
		if f == nil {
			r.EachArticleFound(as)(yield)
			return
		}
		for _, a := range f.articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// foundBy gives what is kept for who reads as the viewer with id as, brought up to the snapshot; nil where nothing is, or only what is later.
func (d *Desk) foundBy(r *store.Reader, as int64) (*found, error) {
	known, ok := d.found.get(as)
	if !ok {
		return nil, nil
	}
	latest, err := r.LatestEvent()
	if err != nil || known.after > latest {
		return nil, err
	}
	if known.after == latest {
		return known, nil
	}
	anew, err := r.ArticlesFoundSince(as, known.after)
	return &found{latest, merged(known.articles, anew)}, err
}

func countAll(r *store.Reader, as int64) (*found, error) {
	latest, err := r.LatestEvent()
	if err != nil {
		return nil, err
	}
	f := &found{after: latest}
	for a, err := range r.EachArticleFound(as) {
		if err != nil {
			return nil, err
		}
		f.articles = append(f.articles, a)
	}
	return f, nil
}

// merged puts articles counted anew in the place of what was known of them, and leaves out those that have no finding any more. All are
// in the order of their ids, the highest first.
func merged(known, anew []factcheck.ArticleFound) []factcheck.ArticleFound {
	all := make([]factcheck.ArticleFound, 0, len(known)+len(anew))
	for len(anew) > 0 {
		for len(known) > 0 && known[0].ID > anew[0].ID {
			all, known = append(all, known[0]), known[1:]
		}
		if len(known) > 0 && known[0].ID == anew[0].ID {
			known = known[1:]
		}
		if anew[0].Total() > 0 {
			all = append(all, anew[0])
		}
		anew = anew[1:]
	}
	return append(all, known...)
}
