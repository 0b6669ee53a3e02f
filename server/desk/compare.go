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
	err = d.store.Read(ctx, func(r *store.Reader) error {
		c, err = d.compare(r, viewer, articleID, threshold)
		return err
	})
	return c, err
}

func (d *Desk) compare(r *store.Reader, viewer factcheck.Person, articleID int64, threshold float64) (*Comparison, error) {
	article, err := r.Article(viewer.ID, articleID)
	if err != nil {
		return nil, err
	}
	blind, err := r.ReadsBlind(viewer.ID, articleID)
	if err != nil {
		return nil, err
	}
	if blind {
		return d.nothingYet(r, article, threshold)
	}
	return d.comparison(r, viewer, article, threshold)
}

// nothingYet is what who reads blind is told.
func (d *Desk) nothingYet(r *store.Reader, article factcheck.Article, threshold float64) (*Comparison, error) {
	revision, err := d.revision(r, article.ID, article.Revision)
	finding, judging := agreement.Measure(nil, nil, 0)
	return &Comparison{Article: article, Revision: revision, Threshold: threshold, Finding: finding, Judging: judging,
		Needs: needsSubmitting}, err
}

const needsSubmitting = "You read this article blind. Submit your review; then you see how the others read it."

func (d *Desk) comparison(r *store.Reader, viewer factcheck.Person, article factcheck.Article, threshold float64) (*Comparison, error) {
	reviews, err := r.Reviews(everybody, article.ID)
	if err != nil {
		return nil, err
	}
	a, err := d.alignment(r, article, reviews, threshold)
	if err != nil {
		return nil, err
	}
	revision, err := d.revision(r, article.ID, article.Revision)
	if err != nil {
		return nil, err
	}
	decisions, err := r.Decisions(viewer.ID, article.ID)
	if err != nil {
		return nil, err
	}
	pseudonyms, err := r.Pseudonyms(viewer.ID, article.ID)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Article: article, Revision: revision, Threshold: threshold, Readings: named(a.readings, reviews),
		Finding: a.finding, Judging: a.judging, Left: a.left, Masked: article.Masked()}
	c.settle(a.groups, decisions)
	if len(c.Readings) < leastReadings {
		c.Needs = needs(len(c.Readings))
	}
	if len(pseudonyms) > 0 {
		c.mask(pseudonyms)
	}
	return c, nil
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
