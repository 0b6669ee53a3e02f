package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestCopiesAreKnownByTheirNames(t *testing.T) {
	folder, at := t.TempDir(), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	desk := filepath.Join(t.TempDir(), "the [desk].db")
	s, err := Open(t.Context(), desk)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range []string{CopyName(desk, at.Add(time.Hour)), CopyName(desk, at), CopyName("other "+filepath.Base(desk), at), "the [desk]-20261399-999999.db", "notes.txt"} {
		if err := Backup(t.Context(), desk, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, CopyName(desk, at.Add(2*time.Hour))), []byte("no desk"), 0o600); err != nil {
		t.Fatal(err)
	}
	copies, err := Copies(t.Context(), folder, desk)
	if err != nil || len(copies) != 2 || !CopiedAt(copies[0]).Equal(at) || !CopiedAt(copies[1]).Equal(at.Add(time.Hour)) {
		t.Errorf("the copies are %q, %v", copies, err)
	}
	if copies, err := Copies(t.Context(), filepath.Join(folder, "none"), desk); err != nil || len(copies) != 0 {
		t.Errorf("where there is no folder: %q, %v", copies, err)
	}
}
