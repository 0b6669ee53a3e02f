package whole

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A file on its way to "desk.db" stands in a folder of its own beside it, "desk.db.partial-1234", with whatever SQLite puts beside a
// database: "unfinished", "unfinished-wal". The folder is what says whether its run goes on. A lock on the file itself would do that
// too, but SQLite's own locks on it would meet that one where flock and fcntl are the same, as they are on NFS.
const (
	ending = ".partial-"
	inside = "unfinished"
)

type partial struct {
	folder string
	held   *os.File // nil where folders cannot be held
}

func (p partial) file() string { return filepath.Join(p.folder, inside) }

func newPartial(name string) (partial, error) {
	for {
		folder, err := os.MkdirTemp(filepath.Dir(name), filepath.Base(name)+ending+"*")
		if err != nil {
			return partial{}, err
		}
		held, err := hold(folder)
		if errors.Is(err, errTaken) {
			continue // by who takes it for abandoned, and is removing it
		}
		return partial{folder, held}, err
	}
}

func (p partial) remove() {
	empty(p.folder)
	if p.held != nil {
		p.held.Close()
	}
}

// empty removes a partial's folder with what belongs in it. One that holds anything else stays: it is none.
func empty(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), inside) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
	os.Remove(folder)
}

func clearOf(name string) {
	Clear(filepath.Dir(name), func(wanted string) bool { return wanted == filepath.Base(name) })
}

// Clear removes what killed runs have left in a folder on the way to the names that are meant. What somebody still writes to stays, and
// so does everything on file systems that cannot tell.
func Clear(folder string, meant func(name string) bool) {
	entries, _ := os.ReadDir(folder) // in one that cannot be read, nothing is found
	for _, e := range entries {
		if name, ok := wantedBy(e.Name()); ok && e.IsDir() && meant(name) {
			clearAbandoned(filepath.Join(folder, e.Name()))
		}
	}
}

func clearAbandoned(folder string) {
	held, err := hold(folder)
	if err != nil || held == nil {
		return
	}
	empty(folder)
	held.Close()
}

// wantedBy gives the name that a partial's folder was made for.
func wantedBy(folder string) (name string, ok bool) {
	at := strings.LastIndex(folder, ending)
	if at < 0 {
		return "", false
	}
	_, err := strconv.ParseUint(folder[at+len(ending):], 10, 64)
	return folder[:at], err == nil
}
