package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	"stet/server/factcheck"
	"stet/server/whole"
)

// Backup writes a copy of the desk at path to file: one consistent snapshot, verified, and whole or not there at all. A desk that
// is being served goes on meanwhile, and its writes wait for nothing. An older copy of the same desk under that name is replaced once
// the new one is good; anything else there is left alone, with a Conflict: another desk, too, and a copy that has gone on by itself.
func Backup(ctx context.Context, path, file string) error {
	file = whole.Real(file)
	if err := mayReplace(ctx, path, file); err != nil {
		return err
	}
	var before *held
	defer func() { before.release() }()
	return whole.Write(file, func(partial string) (err error) {
		if err := copyDesk(ctx, path, partial, file); err != nil {
			return err
		}
		if err := mayReplace(ctx, path, file); err != nil { // since another may have been made, or opened, while this one was
			return err
		}
		before, err = holdIfThere(ctx, file)
		return err
	})
}

func copyDesk(ctx context.Context, path, partial, file string) error {
	if err := existing(ctx, path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)"}}))
	if err != nil {
		return translate(err)
	}
	defer db.Close()
	if err := roomFor(ctx, db, partial); err != nil {
		return translateCopy(err, file)
	}
	if _, err := db.ExecContext(ctx, "vacuum into ?", partial); err != nil {
		return translateCopy(err, file)
	}
	if err := os.Chmod(partial, 0o600); err != nil {
		return err
	}
	return Verify(ctx, partial)
}

// roomFor looks whether a copy of what a desk holds has room before it is begun: on the desk's own disk it would else take from the desk
// what is left.
func roomFor(ctx context.Context, db *sql.DB, partial string) error {
	var bytes uint64
	err := db.QueryRowContext(ctx, `select (page_count - freelist_count) * page_size
		from pragma_page_count, pragma_freelist_count, pragma_page_size`).Scan(&bytes)
	if room := whole.Room(partial); err == nil && bytes > room {
		err = factcheck.Errorf(factcheck.Unavailable, "It takes %d MB, and the disk has room for %d MB.", bytes>>20+1, room>>20)
	}
	return err
}

// translateCopy names the copy, which is what could not be written: the desk itself is only read.
func translateCopy(err error, file string) error {
	if known := translate(err); factcheck.CodeOf(known) == factcheck.Unavailable {
		return factcheck.Wrap(factcheck.Unavailable, err, fmt.Sprintf("The copy %s cannot be written. The desk is as it was; choose another folder, or make room there.", file))
	}
	return err
}

// Verify reads the whole of a desk's file that nobody uses: the structure of its pages, and every reference in it. The error is
// Unavailable, and says what is wrong, where it cannot be relied upon.
func Verify(ctx context.Context, file string) error {
	if err := existing(ctx, file); err != nil {
		return err
	}
	if _, err := schemaOf(ctx, file); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", address(file, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}))
	if err != nil {
		return translate(err)
	}
	defer db.Close()
	damage, err := damages(ctx, db)
	if err == nil && len(damage) > 0 {
		err = factcheck.Errorf(factcheck.Unavailable, "%s is damaged and cannot be relied upon: %s. Take another copy.", file, damage[0])
	}
	return translate(err)
}

func mayReplace(ctx context.Context, path, file string) error {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return noStrayLog(file)
	}
	if err != nil {
		return err
	}
	if own, err := os.Stat(path); err == nil && os.SameFile(own, info) {
		return factcheck.Errorf(factcheck.Conflict, "%s is the desk itself. Name another file for the copy.", file)
	}
	if made, err := holdsDesk(ctx, file); err != nil || !made {
		return factcheck.Errorf(factcheck.Conflict, "%s is there already and is no copy of a desk; it was left as it is. Name another file.", file)
	}
	if err := closeLog(ctx, file); err != nil {
		return err
	}
	older, err := isOlder(ctx, file, path)
	if err == nil && !older {
		err = factcheck.Errorf(factcheck.Conflict, "%s holds what the desk at %s does not: it is another desk, or a copy that has gone on by itself. It was left as it is; name another file.", file, path)
	}
	return err
}

// isOlder says whether a desk's file is an earlier state of the desk at path: the latest that happened there happened here.
func isOlder(ctx context.Context, file, path string) (older bool, err error) {
	return compareFiles(ctx, file, path, `select not exists (select id, at, action, before, after from copied.events where id = (select max(id) from copied.events)
		except select id, at, action, before, after from main.events where id = (select max(id) from copied.events))`)
}

// lacksEvents says whether anything that happened in the desk at path before a moment is later than all that a desk's file holds.
func lacksEvents(ctx context.Context, file, path string, before time.Time) (bool, error) {
	return compareFiles(ctx, file, path, `select exists (select 1 from main.events where id > (select coalesce(max(id), 0) from copied.events) and at < ?)`,
		factcheck.At(before))
}

// compareFiles asks something of the desk at path, which is main, and a desk's file, which is copied.
func compareFiles(ctx context.Context, file, path, question string, args ...any) (answer bool, err error) {
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}))
	if err != nil {
		return false, translate(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return false, translate(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "attach ? as copied", file); err != nil {
		return false, translate(err)
	}
	err = conn.QueryRowContext(ctx, question, args...).Scan(&answer)
	return answer, translate(err)
}
