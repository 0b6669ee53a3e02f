package store

import (
	"iter"

	"stet/server/factcheck"
)

// EachArticleFound gives what has been found of every article that has a finding, the latest import first, in constant memory. A
// finding is what it is in a report: the desk's word on a group of claims where one stands, else a claim. An error comes last.
func (r *Reader) EachArticleFound(viewer int64) iter.Seq2[factcheck.ArticleFound, error] {
	return func(yield func(factcheck.ArticleFound, error) bool) {
		if err := r.eachArticleFound(viewer, yield); err != nil {
			yield(factcheck.ArticleFound{}, err)
		}
	}
}

func (r *Reader) eachArticleFound(viewer int64, yield func(factcheck.ArticleFound, error) bool) error {
	rows, err := r.query(articlesFound+" order by a.id desc", viewer)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		a, err := scanArticleFound(rows)
		if err != nil {
			return err
		}
		if a.Total() > 0 && !yield(a, nil) {
			return nil
		}
	}
	return rows.Err()
}

// ArticleFound gives what has been found of one article; NotFound where there is none.
func (r *Reader) ArticleFound(viewer, id int64) (factcheck.ArticleFound, error) {
	found, err := one(r, scanArticleFound, articlesFound+" where a.id = ?2", viewer, id)
	return found, orNotFound(err, "There is no article %d.", id)
}

func scanArticleFound(row scanner) (a factcheck.ArticleFound, err error) {
	var counts string
	err = row.Scan(&a.ID, &a.Title, &a.PublishedOn, &counts)
	u := unpacker{counts}
	a.Verified, a.Disputed, a.Unproven, a.Unchecked, a.Unsourced, a.Decided = u.number(), u.number(), u.number(), u.number(), u.number(), u.number()
	return a, err
}

// articlesFound counts article by article, each by its own index, so that nothing is gathered and sorted.
const articlesFound = `select a.id, a.title, a.published_on, (select concat_ws(char(31), count(*) filter (where f.verdict = 'verified'),
		count(*) filter (where f.verdict = 'disputed'), count(*) filter (where f.verdict = 'unproven'),
		count(*) filter (where f.verdict = 'unchecked'), count(*) filter (where not f.sourced), count(*) filter (where f.decided))
	from (
		select c.verdict, ` + claimSourced + ` as sourced, 0 as decided from claims c left join decisions d on d.id = c.decision_id and` + decisionStands + `
			where c.article_id = a.id and not c.deleted and` + visible + `and d.id is null
		union all
		select d.verdict, max(` + claimSourced + `), 1 from claims c join decisions d on d.id = c.decision_id and` + decisionStands + `
			where c.article_id = a.id and not c.deleted and` + visible + `and d.outcome = 'accepted' group by d.id
	) f) from articles a`

const (
	claimSourced   = `(c.citations_made > 0 and exists (select 1 from citations t where t.claim_id = c.id))`
	decisionStands = ` d.outcome <> 'reopened' and` + visibleDecision
)
