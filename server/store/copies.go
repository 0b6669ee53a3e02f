package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
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

// Copies gives the copies of the desk at path in a folder, the oldest first; none where there is no folder.
func Copies(folder, path string) (copies []string, err error) {
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, file := range files {
		at := CopiedAt(file.Name())
		if !at.IsZero() && file.Name() == CopyName(path, at) {
			copies = append(copies, filepath.Join(folder, file.Name()))
		}
	}
	return copies, err
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
