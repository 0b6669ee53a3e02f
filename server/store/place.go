package store

import (
	"io/fs"
	"os"

	"stet/server/factcheck"
)

// errMoved does not name the place: whoever writes is told it, too, not the operator alone.
var errMoved = factcheck.Errorf(factcheck.Unavailable, "The file of the desk, or its log, was moved, removed or replaced while Stet had it open. Nothing was changed; whoever runs Stet can put it back, then try again.")

// place is where the files of an open desk lie. SQLite goes on writing into a file that has lost its name, and nobody would ever
// find what it was told there.
type place struct {
	path      string
	file, log fs.FileInfo
}

func placeOf(path string) (p place, err error) {
	p.path = path
	if p.file, err = os.Stat(path); err != nil {
		return p, err
	}
	p.log, err = os.Stat(path + "-wal")
	return p, err
}

// stillHolds fails with errMoved where the names are no longer those of the files that were opened.
func (p place) stillHolds() error {
	if isAt(p.path, p.file) && isAt(p.path+"-wal", p.log) {
		return nil
	}
	return errMoved
}

// isAt gives a file whose name cannot be looked up just now the benefit of the doubt: writing to it tells more.
func isAt(path string, was fs.FileInfo) bool {
	is, err := os.Stat(path)
	if err != nil {
		return !os.IsNotExist(err)
	}
	return os.SameFile(was, is)
}
