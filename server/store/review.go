package store

import (
	"encoding/json"

	"stet/server/factcheck"
)

const reviewColumns = `v.id, v.article_id, v.reviewer_id, p.name, v.blind, v.due_on, coalesce(w.name, ''), v.opened_at, v.submitted_at`

const joinedToReviews = ` join people p on p.id = v.reviewer_id left join people w on w.id = v.assigned_by `

func reviewInto(v *factcheck.Review) []any {
	return []any{&v.ID, &v.ArticleID, &v.ReviewerID, &v.Reviewer, &v.Blind, &v.DueOn, &v.AssignedBy, &v.OpenedAt, &v.SubmittedAt}
}

func scanReview(row scanner) (v factcheck.Review, err error) {
	err = row.Scan(reviewInto(&v)...)
	return v, err
}

// Review gives one review; NotFound where there is none that viewer may see.
func (r *Reader) Review(viewer, id int64) (factcheck.Review, error) {
	v, err := one(r, scanReview, "select "+reviewColumns+" from reviews v"+joinedToReviews+"where"+visibleReview+"and v.id = ?", viewer, id)
	return v, orNotFound(err, "There is no review %d.", id)
}

// ReviewBy gives a reviewer's review of an article, and whether there is one.
func (r *Reader) ReviewBy(reviewerID, articleID int64) (factcheck.Review, bool, error) {
	found, err := all(r, scanReview, "select "+reviewColumns+" from reviews v"+joinedToReviews+"where v.reviewer_id = ? and v.article_id = ?", reviewerID, articleID)
	if err != nil || len(found) == 0 {
		return factcheck.Review{}, false, err
	}
	return found[0], true, nil
}

// ReadsBlind says whether viewer has a blind review of the article that is still open.
func (r *Reader) ReadsBlind(viewer, articleID int64) (bool, error) {
	n, err := r.number("select exists "+ofBlind+"?2)", viewer, articleID)
	return n == 1, err
}

// ReviewProgress is how far a review has come.
type ReviewProgress struct {
	factcheck.Review
	DisplayName string // the reviewer's
	Counts      factcheck.VerdictCounts
}

// Reviews gives the reviews of an article as far as viewer may see them, in the order they were opened or assigned.
func (r *Reader) Reviews(viewer, articleID int64) ([]ReviewProgress, error) {
	return r.reviews(viewer, []int64{articleID})
}

func (r *Reader) reviews(viewer int64, articleIDs []int64) ([]ReviewProgress, error) {
	list, err := json.Marshal(articleIDs)
	if err != nil {
		return nil, err
	}
	return all(r, scanProgress, "select "+progressColumns+" from json_each(?2) j join reviews v on v.article_id = j.value"+joinedToProgress+
		"where"+visibleReview+"group by v.id order by v.id", viewer, string(list))
}

const progressColumns = reviewColumns + `, p.display_name,
	sum(c.verdict is 'verified'), sum(c.verdict is 'disputed'), sum(c.verdict is 'unproven'), sum(c.verdict is 'unchecked')`

const joinedToProgress = joinedToReviews + `left join claims c on c.article_id = v.article_id and c.review_id = v.id and not c.deleted `

func scanProgress(row scanner) (p ReviewProgress, err error) {
	err = row.Scan(progressInto(&p)...)
	return p, err
}

func progressInto(p *ReviewProgress) []any {
	n := &p.Counts
	return append(reviewInto(&p.Review), &p.DisplayName, &n.Verified, &n.Disputed, &n.Unproven, &n.Unchecked)
}

// MyReview is a review with what a list of them says of its article.
type MyReview struct {
	ReviewProgress
	ArticleTitle string
	PublishedOn  string
}

// MyReviews gives a person's own reviews: the open ones first, by when they are due, those without a date last; then the
// submitted ones, the latest first.
func (r *Reader) MyReviews(viewer int64) ([]MyReview, error) {
	return all(r, func(row scanner) (m MyReview, err error) {
		err = row.Scan(append(progressInto(&m.ReviewProgress), &m.ArticleTitle, &m.PublishedOn)...)
		return m, err
	}, "select "+progressColumns+", a.title, a.published_on from reviews v join articles a on a.id = v.article_id"+joinedToProgress+
		"where v.reviewer_id = ? group by v.id order by v.submitted_at <> '', v.submitted_at desc, v.due_on = '', v.due_on, v.id", viewer)
}

// OpenReview gives a reviewer's review of an article, opening it with this first claim; opened says whether it did.
func (t *Tx) OpenReview(articleID, reviewerID int64, at factcheck.Timestamp) (v factcheck.Review, opened bool, err error) {
	result, err := t.conn.exec(t.ctx, `insert into reviews (article_id, reviewer_id, opened_at) values (?, ?, ?)
		on conflict (article_id, reviewer_id) do update set opened_at = excluded.opened_at where opened_at = ''`, articleID, reviewerID, at)
	if err != nil {
		return v, false, err
	}
	changed, err := result.RowsAffected()
	if err != nil {
		return v, false, err
	}
	v, err = one(&t.Reader, scanReview, "select "+reviewColumns+" from reviews v"+joinedToReviews+"where v.article_id = ? and v.reviewer_id = ?", articleID, reviewerID)
	return v, changed == 1, err
}

// AddReview adds a review that an editor assigned, and gives its id.
func (t *Tx) AddReview(v factcheck.Review, assignedBy int64) (int64, error) {
	return t.insert("insert into reviews (article_id, reviewer_id, blind, due_on, assigned_by, opened_at) values (?, ?, ?, ?, nullif(?, 0), '')",
		v.ArticleID, v.ReviewerID, v.Blind, v.DueOn, assignedBy)
}

// AssignReview writes whether a review is blind, when it is due, and who says so.
func (t *Tx) AssignReview(v factcheck.Review, assignedBy int64) error {
	return t.exec("update reviews set blind = ?, due_on = ?, assigned_by = nullif(?, 0) where id = ?", v.Blind, v.DueOn, assignedBy, v.ID)
}

// SubmitReview writes when a review was submitted; "" reopens it.
func (t *Tx) SubmitReview(id int64, at factcheck.Timestamp) error {
	return t.exec("update reviews set submitted_at = ? where id = ?", at, id)
}

// UncheckedClaims gives the claims of a review that have no verdict yet, in the order of the text.
func (r *Reader) UncheckedClaims(v factcheck.Review) ([]factcheck.Claim, error) {
	return all(r, scanClaim, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and c.review_id = ? and not c.deleted and c.verdict = 'unchecked' order by c.start, c."end", c.id`, v.ReviewerID, v.ArticleID, v.ID)
}

// ReviewClaims gives the claims of a review, in the order of the text. It is for whoever may write in that review.
func (r *Reader) ReviewClaims(v factcheck.Review) ([]factcheck.Claim, error) {
	return all(r, scanClaim, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and c.review_id = ? and not c.deleted order by c.start, c."end", c.id`, v.ReviewerID, v.ArticleID, v.ID)
}
