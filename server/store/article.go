package store

import "stet/server/factcheck"

// articleColumns are of an article as a viewer sees it: its version is the latest event that they may see.
const articleColumns = `a.id, a.title, a.byline, a.publisher, a.url, a.published_on, a.language, a.revision,
	t.words, t.length, a.created_at, coalesce(latest.at, a.created_at), coalesce(latest.id, 0), a.pseudonyms <> 0,
	case when exists ` + ofBlind + `a.id) then '' else a.decided_at end`

const joinedToArticles = ` join revisions t on t.article_id = a.id and t.number = a.revision
	left join events latest on latest.id = (select e.id ` + fromEvents + `where e.article_id = a.id and` + visibleEvent + `order by e.id desc limit 1) `

const fromArticles = ` from articles a ` + joinedToArticles

func scanArticle(row scanner) (a factcheck.Article, err error) {
	err = row.Scan(articleInto(&a)...)
	return a, err
}

func articleInto(a *factcheck.Article) []any {
	return []any{&a.ID, &a.Title, &a.Byline, &a.Publisher, &a.URL, &a.PublishedOn, &a.Language, &a.Revision,
		&a.Words, &a.Length, &a.CreatedAt, &a.UpdatedAt, &a.Version, &a.Pseudonyms, &a.DecidedAt}
}

// Article gives one article as viewer sees it; NotFound where there is none.
func (r *Reader) Article(viewer, id int64) (factcheck.Article, error) {
	a, err := one(r, scanArticle, "select "+articleColumns+fromArticles+"where a.id = ?", viewer, id)
	return a, orNotFound(err, "There is no article %d.", id)
}

// Articles gives at most limit articles with ids below before, the latest import first.
func (r *Reader) Articles(viewer, before int64, limit int) ([]factcheck.Article, error) {
	return all(r, scanArticle, "select "+articleColumns+fromArticles+"where a.id < ? order by a.id desc limit ?", viewer, before, limit)
}

// AddArticle adds an article with its first revision, and gives its id.
func (t *Tx) AddArticle(a factcheck.Article, v PreparedRevision, by int64) (int64, error) {
	id, err := t.insert(`insert into articles (title, byline, publisher, url, published_on, language, revision, created_at)
		values (?, ?, ?, ?, ?, ?, ?, ?)`,
		a.Title, a.Byline, a.Publisher, a.URL, a.PublishedOn, a.Language, v.Number, a.CreatedAt)
	if err != nil {
		return 0, err
	}
	a.ID, v.ArticleID = id, id
	if err := t.addRevision(v, by); err != nil {
		return 0, err
	}
	return id, t.indexArticle(a, v)
}

// TextHistory gives the revisions of an article that replaced another, by number, without their texts.
func (r *Reader) TextHistory(articleID int64) ([]factcheck.Revision, error) {
	return all(r, func(row scanner) (v factcheck.Revision, err error) {
		err = row.Scan(&v.Number, &v.Reason, &v.CreatedAt)
		return v, err
	}, "select number, reason, created_at from revisions where article_id = ? and number > 1 order by number", articleID)
}
