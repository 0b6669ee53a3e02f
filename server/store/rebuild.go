package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/pressly/goose/v3"

	"stet/migrations"

	"stet/server/factcheck"
)

// Rebuild makes a desk at path out of rows that were kept under an older schema or this one: fill adds them, in one transaction
// in which rows may refer to rows that come later. Where there is no database yet, one is made, and is there only when it is
// whole. A desk that holds anything is a Conflict and stays as it is.
func Rebuild(ctx context.Context, path string, schema int64, fill func(*Tx) error) error {
	rebuild := rebuildEmpty
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		rebuild = rebuildNew
	}
	err := rebuild(ctx, path, schema, fill)
	if isConstraint(err) {
		return factcheck.Wrap(factcheck.Invalid, err, "A row names another that is not there. Nothing was taken in; use another copy of the archive.")
	}
	return err
}

func rebuildEmpty(ctx context.Context, path string, schema int64, fill func(*Tx) error) error {
	if made, err := holdsDesk(ctx, path); err != nil || !made {
		return errors.Join(err, noDesk(path))
	}
	return with(ctx, path, newest, func(s *Store) error {
		return s.Write(ctx, func(tx *Tx) error {
			held, err := tx.holdsRows()
			if err != nil {
				return err
			}
			if held {
				return factcheck.Errorf(factcheck.Conflict, "The desk at %s holds something already, and was left as it is. An archive makes a whole desk: name a new file with --db.", path)
			}
			if at, err := tx.Schema(); err != nil || at != schema {
				return errors.Join(err, factcheck.Errorf(factcheck.Conflict, "The archive was made under another schema than that of the desk at %s. Name a new file with --db.", path))
			}
			return errors.Join(tx.fillWith(fill), tx.indexAll())
		})
	})
}

func rebuildNew(ctx context.Context, path string, schema int64, fill func(*Tx) error) (err error) {
	partial := path + ".partial"
	removeDatabase(partial)
	defer func() {
		if err != nil {
			removeDatabase(partial)
		}
	}()
	if err := writable(partial, os.O_RDWR|os.O_CREATE); err != nil {
		return err
	}
	if err := with(ctx, partial, schema, func(s *Store) error {
		return s.Write(ctx, func(tx *Tx) error { return tx.fillWith(fill) })
	}); err != nil {
		return err
	}
	if err := with(ctx, partial, newest, func(s *Store) error { return s.Write(ctx, (*Tx).indexAll) }); err != nil {
		return err
	}
	return os.Rename(partial, path)
}

// removeDatabase takes away a database that was left half made.
func removeDatabase(path string) {
	for _, ending := range []string{"", "-wal", "-shm"} {
		os.Remove(path + ending) // what is not there need not go
	}
}

// with opens the database at a schema, uses it and closes it.
func with(ctx context.Context, path string, schema int64, use func(*Store) error) error {
	s, err := open(ctx, path, schema)
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}

func (t *Tx) fillWith(fill func(*Tx) error) error {
	if err := t.exec("pragma defer_foreign_keys(1)"); err != nil {
		return err
	}
	return fill(t)
}

// indexAll makes the indexes for search out of what the tables hold.
func (t *Tx) indexAll() error {
	articles, err := t.query(`select a.id, a.title, a.byline, a.publisher, a.url, v.text from articles a
		join revisions v on v.article_id = a.id and v.number = a.revision order by a.id`)
	if err != nil {
		return err
	}
	defer articles.Close()
	for articles.Next() {
		var a factcheck.Article
		var text string
		if err := articles.Scan(&a.ID, &a.Title, &a.Byline, &a.Publisher, &a.URL, &text); err != nil {
			return err
		}
		if err := t.indexArticle(a, text); err != nil {
			return err
		}
	}
	return errors.Join(articles.Err(), t.indexClaims())
}

func (t *Tx) indexClaims() error {
	claims, err := t.query("select id, quote, note, speaker from claims where not deleted order by id")
	if err != nil {
		return err
	}
	defer claims.Close()
	for claims.Next() {
		var c factcheck.Claim
		if err := claims.Scan(&c.ID, &c.Quote, &c.Note, &c.Speaker); err != nil {
			return err
		}
		if err := t.indexClaim(c); err != nil {
			return err
		}
	}
	return claims.Err()
}

// NewestSchema gives the number of the latest migration that this program knows.
func NewestSchema() (int64, error) {
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(names) == 0 {
		return 0, errors.Join(err, errors.New("the program was built without its migrations"))
	}
	return goose.NumericComponent(slices.Max(names))
}
