package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"

	"stet/server/factcheck"
	"stet/server/whole"
)

// OpenExisting is [Open] for whoever uses a desk but is not the one to make it: where path holds none it fails with
// NotFound and leaves nothing behind, so that a mistyped name is not taken for an empty desk.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	path = whole.Real(path)
	if err := writable(path, os.O_RDWR); err != nil {
		return nil, err
	}
	if err := existing(ctx, path); err != nil {
		return nil, err
	}
	return open(ctx, path)
}

// existing fails with NotFound where there is no desk at path.
func existing(ctx context.Context, path string) error {
	if err := noStrayLog(path); err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return noDesk(path)
	}
	made, err := holdsDesk(ctx, path)
	if err == nil && !made {
		return noDesk(path)
	}
	return err
}

func noDesk(path string) error {
	return factcheck.Errorf(factcheck.NotFound, "There is no desk at %s. stet serve --db %s makes one; --db names another.", path, path)
}

// holdsDesk says whether the file holds a desk or is still empty, and changes nothing of it. The error is Unavailable where it
// is a database of another program, or none at all, and where a program uses it whose log lies elsewhere. The connection may write, since
// one that may not would leave an empty log behind.
func holdsDesk(ctx context.Context, path string) (bool, error) {
	if err := noStrayUser(ctx, path); err != nil {
		return false, err
	}
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}))
	if err != nil {
		return false, translate(err)
	}
	defer db.Close()
	var tables int
	var ours bool
	const look = `select count(*) filter (where name not like 'goose%' and name not like 'sqlite%'),
		count(*) filter (where name in ('goose_db_version', 'articles', 'revisions', 'reviews', 'claims')) = 5 from sqlite_schema where type = 'table'`
	if err := db.QueryRowContext(ctx, look).Scan(&tables, &ours); err != nil {
		return false, translate(err)
	}
	if tables > 0 && !ours {
		return false, factcheck.Errorf(factcheck.Unavailable, "%s is a database of another program, and was left as it is. Name a desk with --db.", path)
	}
	return ours, nil
}
