// Package storetest gives tests a desk's database of their own: a real file, whose schema was made once for all of them.
package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stet/server/store"
)

// Open opens an empty desk in a file of the test's own, and closes it when the test ends.
func Open(t testing.TB) *store.Store {
	t.Helper()
	return OpenFile(t, File(t))
}

// OpenFile opens a desk's file, and closes it when the test ends.
func OpenFile(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// File gives the path of a file that holds an empty desk.
func File(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.db")
	empty, err := emptyDesk()
	if err == nil {
		err = os.WriteFile(path, empty, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// emptyDesk is the file of a desk that was opened and closed again.
var emptyDesk = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "stet-empty-desk-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "desk.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})
