package store

import "stet/server/factcheck"

// Reviewers gives the names, or pseudonyms, of all who have a review that viewer may see, in order.
func (r *Reader) Reviewers(viewer int64) ([]string, error) {
	return all(r, scanText, "select distinct "+toldName+" from reviews v join people p on p.id = v.reviewer_id where"+visibleReview+"order by 1", viewer)
}

// Titles gives the ids and titles of the articles imported last, at most limit of them, the latest first.
func (r *Reader) Titles(limit int) ([]factcheck.Article, error) {
	return all(r, func(row scanner) (a factcheck.Article, err error) {
		err = row.Scan(&a.ID, &a.Title)
		return a, err
	}, "select id, title from articles order by id desc limit ?", limit)
}
