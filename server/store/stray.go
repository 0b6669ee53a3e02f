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
	closesWithin = 2 * time.Second // whoever leaves a desk as the last removes its index, then its log
	looksEvery   = 20 * time.Millisecond
)

// noStrayUser fails with Unavailable where another program has the desk at path open, and its log, or the index of that, lies not beside
// it: who made others would not be seen by that program, and the two would write over each other.
func noStrayUser(ctx context.Context, path string) error {
	for until := time.Now().Add(closesWithin); lacksLog(path) && isUsed(path); {
		if time.Now().After(until) {
			return factcheck.Errorf(factcheck.Unavailable, "The desk at %s is being served or used by another program, and what should lie beside it meanwhile, %[1]s-wal and %[1]s-shm, does not: by these such programs know of each other. "+
				"Nothing was changed. Put back what was moved, name the desk by the path that it is served by, or stop that program; then try again.", path)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(looksEvery):
		}
	}
	return nil
}

// lacksLog says whether a desk that goes by a log lies at path without it, or without its index. Nothing is opened where neither is missing:
// a program that has the desk open itself would lose its locks.
func lacksLog(path string) bool {
	return (isMissing(path+"-wal") || isMissing(path+"-shm")) && goesByLog(path)
}

func isMissing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// goesByLog reads the versions in the head of a database, which are 2 where it has a write-ahead log
// (https://sqlite.org/fileformat2.html#file_format_version_numbers).
func goesByLog(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	var versions [2]byte
	_, err = file.ReadAt(versions[:], 18)
	return err == nil && versions == [2]byte{2, 2}
}
