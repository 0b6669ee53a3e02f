package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestCopiesAreKnownByTheirNames(t *testing.T) {
	folder, at := t.TempDir(), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	const desk = "/srv/the [desk].db"
	for _, name := range []string{CopyName(desk, at.Add(time.Hour)), CopyName(desk, at), CopyName("other "+filepath.Base(desk), at), "the [desk]-20261399-999999.db", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copies, err := Copies(folder, desk)
	if err != nil || len(copies) != 2 || !CopiedAt(copies[0]).Equal(at) || !CopiedAt(copies[1]).Equal(at.Add(time.Hour)) {
		t.Errorf("the copies are %q, %v", copies, err)
	}
	if copies, err := Copies(filepath.Join(folder, "none"), desk); err != nil || len(copies) != 0 {
		t.Errorf("where there is no folder: %q, %v", copies, err)
	}
}
