package store

import (
	"path/filepath"
	"slices"
	"time"
)

// A copy's name tells when it was made, and sorts by it.
const (
	copyLayout  = "stet-20060102-150405.db"
	copyPattern = "stet-????????-??????.db"
)

// CopyName names the copy of a desk that is made at a moment.
func CopyName(at time.Time) string { return at.UTC().Format(copyLayout) }

// Copies gives the copies of a desk in a folder, the oldest first.
func Copies(folder string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(folder, copyPattern))
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(name string) bool { return CopiedAt(name).IsZero() })
	slices.Sort(names)
	return names, nil
}

// CopiedAt is when a copy was made, by its name; the zero time for what is no copy.
func CopiedAt(name string) time.Time {
	at, _ := time.Parse(copyLayout, filepath.Base(name))
	return at
}
