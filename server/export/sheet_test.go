package export

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"stet/server/factcheck"
)

// TestASheetSaysWhenItIsFull fills the last row of a sheet and asks for one more.
func TestASheetSaysWhenItIsFull(t *testing.T) {
	file := excelize.NewFile()
	defer file.Close()
	s, err := newSheet(file, "Sheet1", sourceColumns)
	if err != nil {
		t.Fatal(err)
	}
	s.row = excelize.TotalRows - 1
	if err := s.add("the last"); err != nil {
		t.Errorf("the last row is refused: %v", err)
	}
	err = s.add("one too many")
	if factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "1048576 rows") || !strings.Contains(err.Error(), "CSV") {
		t.Errorf("one row too many: %v", err)
	}
}
