package store_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
	"stet/server/whole"
)

// TestACopyThatHasNoRoomIsNotBegun copies a desk that says of itself that it has more pages than the disk has room for. Its file has
// holes, which take none.
func TestACopyThatHasNoRoomIsNotBegun(t *testing.T) {
	path := storetest.File(t)
	copied := filepath.Join(t.TempDir(), "copy.db")
	size := int64(whole.Room(copied)+1<<30) &^ 0xffff
	pages := binary.BigEndian.AppendUint32(nil, uint32(size/4096))
	const inHeader = 28 // where SQLite's file format has the size of the file, in pages
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := file.Truncate(size); err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(pages, inHeader); err != nil {
		t.Fatal(err)
	}
	err = store.Backup(t.Context(), path, copied)
	if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "the disk has room for") {
		t.Errorf("the copy is answered with %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(copied)); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
}
