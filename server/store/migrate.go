package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"

	"github.com/pressly/goose/v3"

	"stet/migrations"
	"stet/server/factcheck"
	"stet/server/whole"
)

// upgrade brings the schema of the desk at path up to what this program knows. A desk that is there already is upgraded as a copy,
// which takes its place once all went well: one that cannot be upgraded stays as it was, and the one of before is kept beside.
// It fails with Unavailable where the desk was made by a newer program, or is open in another while it must be upgraded.
func upgrade(ctx context.Context, path string) error {
	made, err := holdsDesk(ctx, path)
	if err != nil {
		return err
	}
	if !made {
		return migrate(ctx, path, migrations.Newest())
	}
	at, err := schemaOf(ctx, path)
	if err != nil {
		return err
	}
	if lacks, err := lacksMigrations(ctx, path); err != nil || !lacks {
		return err
	}
	return upgradeCopy(ctx, path, at)
}

// lacksMigrations looks for each by its number: one may have been added after a later one.
func lacksMigrations(ctx context.Context, path string) (bool, error) {
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}))
	if err != nil {
		return false, translate(err)
	}
	defer db.Close()
	for _, number := range migrations.Numbers() {
		var has bool
		if err := db.QueryRowContext(ctx, "select exists (select 1 from goose_db_version where version_id = ? and is_applied)", number).Scan(&has); err != nil {
			return false, translate(err)
		}
		if !has {
			return true, nil
		}
	}
	return false, nil
}

// errUpgraded says that another program brought a desk up to date while this one waited for it.
var errUpgraded = errors.New("the desk is up to date by now")

func upgradeCopy(ctx context.Context, path string, at int64) error {
	desk, err := hold(ctx, path)
	if err != nil {
		return err
	}
	defer desk.release()
	err = whole.Write(path, func(copied string) error {
		if err := desk.copyInto(copied); err != nil {
			return err
		}
		if lacks, err := lacksMigrations(ctx, copied); err != nil {
			return err
		} else if !lacks {
			return errUpgraded
		}
		if err := bring(ctx, copied); err != nil {
			return factcheck.Wrap(factcheck.Unavailable, err, fmt.Sprintf("The desk at %s could not be brought from schema %d to %d, and is as it was. Go on with the Stet that made it, and report this.", path, at, migrations.Newest()))
		}
		kept := fmt.Sprintf("%s.before-schema-%d", path, migrations.Newest())
		if err := os.Remove(kept); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return desk.keep(kept, os.Link)
	})
	if errors.Is(err, errUpgraded) {
		return nil
	}
	return err
}

// bring brings a desk's file that nobody uses up to date, with all of it in the file.
func bring(ctx context.Context, copied string) error {
	if err := migrate(ctx, copied, migrations.Newest()); err != nil {
		return err
	}
	return settle(ctx, copied)
}

// migrate applies what is missing of the migrations up to a schema, each in a transaction; one that was added after a later one, too.
func migrate(ctx context.Context, path string, schema int64) (err error) {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return translate(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return migrateIn(ctx, db, schema)
}

func migrateIn(ctx context.Context, db *sql.DB, schema int64) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files, goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, schema)
	return translate(err)
}

// schemaOf gives the number of the latest migration that the desk at path has; Unavailable where this program does not know it.
func schemaOf(ctx context.Context, path string) (at int64, err error) {
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}))
	if err != nil {
		return 0, translate(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, "select coalesce(max(version_id), 0) from goose_db_version").Scan(&at); err != nil {
		return 0, translate(err)
	}
	rows, err := db.QueryContext(ctx, "select version_id from goose_db_version where version_id > 0 and is_applied")
	if err != nil {
		return 0, translate(err)
	}
	defer rows.Close()
	known := migrations.Numbers()
	for rows.Next() {
		var has int64
		if err := rows.Scan(&has); err != nil {
			return 0, translate(err)
		}
		if !slices.Contains(known, has) { // it need not be the latest
			return at, factcheck.Errorf(factcheck.Unavailable, "The database was made by a newer Stet (schema %d; this program knows %d). Run the newer program, or restore an older backup.", max(at, has), migrations.Newest())
		}
	}
	return at, translate(rows.Err())
}

// NewestSchema gives the number of the latest migration that this program knows.
func NewestSchema() int64 { return migrations.Newest() }
