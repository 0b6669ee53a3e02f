package store

// FollowSome follows the next events, as one write of the search's does, and gives the latest that it has followed.
func (t *Tx) FollowSome() (to int64, err error) { return t.followSome(nil) }

// Behind says how many events the search index has yet to follow.
func (r *Reader) Behind() (int64, error) { return r.eventsToFollow() }

// PromiseAnArticle refers to an article that there is none of: the transaction, not this write, fails for it when it is committed.
func (t *Tx) PromiseAnArticle() error {
	if err := t.exec("pragma defer_foreign_keys = on"); err != nil {
		return err
	}
	return t.exec("update reviews set article_id = 1000000")
}
