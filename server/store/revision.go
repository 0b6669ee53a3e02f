package store

import (
	"encoding/json"
	"errors"
	"fmt"

	"stet/server/factcheck"
	"stet/server/span"
)

const revisionColumns = `v.article_id, v.number, v.text, v.length, v.words, v.blocks, v.links, v.set_aside, v.reason, coalesce(w.name, ''), v.created_at
	from revisions v left join people w on w.id = v.created_by `

// ErrUnreadable is what a revision fails with whose blocks or links are not what Stet writes.
var ErrUnreadable = errors.New("what is kept beside the text is damaged")

// Revision gives one revision of an article with its text and blocks; NotFound where there is none.
func (r *Reader) Revision(articleID int64, number int) (factcheck.Revision, error) {
	v, err := one(r, scanRevision, "select "+revisionColumns+"where v.article_id = ? and v.number = ?", articleID, number)
	return v, orNotFound(err, "Article %d has no revision %d.", articleID, number)
}

func scanRevision(row scanner) (v factcheck.Revision, err error) {
	var blocks, links, aside []byte
	err = row.Scan(&v.ArticleID, &v.Number, &v.Text, &v.Length, &v.Words, &blocks, &links, &aside, &v.Reason, &v.By, &v.CreatedAt)
	if err != nil {
		return v, err
	}
	if err := errors.Join(json.Unmarshal(blocks, &v.Blocks), json.Unmarshal(links, &v.Links), json.Unmarshal(aside, &v.SetAside)); err != nil {
		return v, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return v, nil
}

// RevisionNumber names a revision.
type RevisionNumber struct {
	ArticleID int64
	Number    int
}

// RevisionNumbers names every revision of every article.
func (r *Reader) RevisionNumbers() ([]RevisionNumber, error) {
	return all(r, func(row scanner) (n RevisionNumber, err error) {
		err = row.Scan(&n.ArticleID, &n.Number)
		return n, err
	}, "select article_id, number from revisions order by article_id, number")
}

// ArticlesWithoutText gives the ids of the articles whose current revision is not there.
func (r *Reader) ArticlesWithoutText() ([]int64, error) {
	return all(r, scanID, `select id from articles a
		where not exists (select 1 from revisions v where v.article_id = a.id and v.number = a.revision) order by id`)
}

// Revisions gives the revisions of an article, the first one first, without text, blocks and links.
func (r *Reader) Revisions(articleID int64) ([]factcheck.Revision, error) {
	return all(r, func(row scanner) (v factcheck.Revision, err error) {
		err = row.Scan(&v.ArticleID, &v.Number, &v.Length, &v.Words, &v.Reason, &v.By, &v.CreatedAt)
		return v, err
	}, `select v.article_id, v.number, v.length, v.words, v.reason, coalesce(w.name, ''), v.created_at
		from revisions v left join people w on w.id = v.created_by where v.article_id = ? order by v.number`, articleID)
}

// PreparedRevision is a revision with all that is kept beside it, made ready before the writer has to wait for that.
type PreparedRevision struct {
	factcheck.Revision
	blocks, links, setAside string // as JSON
	searchable              string
	sketch                  span.Shingles
}

// Prepare makes a revision ready to be added.
func Prepare(v factcheck.Revision) PreparedRevision {
	return PreparedRevision{v, toJSON(v.Blocks), toJSON(v.Links), toJSON(append([]factcheck.SetAside{}, v.SetAside...)), searchable(v.Text), Sketch(span.ShinglesOf(v.Text))}
}

func toJSON[T factcheck.Block | factcheck.Link | factcheck.SetAside](list []T) string {
	written, _ := json.Marshal(list) // lists of plain structs always can be written
	return string(written)
}

// AddRevision adds v, whose number follows the current one's, and makes it the current one of a. before is the text that a had.
func (t *Tx) AddRevision(a factcheck.Article, before string, v PreparedRevision, by int64) error {
	if err := t.addRevision(v, by); err != nil {
		return err
	}
	if err := t.exec("update articles set revision = ? where id = ?", v.Number, a.ID); err != nil {
		return err
	}
	return t.reindexArticle(a, before, v)
}

func (t *Tx) addRevision(v PreparedRevision, by int64) error {
	return t.exec(`insert into revisions (article_id, number, text, length, words, blocks, links, set_aside, reason, created_by, created_at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)`,
		v.ArticleID, v.Number, v.Text, v.Length, v.Words, v.blocks, v.links, v.setAside, v.Reason, by, v.CreatedAt)
}

// CurrentRevision gives the number of an article's current revision; NotFound where there is no such article.
func (r *Reader) CurrentRevision(articleID int64) (int, error) {
	n, err := r.number("select revision from articles where id = ?", articleID)
	return int(n), orNotFound(err, "There is no article %d.", articleID)
}
