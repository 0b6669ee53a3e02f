package store

import (
	"io/fs"
	"os"

	"stet/server/factcheck"
)

// errMoved does not name the place: whoever writes is told it, too, not the operator alone.
var errMoved = factcheck.Errorf(factcheck.Unavailable, "The file of the desk, or one of those that belong beside it, was moved, removed or replaced while Stet had it open. Nothing was changed; whoever runs Stet can put it back, then try again.")

// beside are the endings of the files that an open desk consists of: its own, its log, and the index of that, by which the programs
// that have the desk open know of each other.
var beside = []string{"", "-wal", "-shm"}

// place is where the files of an open desk lie. SQLite goes on writing into a file that has lost its name, and nobody would ever
// find what it was told there; and without the one index two programs write over each other.
type place struct {
	path  string
	files []fs.FileInfo // as beside
}

func placeOf(path string) (place, error) {
	p := place{path: path}
	for _, ending := range beside {
		file, err := os.Stat(path + ending)
		if err != nil {
			return p, err
		}
		p.files = append(p.files, file)
	}
	return p, nil
}

// stillHolds fails with errMoved where the names are no longer those of the files that were opened.
func (p place) stillHolds() error {
	for i, ending := range beside {
		if !isAt(p.path+ending, p.files[i]) {
			return errMoved
		}
	}
	return nil
}

// isAt gives a file whose name cannot be looked up just now the benefit of the doubt: writing to it tells more.
func isAt(path string, was fs.FileInfo) bool {
	is, err := os.Stat(path)
	if err != nil {
		return !os.IsNotExist(err)
	}
	return os.SameFile(was, is)
}

// InPlace fails with Unavailable where the files of the desk no longer lie where they were opened. By its path the desk would then be
// found empty, or as another.
func (s *Store) InPlace() error { return s.place.stillHolds() }
