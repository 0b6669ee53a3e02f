package store

import (
	"iter"

	"stet/server/factcheck"
)

// EachArticleFound gives what has been found of every article that has a finding, the latest import first, in constant memory. A
// finding is what it is in a report: the desk's word on a group of claims where one stands, else a claim. An error comes last.
func (r *Reader) EachArticleFound(viewer int64) iter.Seq2[factcheck.ArticleFound, error] {
	return func(yield func(factcheck.ArticleFound, error) bool) {
		found := func(a factcheck.ArticleFound) bool { return a.Total() == 0 || yield(a, nil) }
		if err := r.eachArticleFound(found, articlesFound+latestFirst, viewer); err != nil {
			yield(factcheck.ArticleFound{}, err)
		}
	}
}

// ArticlesFoundSince gives what has been found of the articles to which something happened after an event, of those too that have no
// finding any more; the latest import first. What was found of all others is what it was then.
func (r *Reader) ArticlesFoundSince(viewer, event int64) (articles []factcheck.ArticleFound, err error) {
	err = r.eachArticleFound(func(a factcheck.ArticleFound) bool {
		articles = append(articles, a)
		return true
	}, articlesFound+" where a.id in (select e.article_id from events e where e.id > ?2)"+latestFirst, viewer, event)
	return articles, err
}

// LatestEvent gives the id of the latest event on anything; 0 where there is none.
func (r *Reader) LatestEvent() (int64, error) {
	return r.number("select coalesce(max(id), 0) from events")
}

// ReadsAs gives the viewer whose reads of claims give the same: 0, whom all is shown, where viewer reads nothing blind; else viewer.
func (r *Reader) ReadsAs(viewer int64) (int64, error) {
	return r.number("select iif(exists (select 1 from reviews b where b.reviewer_id = ?1 and b.blind and b.submitted_at = ''), ?1, 0)", viewer)
}

func (r *Reader) eachArticleFound(yield func(factcheck.ArticleFound) bool, query string, args ...any) error {
	rows, err := r.query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		a, err := scanArticleFound(rows)
		if err != nil {
			return err
		}
		if !yield(a) {
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
	latestFirst    = ` order by a.id desc`
	claimSourced   = `(c.citations_made > 0 and exists (select 1 from citations t where t.claim_id = c.id))`
	decisionStands = ` d.outcome <> 'reopened' and` + visibleDecision
)
