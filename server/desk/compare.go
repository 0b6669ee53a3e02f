package desk

import (
	"context"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// Compare lays the readings of an article's current revision side by side. Two claims are taken for one where their
// intersection over union, in code points, is at least threshold, from 0 (any overlap) to 1 (the same span); the usual one is
// [agreement.DefaultThreshold]. An open review is compared as far as it has come. Who reads the article blind gets no
// comparison until they have submitted.
func (d *Desk) Compare(ctx context.Context, viewer factcheck.Person, articleID int64, threshold float64) (c *Comparison, err error) {
	if err := checkThreshold(threshold); err != nil {
		return nil, err
	}
	l, err := d.layAligned(ctx, viewer, articleID, threshold)
	if err != nil {
		return nil, err
	}
	return l.told(), nil
}

// layAligned lays a comparison out, and aligns its readings where they are not yet.
func (d *Desk) layAligned(ctx context.Context, viewer factcheck.Person, articleID int64, threshold float64) (*laid, error) {
	l, err := d.lay(ctx, viewer, articleID, threshold, false)
	if err != nil || l.aligned() {
		return l, err
	}
	err = d.thinkOf(ctx, l.claims(), matterOfAlignment{articleID, threshold}, func() error {
		if l, err = d.lay(ctx, viewer, articleID, threshold, true); err == nil && !l.aligned() {
			d.align(l.alignment)
		}
		return err
	})
	return l, err
}

type matterOfAlignment struct {
	articleID int64
	threshold float64
}

// laid is what a comparison is made of, read from one snapshot.
type laid struct {
	*Comparison
	reviews   []store.ReviewProgress // as a stranger is told them
	alignment *alignment             // nil for who reads blind
	decisions []factcheck.Decision
	unmasked  unmasked
}

func (l *laid) aligned() bool { return l.alignment == nil || l.alignment.aligned }

// claims counts what is to be compared.
func (l *laid) claims() (n int) {
	for _, v := range l.reviews {
		n += v.Counts.Total()
	}
	return n
}

func (d *Desk) lay(ctx context.Context, viewer factcheck.Person, articleID int64, threshold float64, gather bool) (l *laid, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		if l, err = d.readLaid(r, viewer, articleID, threshold); err == nil && gather {
			err = l.gather(r)
		}
		return err
	})
	return l, err
}

func (l *laid) gather(r *store.Reader) error {
	if l.aligned() {
		return nil
	}
	return l.alignment.gather(r, l.reviews)
}

func (d *Desk) readLaid(r *store.Reader, viewer factcheck.Person, articleID int64, threshold float64) (*laid, error) {
	article, err := r.Article(viewer.ID, articleID)
	if err != nil {
		return nil, err
	}
	blind, err := r.ReadsBlind(viewer.ID, articleID)
	if err != nil {
		return nil, err
	}
	revision, err := d.revision(r, article.ID, article.Revision)
	if err != nil {
		return nil, err
	}
	l := &laid{Comparison: &Comparison{Article: article, Revision: revision, Threshold: threshold}}
	if blind {
		return l, nil
	}
	return l, d.readReadings(r, viewer, l)
}

func (d *Desk) readReadings(r *store.Reader, viewer factcheck.Person, l *laid) (err error) {
	if l.reviews, err = r.Reviews(store.Stranger, l.Article.ID); err != nil {
		return err
	}
	if l.alignment, err = d.alignment(r, l.Article, l.reviews, l.Threshold); err != nil {
		return err
	}
	if l.decisions, err = r.Decisions(viewer.ID, l.Article.ID); err != nil {
		return err
	}
	l.unmasked, err = unmaskedFor(r, viewer, l.Article)
	return err
}

const needsSubmitting = "You read this article blind. Submit your review; then you see how the others read it."

// told gives the comparison of what is laid out and aligned. Who reads blind is told that there is nothing yet.
func (l *laid) told() *Comparison {
	c, a := l.Comparison, l.alignment
	if a == nil {
		c.Finding, c.Judging = agreement.Measure(nil, nil, 0)
		c.Needs = needsSubmitting
		return c
	}
	c.Readings, c.Finding, c.Judging, c.Left, c.Masked = named(a.readings, l.reviews), a.finding, a.judging, a.left, c.Article.Masked()
	c.settle(a.groups, l.decisions)
	if len(c.Readings) < leastReadings {
		c.Needs = needs(len(c.Readings))
	}
	if len(l.unmasked) > 0 {
		c.name(l.unmasked)
	}
	return c
}

// named puts to each reading the review it is.
func named(readings []agreement.Reading, reviews []store.ReviewProgress) []Reading {
	all := make([]Reading, 0, len(readings))
	for _, reading := range readings {
		i := slices.IndexFunc(reviews, func(v store.ReviewProgress) bool { return v.Reviewer == reading.Reviewer })
		all = append(all, Reading{Reading: reading, DisplayName: reviews[i].DisplayName, Review: reviews[i].Review})
	}
	return all
}

// leastReadings is how many readings a comparison takes.
const leastReadings = 2

func needs(readings int) string {
	if readings == 0 {
		return "Nobody has read this article yet. A comparison takes two readings: assign two reviewers."
	}
	return "One reviewer has read this article. A comparison takes two readings: assign another reviewer."
}

func checkThreshold(threshold float64) error {
	if threshold >= 0 && threshold <= 1 {
		return nil
	}
	return factcheck.BadField("threshold", "The threshold is the share of their text that two claims must have in common, a number from 0 to 1; %v is none.", threshold)
}
