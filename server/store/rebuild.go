package store

import (
	"context"
	"errors"
	"os"

	"stet/migrations"
	"stet/server/factcheck"
	"stet/server/whole"
)

// Rebuild makes a desk at path out of rows that were kept under an older schema or this one: fill adds them, in one transaction
// in which rows may refer to rows that come later. Where there is no database yet, one is made, and is there only when it is
// whole. A desk that holds anything is a Conflict and stays as it is. So does all where
// look, which is shown the desk as this program's schema has it, fails.
func Rebuild(ctx context.Context, path string, schema int64, fill func(*Tx) error, look func(*Reader) error) error {
	path = whole.Real(path)
	rebuild := rebuildEmpty
	if isNothing(path) {
		rebuild = rebuildNew
	}
	err := rebuild(ctx, path, schema, fill, look)
	if isConstraint(err) {
		return factcheck.Wrap(factcheck.Invalid, err, "A row names another that is not there. Nothing was taken in; use another copy of the archive.")
	}
	return err
}

func rebuildEmpty(ctx context.Context, path string, schema int64, fill func(*Tx) error, look func(*Reader) error) error {
	if made, err := holdsDesk(ctx, path); err != nil || !made {
		return errors.Join(err, noDesk(path))
	}
	if err := upgrade(ctx, path); err != nil {
		return err
	}
	return with(ctx, path, func(s *Store) error {
		err := s.Write(ctx, func(tx *Tx) error {
			held, err := tx.holdsRows()
			if err != nil {
				return err
			}
			if held {
				return holdsSomething(path)
			}
			if at, err := tx.Schema(); err != nil || at != schema {
				return errors.Join(err, factcheck.Errorf(factcheck.Conflict, "The archive was made under another schema than that of the desk at %s. Name a new file with --db.", path))
			}
			if err := tx.fillWith(fill); err != nil {
				return err
			}
			return look(&tx.Reader)
		})
		if err == nil {
			_, err = s.MendSearch(ctx, true)
		}
		return err
	})
}

func rebuildNew(ctx context.Context, path string, schema int64, fill func(*Tx) error, look func(*Reader) error) error {
	if err := inFolder(path); err != nil {
		return err
	}
	return makeNew(ctx, path, holdsSomething(path), func(partial string) error { return build(ctx, partial, schema, fill, look) })
}

func build(ctx context.Context, partial string, schema int64, fill func(*Tx) error, look func(*Reader) error) error {
	if err := errors.Join(writable(partial, os.O_RDWR|os.O_CREATE), migrate(ctx, partial, schema)); err != nil {
		return err
	}
	if err := with(ctx, partial, func(s *Store) error {
		return s.Write(ctx, func(tx *Tx) error { return tx.fillWith(fill) })
	}); err != nil {
		return err
	}
	if err := migrate(ctx, partial, migrations.Newest()); err != nil {
		return err
	}
	if err := with(ctx, partial, func(s *Store) error {
		if err := s.Snapshot(ctx, look); err != nil {
			return err
		}
		_, err := s.MendSearch(ctx, true)
		return err
	}); err != nil {
		return err
	}
	return settle(ctx, partial)
}

func holdsSomething(path string) error {
	return factcheck.Errorf(factcheck.Conflict, "The desk at %s holds something already, and was left as it is. An archive makes a whole desk: name a new file with --db.", path)
}

// with opens the database as it is, uses it and closes it.
func with(ctx context.Context, path string, use func(*Store) error) error {
	s, err := attach(ctx, path)
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
