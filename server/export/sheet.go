package export

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"stet/server/factcheck"
)

// column is a column's name and its width in characters.
type column struct {
	name  string
	width float64
}

// sheet writes one sheet of a workbook from the top down, under a header that stays in view.
type sheet struct {
	file    *excelize.File
	stream  *excelize.StreamWriter
	name    string
	columns []column
	row     int // the row written last, from 1
	links   int
}

func newSheet(file *excelize.File, name string, columns []column) (*sheet, error) {
	stream, err := file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{file: file, stream: stream, name: name, columns: columns}
	return s, s.writeHeader()
}

func (s *sheet) writeHeader() error {
	bold, err := s.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := s.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	names := make([]any, len(s.columns))
	for i, c := range s.columns {
		names[i] = excelize.Cell{StyleID: bold, Value: c.name}
		if err := s.stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	return s.add(names...)
}

// add writes the next row.
func (s *sheet) add(cells ...any) error {
	if s.row == excelize.TotalRows {
		return factcheck.Errorf(factcheck.Invalid, "A sheet of a workbook holds at most %d rows, and these are more. Narrow the filter, or take the CSV.", excelize.TotalRows)
	}
	s.row++
	return s.stream.SetRow(s.cell(1), cells)
}

// cell names the cell of a column, from 1, in the row written last.
func (s *sheet) cell(column int) string {
	name, err := excelize.CoordinatesToCellName(column, s.row)
	if err != nil {
		panic(err) // both numbers are within a sheet's bounds
	}
	return name
}

// linksOfSheet bounds the links of a sheet: to add one, excelize looks at all that are there already.
const linksOfSheet = 5000

// link makes the row's cell in a column lead to a web address. What is none stays text, as do addresses beyond the bound.
func (s *sheet) link(column, address string) error {
	web := strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
	if !web || s.links == linksOfSheet {
		return nil
	}
	s.links++
	return s.file.SetCellHyperLink(s.name, s.cell(s.number(column)), address, "External")
}

func (s *sheet) number(name string) int {
	return 1 + slices.IndexFunc(s.columns, func(c column) bool { return c.name == name })
}

// close puts a filter on every column and ends the sheet.
func (s *sheet) close() error {
	filter := s.file.AutoFilter(s.name, "A1:"+s.cell(len(s.columns)), nil)
	return errors.Join(filter, s.stream.Flush())
}

// cut ends a text of which a cell cannot hold all.
const cut = "… (cut: a cell holds no more; the CSV has all of it)"

// text gives a cell's text: nothing where it is empty, and cut where it is longer than a cell's 32,767 UTF-16 units.
func text(s string) any {
	if s == "" {
		return nil
	}
	if len(s) <= excelize.TotalCellChars {
		return s
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= excelize.TotalCellChars {
		return s
	}
	end := excelize.TotalCellChars - utf8.RuneCountInString(cut)
	if pair := utf16.DecodeRune(rune(units[end-1]), rune(units[end])); pair != unicode.ReplacementChar {
		end--
	}
	return string(utf16.Decode(units[:end])) + cut
}
