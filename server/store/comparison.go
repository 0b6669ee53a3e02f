package store

import "stet/server/factcheck"

// ReadingsVersion is the id of the latest event on an article's claims or reviews: a comparison of the readings at one
// version stays true, whatever is decided meanwhile.
func (r *Reader) ReadingsVersion(articleID int64) (int64, error) {
	return r.number(`select coalesce((select id from events where article_id = ? and (claim_id is not null or action glob 'review.*')
		order by id desc limit 1), 0)`, articleID)
}

// SetDecided writes when the last group of an article's claims was decided; "" while some are undecided.
func (t *Tx) SetDecided(articleID int64, at factcheck.Timestamp) error {
	return t.exec("update articles set decided_at = ? where id = ?", at, articleID)
}

// IsReadUnderPseudonyms says whether an article shows pseudonyms, and has a review that is not submitted.
func (r *Reader) IsReadUnderPseudonyms(articleID int64) (bool, error) {
	n, err := r.number(`select exists (select 1 from articles a join reviews v on v.article_id = a.id
		where a.id = ? and a.pseudonyms <> 0 and v.submitted_at = '')`, articleID)
	return n == 1, err
}

// IsDecidedOnAndOpen says whether a decision stands on an article that is not written to be decided.
func (r *Reader) IsDecidedOnAndOpen(articleID int64) (bool, error) {
	n, err := r.number(`select exists (select 1 from articles a join decisions d on d.article_id = a.id
		where a.id = ? and a.decided_at = '' and d.outcome <> 'reopened')`, articleID)
	return n == 1, err
}

// ComparedArticle is an article that was read, by how many, and whether a comparison of it can be shown.
type ComparedArticle struct {
	ID        int64
	Submitted int                 // reviews that are submitted
	Since     factcheck.Timestamp // when the second review was submitted: from then on there was something to compare
	Masked    bool                // its reviewers are under pseudonyms, and it is not decided
	Blind     bool                // the viewer reads it blind; then nothing else is told of it
}

// ComparedArticles gives the articles that have a review, by id.
func (r *Reader) ComparedArticles(viewer int64) ([]ComparedArticle, error) {
	return all(r, func(row scanner) (a ComparedArticle, err error) {
		err = row.Scan(&a.ID, &a.Submitted, &a.Since, &a.Masked, &a.Blind)
		return a, err
	}, `select a.id, count(*) filter (where v.submitted_at <> '' and`+visibleReview+`),
		coalesce((select submitted_at from reviews v where v.article_id = a.id and v.submitted_at <> '' and`+visibleReview+`order by v.submitted_at limit 1 offset 1), ''),
		a.pseudonyms <> 0 and a.decided_at = '', exists `+ofBlind+`a.id)
		from articles a join reviews v on v.article_id = a.id group by a.id order by a.id`, viewer)
}

// ComparedReview says what a review of an article brings to its comparison on one revision.
type ComparedReview struct {
	Reviewer string
	Compared bool // it has claims on the revision, or found nothing and is submitted
	Left     bool // all of its claims are on other revisions
}

// ComparedReviews gives what the reviews of an article, named as viewer is told them, bring to its comparison on a revision.
func (r *Reader) ComparedReviews(viewer, articleID int64, revision int) ([]ComparedReview, error) {
	return all(r, func(row scanner) (v ComparedReview, err error) {
		err = row.Scan(&v.Reviewer, &v.Compared, &v.Left)
		return v, err
	}, `select `+toldName+`, m.here or v.submitted_at <> '' and not m.any, not m.here and m.any
		from reviews v join people p on p.id = v.reviewer_id join (select v.id,
			exists (select 1 from claims c where c.article_id = ?2 and c.review_id = v.id and not c.deleted and c.revision = ?3) as here,
			exists (select 1 from claims c where c.article_id = ?2 and c.review_id = v.id and not c.deleted) as any
			from reviews v where v.article_id = ?2) m on m.id = v.id`, viewer, articleID, revision)
}

// HasClaimsOffRevision says whether any claim of an article stands on another revision than this.
func (r *Reader) HasClaimsOffRevision(articleID int64, revision int) (bool, error) {
	n, err := r.number("select exists (select 1 from claims where article_id = ? and not deleted and revision <> ?)", articleID, revision)
	return n == 1, err
}

// ClaimsLeft counts the claims of a decision that are left on a revision.
func (r *Reader) ClaimsLeft(decisionID int64, revision int) (int, error) {
	n, err := r.number(`select count(*) from decision_claims m join claims c on c.id = m.claim_id
		where m.decision_id = ? and not c.deleted and c.revision = ?`, decisionID, revision)
	return int(n), err
}
