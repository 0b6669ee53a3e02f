package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"time"

	"stet/server/factcheck"
	"stet/server/whole"
)

// Restore puts a verified copy of the desk in file to path. Where a desk stands there already it fails with a Conflict unless
// replace is set; the desk before is then kept beside it, under the name that is returned. It fails with Unavailable where the
// copy is damaged, or while a program has the desk open.
func Restore(ctx context.Context, file, path string, replace bool) (kept string, err error) {
	if err := Verify(ctx, file); err != nil {
		return "", err
	}
	err = whole.Write(path, func(partial string) error {
		if err := copyFile(file, partial); err != nil {
			return err
		}
		if err := Verify(ctx, partial); err != nil {
			return err
		}
		kept, err = setAside(ctx, path, replace)
		return err
	})
	return kept, err
}

// setAside moves the desk that stands at path out of the way; "" where none does.
func setAside(ctx context.Context, path string, replace bool) (kept string, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", removeDatabase(path) // a log without its database is nobody's
	}
	if !replace {
		return "", factcheck.Errorf(factcheck.Conflict, "There is a desk at %s. Nothing was changed; --replace puts the copy in its place and keeps the desk of now beside it.", path)
	}
	if err := closeLog(ctx, path); err != nil {
		return "", err
	}
	if kept, err = nameOfItsOwn(path + ".before-" + time.Now().UTC().Format("20060102-150405")); err != nil {
		return "", err
	}
	return kept, os.Rename(path, kept)
}

// nameOfItsOwn takes the first name that nothing has, of one and those with a number after it, for a file to come.
func nameOfItsOwn(wanted string) (name string, err error) {
	name = wanted
	for n := 2; ; n++ {
		file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			return name, file.Close()
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		name = fmt.Sprintf("%s-%d", wanted, n)
	}
}

// closeLog moves the write-ahead log into the file, which SQLite allows only where no other program has it open.
func closeLog(ctx context.Context, path string) error {
	if made, err := holdsDesk(ctx, path); err != nil || !made {
		return err
	}
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(200)"}}))
	if err != nil {
		return translate(err)
	}
	defer db.Close()
	var mode string
	if err := db.QueryRowContext(ctx, "pragma journal_mode(delete)").Scan(&mode); err != nil || mode != "delete" {
		return inUse(path)
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
