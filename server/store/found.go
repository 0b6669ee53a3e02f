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
	rows, err := r.query(articlesFound, viewer)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a factcheck.ArticleFound
		var counts string
		if err := rows.Scan(&a.ID, &a.Title, &a.PublishedOn, &counts); err != nil {
			return err
		}
		u := unpacker{counts}
		a.Verified, a.Disputed, a.Unproven, a.Unchecked, a.Unsourced = u.number(), u.number(), u.number(), u.number(), u.number()
		if a.Total() > 0 && !yield(a, nil) {
			return nil
		}
	}
	return rows.Err()
}

// articlesFound counts article by article, each by its own index, so that nothing is gathered and sorted.
const articlesFound = `select a.id, a.title, a.published_on, (select concat_ws(char(31), count(*) filter (where f.verdict = 'verified'),
		count(*) filter (where f.verdict = 'disputed'), count(*) filter (where f.verdict = 'unproven'),
		count(*) filter (where f.verdict = 'unchecked'), count(*) filter (where not f.sourced))
	from (
		select c.verdict, ` + claimSourced + ` as sourced from claims c left join decisions d on d.id = c.decision_id and` + decisionStands + `
			where c.article_id = a.id and not c.deleted and` + visible + `and d.id is null
		union all
		select d.verdict, max(` + claimSourced + `) from claims c join decisions d on d.id = c.decision_id and` + decisionStands + `
			where c.article_id = a.id and not c.deleted and` + visible + `and d.outcome = 'accepted' group by d.id
	) f) from articles a order by a.id desc`

const (
	claimSourced   = `(c.citations_made > 0 and exists (select 1 from citations t where t.claim_id = c.id))`
	decisionStands = ` d.outcome <> 'reopened' and` + visibleDecision
)
