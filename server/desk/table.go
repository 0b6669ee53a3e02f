package desk

import (
	"cmp"
	"iter"
	"slices"

	"stet/server/agreement"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// Table gives the comparison that [Desk.Compare] makes as rows: the groups in the order of the text, then the claims that could not be
// compared. Rows are read from the snapshot as they are gone through, in the memory of one stretch of overlapping claims. Conflict
// where there is nothing to compare.
func (d *Desk) Table(r *store.Reader, viewer factcheck.Person, articleID int64, threshold float64) (export.Comparison, error) {
	if err := checkThreshold(threshold); err != nil {
		return export.Comparison{}, err
	}
	article, err := r.Article(viewer.ID, articleID)
	if err != nil {
		return export.Comparison{}, err
	}
	blind, err := r.ReadsBlind(viewer.ID, articleID)
	if err != nil {
		return export.Comparison{}, err
	}
	if blind {
		return export.Comparison{}, nothingToCompare(needsSubmitting)
	}
	t := tabling{r: r, article: article, threshold: threshold, column: map[string]int{}}
	reviewers, err := t.place(viewer)
	return export.Comparison{Reviewers: reviewers, Rows: t.rows}, err
}

func nothingToCompare(needs string) error {
	return factcheck.Errorf(factcheck.Conflict, "There is nothing to compare yet. %s", needs)
}

// tabling makes the rows of a comparison.
type tabling struct {
	r         *store.Reader
	article   factcheck.Article
	threshold float64
	column    map[string]int // by reviewer, as a stranger is told them
}

// place gives each reviewer a column, and what heads them: the readings compared by the names they are told under, then those who have
// claims on older revisions alone.
func (t *tabling) place(viewer factcheck.Person) ([]string, error) {
	reviews, err := t.r.ComparedReviews(store.Stranger, t.article.ID, t.article.Revision)
	if err != nil {
		return nil, err
	}
	own, err := unmaskedFor(t.r, viewer, t.article)
	if err != nil {
		return nil, err
	}
	var compared, left []string
	for _, v := range reviews {
		switch {
		case v.Compared:
			compared = append(compared, v.Reviewer)
		case v.Left:
			left = append(left, v.Reviewer)
		}
	}
	if len(compared) < leastReadings {
		return nil, nothingToCompare(needs(len(compared)))
	}
	return t.head(own, compared, left), nil
}

// head gives each reviewer the next column, in the order of the names told, and gives these.
func (t *tabling) head(told unmasked, reviewers ...[]string) (names []string) {
	for _, some := range reviewers {
		slices.SortFunc(some, func(a, b string) int { return cmp.Compare(told.of(a), told.of(b)) })
		for _, reviewer := range some {
			t.column[reviewer] = len(names)
			names = append(names, told.of(reviewer))
		}
	}
	return names
}

func (t *tabling) rows(yield func(export.ComparedRow, error) bool) {
	number := 0
	for g, err := range agreement.AlignEach(marks(t.r, t.article), t.threshold) {
		number++
		var row export.ComparedRow
		if err == nil {
			row, err = t.row(number, g)
		}
		if !yield(row, err) || err != nil {
			return
		}
	}
	if left, err := t.r.HasClaimsOffRevision(t.article.ID, t.article.Revision); err != nil {
		yield(export.ComparedRow{}, err)
	} else if left {
		t.olderRows(yield)
	}
}

// row is that of a group.
func (t *tabling) row(number int, g agreement.Group) (row export.ComparedRow, err error) {
	s, err := t.decidedOn(g)
	if err != nil {
		return row, err
	}
	settled := s.settled(g, t.article.DecidedAt != "")
	row = export.ComparedRow{Group: number, Revision: t.article.Revision, Outcome: string(g.Outcome), Decision: settled.Decision, Since: settled.Since,
		Claims: make([]*factcheck.Claim, len(t.column))}
	for i := range g.Members {
		row.Claims[t.column[g.Members[i].Reviewer]] = &g.Members[i].Claim
	}
	return row, nil
}

// decidedOn gives what stands on a group's claims.
func (t *tabling) decidedOn(g agreement.Group) (s decided, err error) {
	var ids []int64
	for _, m := range g.Members {
		if m.Claim.Desk.Decided() != "" {
			ids = append(ids, m.Claim.ID)
		}
	}
	if len(ids) == 0 {
		return s, nil
	}
	decisions, err := t.r.DecisionsOn(ids)
	if err != nil {
		return s, err
	}
	s = decidedOn(nil, decisions)
	for i, d := range decisions {
		if s.left[i], err = t.r.ClaimsLeft(d.ID, t.article.Revision); err != nil {
			return s, err
		}
	}
	return s, nil
}

// olderRevision is the outcome, in a table, of a claim that stands on an older revision and was not compared.
const olderRevision = "older_revision"

// olderRows gives the rows of the claims on older revisions.
func (t *tabling) olderRows(yield func(export.ComparedRow, error) bool) {
	for c, err := range t.r.EachClaimInText(store.Stranger, store.ClaimFilter{ArticleID: t.article.ID}) {
		if err != nil {
			yield(export.ComparedRow{}, err)
			return
		}
		if c.Revision == t.article.Revision {
			continue
		}
		row := export.ComparedRow{Revision: c.Revision, Outcome: olderRevision, Claims: make([]*factcheck.Claim, len(t.column))}
		if row.Claims[t.column[c.Reviewer]] = &c.Claim; !yield(row, nil) {
			return
		}
	}
}

// marks gives every claim on an article's current revision with its reviewer, in the order of the text.
func marks(r *store.Reader, article factcheck.Article) iter.Seq2[agreement.Member, error] {
	return func(yield func(agreement.Member, error) bool) {
		for c, err := range r.EachClaimInText(store.Stranger, store.ClaimFilter{ArticleID: article.ID, Revision: article.Revision}) {
			if err != nil {
				yield(agreement.Member{}, err)
				return
			}
			claim := c.Claim
			claim.Citations = slices.Clone(claim.Citations)
			if !yield(agreement.Member{Reviewer: claim.Reviewer, Claim: claim}, nil) {
				return
			}
		}
	}
}
