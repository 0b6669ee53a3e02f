package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stet/server/whole"
)

// A copy's name tells of which desk it is and when it was made, and sorts by that.
const (
	copyLayout = "20060102-150405"
	copyEnding = ".db"
)

// CopyName names the copy of the desk at path that is made at a moment: "desk-20260102-030405.db".
func CopyName(path string, at time.Time) string {
	return copiesOf(path) + at.UTC().Format(copyLayout) + copyEnding
}

func copiesOf(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-"
}

// Copies gives the copies of the desk at path in a folder, the oldest first; none where there is no folder. Another desk of that name may
// have copies there, too, even one that was restored from a copy of this one, and this one some that it was taken back behind by a
// restore: what holds anything that the desk does not is none of them, nor what lacks anything that the desk had by then, nor what cannot
// be read.
func Copies(ctx context.Context, folder, path string) (copies []string, err error) {
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, file := range files {
		name := filepath.Join(folder, file.Name())
		if !isCopy(file.Name(), path) {
			continue
		}
		if own, err := isOwnCopy(ctx, name, path); err == nil && own {
			copies = append(copies, name)
		}
	}
	return copies, err
}

// writtenWithin is for how long, at most, a change that was made is on its way into the desk.
const writtenWithin = time.Minute

func isOwnCopy(ctx context.Context, file, path string) (bool, error) {
	older, err := isOlder(ctx, file, path)
	if err != nil || !older {
		return false, err
	}
	lacks, err := lacksEvents(ctx, file, path, CopiedAt(file).Add(-writtenWithin))
	return !lacks, err
}

// RemoveCopy removes a copy that nobody uses; Unavailable where somebody does.
func RemoveCopy(ctx context.Context, file string) error {
	h, err := hold(ctx, file)
	if err != nil {
		return err
	}
	defer h.release()
	return os.Remove(file)
}

// ClearCopies removes from a folder what killed programs had begun of copies of the desk at path.
func ClearCopies(folder, path string) {
	whole.Clear(folder, func(name string) bool { return isCopy(name, path) })
}

func isCopy(name, path string) bool {
	at := CopiedAt(name)
	return !at.IsZero() && name == CopyName(path, at)
}

// CopiedAt is when a copy was made, by the end of its name; the zero time for what is no copy.
func CopiedAt(name string) time.Time {
	name, isCopy := strings.CutSuffix(filepath.Base(name), copyEnding)
	if !isCopy || len(name) < len(copyLayout) {
		return time.Time{}
	}
	at, _ := time.Parse(copyLayout, name[len(name)-len(copyLayout):])
	return at
}
