package store

// Tx is one write under way. It reads its own changes.
type Tx struct {
	Reader
	access bool // it changes who may come in, or as what
	words  int  // bytes that it says of claims, for the search index to follow
}

func (t *Tx) exec(query string, args ...any) error {
	_, err := t.conn.exec(t.ctx, query, args...)
	return err
}

// insert runs an INSERT and gives the new row's id.
func (t *Tx) insert(query string, args ...any) (int64, error) {
	result, err := t.conn.exec(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}
