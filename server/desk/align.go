package desk

import (
	"cmp"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// alignment is what the readings alone say, whatever is decided of them.
type alignment struct {
	readings []agreement.Reading
	groups   []agreement.Group
	finding  agreement.Finding
	judging  agreement.Judging
	left     []factcheck.Claim // on older revisions
}

// alignmentKey names an alignment by all that it is made of.
type alignmentKey struct {
	articleID int64
	revision  int
	version   int64 // of the readings
	reviews   int   // how many of them: all, or only the submitted ones
	threshold float64
}

// claimsAligned bounds the claims of the alignments that are kept.
const claimsAligned = 100_000

// alignment gives the readings of the article's current revision aligned: those of the reviews given, which are all of them
// or all that are submitted. While neither claims nor reviews change it is computed once, whoever asks: nobody comes here who
// may not see all of it.
func (d *Desk) alignment(r *store.Reader, article factcheck.Article, reviews []store.ReviewProgress, threshold float64) (*alignment, error) {
	version, err := r.ReadingsVersion(article.ID)
	if err != nil {
		return nil, err
	}
	key := alignmentKey{article.ID, article.Revision, version, len(reviews), threshold}
	if known, ok := d.alignments.get(key); ok {
		return known, nil
	}
	claims, err := r.ArticleClaims(everybody, article.ID)
	if err != nil {
		return nil, err
	}
	a := gather(claims, reviews, article.Revision)
	if len(a.readings) >= leastReadings {
		a.groups = agreement.Align(a.readings, threshold)
	}
	a.finding, a.judging = agreement.Measure(a.readings, a.groups, article.Length)
	d.alignments.put(key, a, len(claims))
	return a, nil
}

// readingsKey names the readings of an article's current revision.
type readingsKey struct {
	articleID int64
	revision  int
	version   int64
}

// alphasKept bounds the coefficients that are kept.
const alphasKept = 1_000

// alpha is Krippendorff's, of the verdicts in the readings of the article's current revision, at the usual threshold; computed once for
// a state of the readings, in the memory of one stretch of overlapping claims.
func (d *Desk) alpha(r *store.Reader, article factcheck.Article) (agreement.Coefficient, error) {
	version, err := r.ReadingsVersion(article.ID)
	if err != nil {
		return agreement.Coefficient{}, err
	}
	key := readingsKey{article.ID, article.Revision, version}
	if known, ok := d.alphas.get(key); ok {
		return known, nil
	}
	alpha, err := agreement.AlphaOfVerdicts(agreement.AlignEach(marks(r, article), agreement.DefaultThreshold))
	if err == nil {
		d.alphas.put(key, alpha, 0)
	}
	return alpha, err
}

// everybody is a viewer who reads nothing blind and is told every name.
const everybody = 0

// gather parts the claims on one revision into readings, by reviewer. A review without any claim is a reading that found nothing, once it
// is submitted; one whose claims are all on other revisions is none.
func gather(claims []factcheck.Claim, reviews []store.ReviewProgress, revision int) *alignment {
	a, on, among := &alignment{}, map[int64][]factcheck.Claim{}, map[int64]bool{}
	for _, v := range reviews {
		among[v.ID] = true
	}
	for _, c := range claims {
		c.Desk = factcheck.DeskWord{} // what is decided changes without the readings; the groups tell it
		if !among[c.ReviewID] {
			continue
		}
		if c.Revision == revision {
			on[c.ReviewID] = append(on[c.ReviewID], c)
		} else {
			a.left = append(a.left, c)
		}
	}
	for _, v := range reviews {
		if len(on[v.ID]) > 0 || v.Submitted() && v.Counts.Total() == 0 {
			a.readings = append(a.readings, agreement.Reading{Reviewer: v.Reviewer, Claims: on[v.ID]})
		}
	}
	slices.SortFunc(a.readings, func(x, y agreement.Reading) int { return cmp.Compare(x.Reviewer, y.Reviewer) })
	return a
}
