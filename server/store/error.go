package store

import (
	"database/sql"
	"errors"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"stet/server/factcheck"
)

// translate turns the driver's errors into the desk's by their code. What it does not know stays as it is, a fault of ours.
func translate(err error) error {
	switch codeOf(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return factcheck.Wrap(factcheck.Unavailable, err, "The database is locked by another program. Nothing was changed; try again in a moment.")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return factcheck.Wrap(factcheck.Unavailable, err, "The database is read-only. Nothing was changed; give Stet the right to write its file and folder.")
	case sqlite3.SQLITE_FULL:
		return factcheck.Wrap(factcheck.Unavailable, err, "The disk is full. Nothing was changed; make room, then try again.")
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return factcheck.Wrap(factcheck.Unavailable, err, "The database cannot be read or written just now. Nothing was changed; try again in a moment.")
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return factcheck.Wrap(factcheck.Unavailable, err, "The file is not a Stet database, or it is damaged. Name another with --db, or restore a backup.")
	}
	return err
}

// isDamage says whether SQLite cannot read a file as a database any more.
func isDamage(err error) bool {
	return slices.Contains([]int{sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}, codeOf(err))
}

// isBusy says whether another program has a database in use.
func isBusy(err error) bool {
	return slices.Contains([]int{sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}, codeOf(err))
}

// codeOf gives SQLite's primary result code, SQLITE_OK for what is no error of SQLite's.
func codeOf(err error) int {
	var driver *sqlite.Error
	if !errors.As(err, &driver) {
		return sqlite3.SQLITE_OK
	}
	return driver.Code() & 0xff
}

func isUnique(err error) bool {
	var driver *sqlite.Error
	return errors.As(err, &driver) && driver.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

func isConstraint(err error) bool {
	return codeOf(err) == sqlite3.SQLITE_CONSTRAINT
}

// orNotFound names what a query for one row did not find.
func orNotFound(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return factcheck.Errorf(factcheck.NotFound, format, args...)
	}
	return err
}
