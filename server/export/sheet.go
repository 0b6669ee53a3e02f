package export

import (
	"io"
	"strconv"
)

// column is a column's name and its width in characters.
type column struct {
	name  string
	width int
}

// sheet writes one sheet of a workbook from the top down, under a header that stays in view, with a filter on every column
// (ECMA-376, part 1, 18.3.1.99; its elements have to stand in this order).
type sheet struct {
	gathered
	columns []column
	letters []string // of the columns
	row     int      // the row written last, from 1
	links   sheetLinks
}

func newSheet(w io.Writer, columns []column) *sheet {
	s := &sheet{gathered: gather(w), columns: columns}
	s.out = append(s.out, xmlHead+`<worksheet xmlns="`+spreadsheetML+`" xmlns:r="`+officeRelationsNS+`">`+
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`...)
	for i, c := range columns {
		s.letters = append(s.letters, letters(i))
		n := strconv.Itoa(i + 1)
		s.out = append(s.out, `<col min="`+n+`" max="`+n+`" width="`+strconv.Itoa(c.width)+`" customWidth="1"/>`...)
	}
	s.out = append(s.out, `</cols><sheetData>`...)
	s.header()
	return s
}

// letters names a column, counted from 0: "A", "Z", "AA".
func letters(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return letters(column/26-1) + letters(column%26)
}

func (s *sheet) header() {
	s.row = 1
	s.out = append(s.out, `<row r="1">`...)
	for i, c := range s.columns {
		s.out = append(s.out, `<c r="`+s.letters[i]+`1" s="`+strconv.Itoa(headStyle)+`" t="inlineStr"><is><t>`+c.name+`</t></is></c>`...)
	}
	s.out = append(s.out, `</row>`...)
}

// add writes the next row. The first goes on with the header at once.
func (s *sheet) add(cells []cell) error {
	s.row++
	s.out = append(strconv.AppendInt(append(s.out, `<row r="`...), int64(s.row), 10), `">`...)
	for i, c := range cells {
		linked := c.kind == linkCell && s.links.add(s.letters[i], s.row, c.text)
		s.out = c.append(s.out, s.letters[i], s.row, linked)
	}
	s.out = append(s.out, `</row>`...)
	return s.writeWhenMany()
}

// close ends the sheet.
func (s *sheet) close() error {
	s.out = append(s.out, `</sheetData><autoFilter ref="A1:`+s.letters[len(s.letters)-1]...)
	s.out = append(strconv.AppendInt(s.out, int64(s.row), 10), `"/>`...)
	if err := s.links.writePlaces(&s.gathered); err != nil {
		return err
	}
	s.out = append(s.out, `</worksheet>`...)
	return s.write()
}

// gathered gathers bytes and writes them when enough have come together.
type gathered struct {
	w   io.Writer
	out []byte
}

func gather(w io.Writer) gathered { return gathered{w: w, out: make([]byte, 0, 2*writeAtOnce)} }

func (g *gathered) writeWhenMany() error {
	if len(g.out) < writeAtOnce {
		return nil
	}
	return g.write()
}

func (g *gathered) write() error {
	_, err := g.w.Write(g.out)
	g.out = g.out[:0]
	return err
}
