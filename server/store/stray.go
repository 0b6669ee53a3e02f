package store

import (
	"errors"
	"io/fs"
	"os"

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
