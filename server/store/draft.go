package store

import "stet/server/factcheck"

// Draft is what somebody brought in and has not looked over yet. Once it is imported it only leads to its article.
type Draft struct {
	ID        int64
	Content   []byte // JSON
	ArticleID int64  // 0 until it is imported
	CreatedAt factcheck.Timestamp
}

// AddDraft keeps a draft for a person, and gives its id: the moment, in milliseconds, so that it is never that of another which was
// dropped, and whose form may still stand open somewhere. Those that nobody has touched since a moment are dropped.
func (t *Tx) AddDraft(personID int64, content []byte, at, since factcheck.Timestamp) (int64, error) {
	if err := t.exec("delete from drafts where created_at < ?", since); err != nil {
		return 0, err
	}
	return t.insert("insert into drafts (id, person_id, content, created_at) select max(?, coalesce(max(id) + 1, 0)), ?, ?, ? from drafts",
		at.Time().UnixMilli(), personID, string(content), at)
}

const noDraft = "There is no import %d to look over. It was dropped, or it is somebody else’s."

// Draft gives a person's draft; NotFound where they have none of that id.
func (r *Reader) Draft(personID, id int64) (Draft, error) {
	d, err := one(r, func(row scanner) (d Draft, err error) {
		return d, row.Scan(&d.ID, &d.Content, &d.ArticleID, &d.CreatedAt)
	}, "select id, content, coalesce(article_id, 0), created_at from drafts where id = ? and person_id = ?", id, personID)
	return d, orNotFound(err, noDraft, id)
}

// DraftArticle gives the article that a person's draft has become, 0 until it has; NotFound as for Draft.
func (r *Reader) DraftArticle(personID, id int64) (int64, error) {
	article, err := r.number("select coalesce(article_id, 0) from drafts where id = ? and person_id = ?", id, personID)
	return article, orNotFound(err, noDraft, id)
}

// DraftImported notes what a draft has become; its content is needed no more.
func (t *Tx) DraftImported(id, articleID int64) error {
	return t.exec("update drafts set article_id = ?, content = '{}' where id = ?", articleID, id)
}

// DropDraft forgets a person's draft, unless it has become an article: it leads there still.
func (t *Tx) DropDraft(personID, id int64) error {
	return t.exec("delete from drafts where id = ? and person_id = ? and article_id is null", id, personID)
}
