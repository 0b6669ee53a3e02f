package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"stet/server/factcheck"
)

// isNothing says whether there is no file at path, or an empty one.
func isNothing(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// noStrayLog fails with a Conflict where a log lies at path and no desk. It may hold the latest that was answered with success, and SQLite
// would remove it without a word, or lay it over another file.
func noStrayLog(path string) error {
	for _, ending := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + ending); err == nil && info.Size() > 0 && isNothing(path) {
			return factcheck.Errorf(factcheck.Conflict, "There is no desk at %s, but the log of one, %[1]s%[2]s, which may hold its latest changes. Nothing was changed. "+
				"If the desk was given another name, give its log the same with %[2]s after it; if it is gone for good, move the log away. Then try again.", path, ending)
		}
	}
	return nil
}

const (
	closesWithin = 2 * time.Second // whoever leaves a desk as the last: its index goes before its log
	looksEvery   = 20 * time.Millisecond
)

// noStrayUser fails with Unavailable where another program has the desk at path open, and the index of its log is gone: who made
// another would not be seen by that program, and the two would write over each other's log.
func noStrayUser(ctx context.Context, path string) error {
	for until := time.Now().Add(closesWithin); hasLogAlone(path) && isUsed(path); {
		if time.Now().After(until) {
			return factcheck.Errorf(factcheck.Unavailable, "The desk at %s is being served or used by another program, and %[1]s-shm, by which such programs know of each other, was moved or removed. Nothing was changed; put it back, or stop that program, then try again.", path)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(looksEvery):
		}
	}
	return nil
}

// hasLogAlone says whether the log of a desk lies at path without its index.
func hasLogAlone(path string) bool {
	if _, err := os.Stat(path + "-shm"); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	_, err := os.Stat(path + "-wal")
	return err == nil
}
