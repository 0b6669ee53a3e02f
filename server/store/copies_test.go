package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestCopiesAreKnownByTheirNames(t *testing.T) {
	folder, at := t.TempDir(), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, name := range []string{CopyName(at.Add(time.Hour)), CopyName(at), "stet-20261399-999999.db", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copies, err := Copies(folder)
	if err != nil || len(copies) != 2 || !CopiedAt(copies[0]).Equal(at) || !CopiedAt(copies[1]).Equal(at.Add(time.Hour)) {
		t.Errorf("the copies are %q, %v", copies, err)
	}
	if copies, err := Copies(filepath.Join(folder, "none")); err != nil || len(copies) != 0 {
		t.Errorf("where there is no folder: %q, %v", copies, err)
	}
}
