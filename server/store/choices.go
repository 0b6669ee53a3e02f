package store

import "stet/server/factcheck"

// ClaimsOver gives the claims of an article that viewer may see and that share a code point with s, in the order of the text.
func (r *Reader) ClaimsOver(viewer, articleID int64, s factcheck.Span) ([]factcheck.Claim, error) {
	return all(r, scanClaim, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and c.revision = (select a.revision from articles a where a.id = c.article_id) and not c.deleted and c.start < ? and c."end" > ? and`+visible+`order by c.start, c."end", c.id`,
		viewer, articleID, s.End, s.Start)
}

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
