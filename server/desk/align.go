package desk

import (
	"cmp"
	"context"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// alignment is what the readings alone say, whatever is decided of them.
type alignment struct {
	key      alignmentKey
	length   int  // of the text
	aligned  bool // and kept
	readings []agreement.Reading
	groups   []agreement.Group
	finding  agreement.Finding
	judging  agreement.Judging
	left     []factcheck.Claim // on older revisions
}

// alignmentKey names an alignment by all that it is made of.
type alignmentKey struct {
	articleID  int64
	revision   int
	version    int64  // of the readings
	reviews    int    // how many of them: all, or only the submitted ones
	pseudonyms string // that they are compared under; see pseudonymsOf
	threshold  float64
	bare       bool // its claims have no words, which no figure is made of
}

// alignedBytes bounds the claims of the alignments that are kept, a claim counting as alignedClaim beside its words.
const (
	alignedBytes = 96 << 20
	alignedClaim = 600
)

// alignment gives what is kept of the article's current revision under a threshold, for the reviews given, which are all or all that
// are submitted, as a stranger is told them. Where nothing is, [alignment.gather] reads the readings into it, and [Desk.align] aligns them, for which no reader is
// needed. Nobody comes here who may not see all of it.
func (d *Desk) alignment(r *store.Reader, article factcheck.Article, reviews []store.ReviewProgress, threshold float64) (*alignment, error) {
	version, err := r.ReadingsVersion(article.ID)
	if err != nil {
		return nil, err
	}
	pseudonyms, err := pseudonymsOf(r, article)
	if err != nil {
		return nil, err
	}
	key := alignmentKey{article.ID, article.Revision, version, len(reviews), pseudonyms, threshold, false}
	if known, ok := d.alignments.get(key); ok {
		return known, nil
	}
	return &alignment{key: key, length: article.Length}, nil
}

// bareAlignment is alignment for figures alone: many can be held at once.
func (d *Desk) bareAlignment(r *store.Reader, article factcheck.Article, reviews []store.ReviewProgress) (*alignment, error) {
	a, err := d.alignment(r, article, reviews, agreement.DefaultThreshold)
	if err != nil || a.aligned {
		return a, err
	}
	a.key.bare = true
	if known, ok := d.alignments.get(a.key); ok {
		return known, nil
	}
	return a, nil
}

// gather reads the readings that are to be aligned.
func (a *alignment) gather(r *store.Reader, reviews []store.ReviewProgress) error {
	if a.aligned {
		return nil
	}
	claims, err := r.ArticleClaims(store.Stranger, a.key.articleID)
	if err == nil {
		a.part(claims, reviews)
	}
	return err
}

// stands says whether the article's readings are still those that were aligned; nil stands for those of which nothing is told.
func (a *alignment) stands(r *store.Reader) (bool, error) {
	if a == nil {
		return true, nil
	}
	revision, err := r.CurrentRevision(a.key.articleID)
	if err != nil {
		return false, err
	}
	version, err := r.ReadingsVersion(a.key.articleID)
	return revision == a.key.revision && version == a.key.version, err
}

// align aligns what was gathered and keeps it: while neither claims nor reviews change it is done once, whoever asks.
func (d *Desk) align(a *alignment) {
	if a.aligned {
		return
	}
	if len(a.readings) >= leastReadings {
		a.groups = agreement.Align(a.readings, a.key.threshold)
	}
	a.finding, a.judging = agreement.Measure(a.readings, a.groups, a.length)
	a.aligned = true
	d.alignments.put(a.key, a, a.size())
}

func (a *alignment) size() (bytes int) {
	for _, r := range a.readings {
		bytes += sizeOf(r.Claims)
	}
	return bytes + sizeOf(a.left)
}

func sizeOf(claims []factcheck.Claim) int {
	bytes := alignedClaim * len(claims)
	for i := range claims {
		bytes += store.HoldingOf(claims[i]).Bytes
	}
	return bytes
}

// readingsKey names the readings of an article's current revision.
type readingsKey struct {
	articleID  int64
	revision   int
	version    int64
	pseudonyms string
}

// alphasKept bounds the coefficients that are kept.
const alphasKept = 1_000

// CountAgreement computes what a report of an article says of how far its readers agree, and keeps it, so that a screen need not. Who
// waits for that keeps a reader from nobody.
func (d *Desk) CountAgreement(ctx context.Context, viewer factcheck.Person, articleID int64) error {
	key, known, err := d.agreementTold(ctx, viewer, articleID)
	if known || err != nil {
		return err
	}
	return d.think(ctx, key, func() error {
		return d.store.Read(ctx, func(r *store.Reader) error {
			article, err := r.Article(viewer.ID, articleID)
			if err == nil {
				_, err = d.alpha(r, article)
			}
			return err
		})
	})
}

// agreementTold says whether nothing is left to compute for the viewer, who is told of no agreement on what they read blind.
func (d *Desk) agreementTold(ctx context.Context, viewer factcheck.Person, articleID int64) (key readingsKey, known bool, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		article, err := r.Article(viewer.ID, articleID)
		if err != nil {
			return err
		}
		if known, err = r.ReadsBlind(viewer.ID, articleID); known || err != nil {
			return err
		}
		if key, err = readingsOf(r, article); err == nil {
			_, known = d.alphas.get(key)
		}
		return err
	})
	return key, known, err
}

func readingsOf(r *store.Reader, article factcheck.Article) (readingsKey, error) {
	version, err := r.ReadingsVersion(article.ID)
	if err != nil {
		return readingsKey{}, err
	}
	pseudonyms, err := pseudonymsOf(r, article)
	return readingsKey{article.ID, article.Revision, version, pseudonyms}, err
}

// alpha is Krippendorff's, of the verdicts in the readings of the article's current revision, at the usual threshold; computed once for
// a state of the readings, in the memory of one stretch of overlapping claims.
func (d *Desk) alpha(r *store.Reader, article factcheck.Article) (agreement.Coefficient, error) {
	key, err := readingsOf(r, article)
	if err != nil {
		return agreement.Coefficient{}, err
	}
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

// part parts the claims on the revision into readings, by reviewer. A review without any claim is a reading that found nothing, once it
// is submitted; one whose claims are all on other revisions is none.
func (a *alignment) part(claims []factcheck.Claim, reviews []store.ReviewProgress) {
	on, among := map[int64][]factcheck.Claim{}, map[int64]bool{}
	for _, v := range reviews {
		among[v.ID] = true
	}
	for _, c := range claims {
		c.Desk = factcheck.DeskWord{} // what is decided changes without the readings; the groups tell it
		if a.key.bare {
			c.Quote, c.Prefix, c.Suffix, c.Note, c.Speaker, c.Citations = "", "", "", "", "", nil
		}
		if !among[c.ReviewID] {
			continue
		}
		if c.Revision == a.key.revision {
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
}
