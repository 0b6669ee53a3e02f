package whole_test

import (
	"math"
	"path/filepath"
	"testing"

	"stet/server/whole"
)

func TestADiskTellsItsRoom(t *testing.T) {
	if room := whole.Room(filepath.Join(t.TempDir(), "desk.db")); room == 0 || room == math.MaxUint64 {
		t.Errorf("where tests write there is room for %d bytes", room)
	}
	if room := whole.Room("/proc/desk.db"); room != 0 {
		t.Errorf("where nobody can write there is room for %d bytes", room)
	}
	if room := whole.Room(filepath.Join(t.TempDir(), "none", "desk.db")); room != math.MaxUint64 {
		t.Errorf("in no folder there is room for %d bytes", room)
	}
}
