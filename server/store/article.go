package store

import (
	"encoding/json"
	"errors"

	"stet/server/factcheck"
)

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

// Revision gives one revision of an article with its text and blocks; NotFound where there is none.
func (r *Reader) Revision(articleID int64, number int) (factcheck.Revision, error) {
	v, err := one(r, scanRevision, `select article_id, number, text, length, words, blocks, links, set_aside, reason, created_at
		from revisions where article_id = ? and number = ?`, articleID, number)
	return v, orNotFound(err, "Article %d has no revision %d.", articleID, number)
}

func scanRevision(row scanner) (v factcheck.Revision, err error) {
	var blocks, links, aside []byte
	err = row.Scan(&v.ArticleID, &v.Number, &v.Text, &v.Length, &v.Words, &blocks, &links, &aside, &v.Reason, &v.CreatedAt)
	if err != nil {
		return v, err
	}
	return v, errors.Join(json.Unmarshal(blocks, &v.Blocks), json.Unmarshal(links, &v.Links), json.Unmarshal(aside, &v.SetAside))
}

// AddArticle adds an article with its first revision, and gives its id.
func (t *Tx) AddArticle(a factcheck.Article, v factcheck.Revision, by int64) (int64, error) {
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
	return id, t.indexArticle(a, v.Text)
}

func (t *Tx) addRevision(v factcheck.Revision, by int64) error {
	blocks, err := json.Marshal(v.Blocks)
	if err != nil {
		return err
	}
	links, err := json.Marshal(v.Links)
	if err != nil {
		return err
	}
	aside, err := json.Marshal(append([]factcheck.SetAside{}, v.SetAside...))
	if err != nil {
		return err
	}
	return t.exec(`insert into revisions (article_id, number, text, length, words, blocks, links, set_aside, reason, created_by, created_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)`,
		v.ArticleID, v.Number, v.Text, v.Length, v.Words, string(blocks), string(links), string(aside), v.Reason, by, v.CreatedAt)
}

// CurrentRevision gives the number of an article's current revision; NotFound where there is no such article.
func (r *Reader) CurrentRevision(articleID int64) (int, error) {
	n, err := r.number("select revision from articles where id = ?", articleID)
	return int(n), orNotFound(err, "There is no article %d.", articleID)
}

// TextHistory gives the revisions of an article that replaced another, by number, without their texts.
func (r *Reader) TextHistory(articleID int64) ([]factcheck.Revision, error) {
	return all(r, func(row scanner) (v factcheck.Revision, err error) {
		err = row.Scan(&v.Number, &v.Reason, &v.CreatedAt)
		return v, err
	}, "select number, reason, created_at from revisions where article_id = ? and number > 1 order by number", articleID)
}
