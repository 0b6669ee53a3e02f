package store

import (
	"database/sql"
	"encoding/json"
	"errors"

	"stet/server/factcheck"
	"stet/server/memory"
)

const reviewColumns = toldReviewID + `, v.article_id, ` + toldReviewerID + `, ` + toldName + `, v.blind, v.due_on, iif(` + masked + `, '', coalesce(w.name, '')), v.opened_at, v.submitted_at`

const joinedToReviews = ` join people p on p.id = v.reviewer_id left join people w on w.id = v.assigned_by `

func reviewInto(v *factcheck.Review) []any {
	return []any{&v.ID, &v.ArticleID, &v.ReviewerID, &v.Reviewer, &v.Blind, &v.DueOn, &v.AssignedBy, &v.OpenedAt, &v.SubmittedAt}
}

func scanReview(row scanner) (v factcheck.Review, err error) {
	err = row.Scan(reviewInto(&v)...)
	return v, err
}

// Review gives one review by the id that viewer is told for it; NotFound where there is none that they may see.
func (r *Reader) Review(viewer, id int64) (factcheck.Review, error) {
	v, err := one(r, scanReview, "select "+reviewColumns+" from reviews v"+joinedToReviews+"where"+visibleReview+"and"+toldAs, viewer, id)
	return v, orNotFound(err, "There is no review %d.", id)
}

// ReviewBy gives a reviewer's review of an article, and whether there is one.
func (r *Reader) ReviewBy(reviewerID, articleID int64) (factcheck.Review, bool, error) {
	v, err := one(r, scanReview, "select "+reviewColumns+" from reviews v"+joinedToReviews+"where v.reviewer_id = ?1 and v.article_id = ?2", reviewerID, articleID)
	if errors.Is(err, sql.ErrNoRows) {
		return v, false, nil
	}
	return v, err == nil, err
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

// Reviews gives the reviews of an article as far as viewer may see them, in the order they were opened or assigned,
// those under pseudonyms in the order of these.
func (r *Reader) Reviews(viewer, articleID int64) ([]ReviewProgress, error) {
	return r.reviews(viewer, []int64{articleID})
}

func (r *Reader) reviews(viewer int64, articleIDs []int64) ([]ReviewProgress, error) {
	list, err := json.Marshal(articleIDs)
	if err != nil {
		return nil, err
	}
	return all(r, scanProgress, "select "+progressColumns+" from json_each(?2) j join reviews v on v.article_id = j.value"+joinedToReviews+
		joinedToCounts("select value from json_each(?2)")+"where"+visibleReview+"order by "+toldOrder, viewer, string(list))
}

const progressColumns = reviewColumns + `, ` + toldDisplay + `, coalesce(n.verified, 0), coalesce(n.disputed, 0), coalesce(n.unproven, 0), coalesce(n.unchecked, 0)`

// joinedToCounts counts the claims of each review of the articles that a query gives.
func joinedToCounts(articles string) string {
	return `left join (select c.review_id, sum(c.verdict = 'verified') verified, sum(c.verdict = 'disputed') disputed,
		sum(c.verdict = 'unproven') unproven, sum(c.verdict = 'unchecked') unchecked
		from claims c where c.article_id in (` + articles + `) and not c.deleted group by c.review_id) n on n.review_id = v.id `
}

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
	}, "select "+progressColumns+", a.title, a.published_on from reviews v join articles a on a.id = v.article_id"+joinedToReviews+
		joinedToCounts("select article_id from reviews where reviewer_id = ?1")+"where v.reviewer_id = ?1 order by v.submitted_at <> '', v.submitted_at desc, v.due_on = '', v.due_on, v.id", viewer)
}

// Opening is where a reviewer's next claim on an article goes.
type Opening struct {
	Revision  int   // the article's current one
	ReviewID  int64 // 0 until the reviewer's first claim
	Submitted bool  // and so closed
}

// Opening says where a reviewer's next claim on an article goes; NotFound where there is no such article.
func (r *Reader) Opening(articleID, reviewerID int64) (Opening, error) {
	o, err := one(r, func(row scanner) (o Opening, err error) {
		err = row.Scan(&o.Revision, &o.ReviewID, &o.Submitted)
		return o, err
	}, `select a.revision, coalesce(v.id, 0), coalesce(v.submitted_at, '') <> ''
		from articles a left join reviews v on v.article_id = a.id and v.reviewer_id = ? and v.opened_at <> '' where a.id = ?`, reviewerID, articleID)
	return o, orNotFound(err, "There is no article %d.", articleID)
}

// OpenReview opens a reviewer's review of an article with its first claim, or gives the one that is open already.
func (t *Tx) OpenReview(articleID, reviewerID int64, at factcheck.Timestamp) (factcheck.Review, error) {
	err := t.exec(`insert into reviews (id, article_id, reviewer_id, opened_at) values (`+newReviewID+`, ?, ?, ?)
		on conflict (article_id, reviewer_id) do update set opened_at = excluded.opened_at where opened_at = ''`, articleID, reviewerID, at)
	if err != nil {
		return factcheck.Review{}, err
	}
	v, _, err := t.ReviewBy(reviewerID, articleID)
	return v, err
}

// AddReview adds a review that an editor assigned, and gives its id.
func (t *Tx) AddReview(v factcheck.Review, assignedBy int64) (int64, error) {
	return t.insert("insert into reviews (id, article_id, reviewer_id, blind, due_on, assigned_by, opened_at) values ("+newReviewID+", ?, ?, ?, ?, nullif(?, 0), '')",
		v.ArticleID, v.ReviewerID, v.Blind, v.DueOn, assignedBy)
}

// RemoveReview removes a review in which nothing was ever marked.
func (t *Tx) RemoveReview(id int64) error {
	if err := t.exec("insert into removed_reviews (id) values (?)", id); err != nil {
		return err
	}
	return t.exec("delete from reviews where id = ?", id)
}

// newReviewID is an id that no review has had.
const newReviewID = `1 + max(coalesce((select max(id) from reviews), 0), coalesce((select max(id) from removed_reviews), 0))`

// CountOf counts the claims of a review, v itself, that are not deleted.
func (r *Reader) CountOf(v factcheck.Review) (int64, error) {
	return r.number("select count(*) from claims c where c.article_id = ? and c.review_id = ? and not c.deleted", v.ArticleID, v.ID)
}

// AssignReview writes whether a review is blind, when it is due, and who says so.
func (t *Tx) AssignReview(v factcheck.Review, assignedBy int64) error {
	return t.exec("update reviews set blind = ?, due_on = ?, assigned_by = nullif(?, 0) where id = ?", v.Blind, v.DueOn, assignedBy, v.ID)
}

// SubmitReview writes when a review was submitted; "" reopens it.
func (t *Tx) SubmitReview(id int64, at factcheck.Timestamp) error {
	return t.exec("update reviews set submitted_at = ? where id = ?", at, id)
}

// UnfinishedClaims gives the claims of a review that have no verdict yet or wait for a look, in the order of the text. The request
// answers by [memory.Hold] for them and for what is written of them.
func (r *Reader) UnfinishedClaims(v factcheck.Review) ([]factcheck.Claim, error) {
	return all(r, func(row scanner) (factcheck.Claim, error) {
		c, err := r.holdingClaim(row)
		if err == nil {
			err = memory.Hold(r.ctx, (writtenAs-1)*roomOf(&c))
		}
		return c, err
	}, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and c.review_id = ? and not c.deleted
		and (c.verdict = 'unchecked' or c.carried in ('uncertain', 'gone')) order by c.start, c."end", c.id`, v.ReviewerID, v.ArticleID, v.ID)
}

// ReviewClaims gives the claims of a review, in the order of the text. It is for whoever may write in that review. The
// request answers for them by [memory.Hold].
func (r *Reader) ReviewClaims(v factcheck.Review) ([]factcheck.Claim, error) {
	return all(r, r.holdingClaim, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and c.review_id = ? and not c.deleted order by c.start, c."end", c.id`, v.ReviewerID, v.ArticleID, v.ID)
}

// ReviewChangedSince says whether a claim of a review was made or changed after an event, given by its id.
func (r *Reader) ReviewChangedSince(v factcheck.Review, event int64) (bool, error) {
	changed, err := r.number(`select exists (select 1 from events e join claims c on c.id = e.claim_id
		where e.article_id = ? and e.id > ? and c.review_id = ?)`, v.ArticleID, event, v.ID)
	return changed > 0, err
}
