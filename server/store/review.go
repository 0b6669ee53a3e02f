package store

import "stet/server/factcheck"

// OpenReview gives a reviewer's review of an article, opening one where there is none; opened says whether it did.
func (t *Tx) OpenReview(articleID, reviewerID int64, at factcheck.Timestamp) (id int64, opened bool, err error) {
	result, err := t.conn.exec(t.ctx, `insert into reviews (article_id, reviewer_id, opened_at) values (?, ?, ?)
		on conflict (article_id, reviewer_id) do nothing`, articleID, reviewerID, at)
	if err != nil {
		return 0, false, err
	}
	made, err := result.RowsAffected()
	if err != nil {
		return 0, false, err
	}
	id, err = t.number("select id from reviews where article_id = ? and reviewer_id = ?", articleID, reviewerID)
	return id, made == 1, err
}
