package store

import "stet/server/factcheck"

// ReadingsVersion is the id of the latest event on an article's claims or reviews: a comparison of the readings at one
// version stays true, whatever is decided meanwhile.
func (r *Reader) ReadingsVersion(articleID int64) (int64, error) {
	return r.number(`select coalesce((select id from events where article_id = ? and (claim_id is not null or action glob 'review.*')
		order by id desc limit 1), 0)`, articleID)
}

// PseudonymSeed gives what the shuffle of an article's pseudonyms begins with; 0 where names are shown.
func (r *Reader) PseudonymSeed(articleID int64) (int64, error) {
	return r.number("select pseudonyms from articles where id = ?", articleID)
}

// SetPseudonyms writes what the shuffle of an article's pseudonyms begins with; 0 shows names.
func (t *Tx) SetPseudonyms(articleID, seed int64) error {
	return t.exec("update articles set pseudonyms = ? where id = ?", seed, articleID)
}

// SetDecided writes when the last group of an article's claims was decided; "" while some are undecided.
func (t *Tx) SetDecided(articleID int64, at factcheck.Timestamp) error {
	return t.exec("update articles set decided_at = ? where id = ?", at, articleID)
}

// ComparedArticle is an article that was read by several, with when.
type ComparedArticle struct {
	ID        int64
	Submitted int                 // reviews that are submitted
	Open      int                 // reviews that are not
	Since     factcheck.Timestamp // when the second review was submitted: from then on there was something to compare
}

// ComparedArticles gives the articles that have at least one review, with how many of them are submitted; those that viewer
// reads blind are left out.
func (r *Reader) ComparedArticles(viewer int64) ([]ComparedArticle, error) {
	return all(r, func(row scanner) (a ComparedArticle, err error) {
		err = row.Scan(&a.ID, &a.Submitted, &a.Open, &a.Since)
		return a, err
	}, `select v.article_id, count(*) filter (where v.submitted_at <> ''), count(*) filter (where v.submitted_at = ''),
		coalesce((select submitted_at from reviews s where s.article_id = v.article_id and s.submitted_at <> '' order by s.submitted_at limit 1 offset 1), '')
		from reviews v where not exists `+ofBlind+`v.article_id) group by v.article_id order by v.article_id`, viewer)
}
