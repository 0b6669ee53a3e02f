package export

import (
	"archive/zip"
	"compress/flate"
	"io"
	"strconv"
)

// A workbook is a zip file of XML parts (ECMA-376). Each row is sent as it comes; what has come is named at the end.

const (
	xmlHead           = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheetML     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeRelationsNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	officeRelations   = officeRelationsNS + "/"
	packageRelations  = "http://schemas.openxmlformats.org/package/2006/relationships"

	relationsHead = xmlHead + `<Relationships xmlns="` + packageRelations + `">`
	relationsEnd  = `</Relationships>`

	mostRows  = 1_048_576 // of a sheet, its header with them
	longTexts = "Long texts"
)

// workbook writes sheet after sheet.
type workbook struct {
	zip    *zip.Writer
	most   int // rows of a sheet
	sheets []writtenSheet
	cut    bool // some text was longer than a cell
}

// writtenSheet is a sheet that has been written.
type writtenSheet struct {
	name string
	area string // its cells: "$A$1:$Y$2"
}

func newWorkbook(w io.Writer) (*workbook, error) {
	b := &workbook{zip: zip.NewWriter(w), most: mostRows}
	b.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	err := b.part("_rels/.rels", relations(`<Relationship Id="rId1" Type="`+officeRelations+`officeDocument" Target="xl/workbook.xml"/>`))
	if err == nil {
		err = b.part("xl/styles.xml", styles)
	}
	if err == nil {
		err = b.zip.Flush()
	}
	return b, err
}

func (b *workbook) part(name, content string) error {
	file, err := b.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(file, content)
	return err
}

func relations(all string) string {
	return relationsHead + all + relationsEnd
}

// add writes rows into a sheet, and into further ones where they are more than a sheet holds.
func (b *workbook) add(name string, columns []column, rows eachRow) error {
	s, err := b.begin(columns)
	if err != nil {
		return err
	}
	title, count := name, 1
	err = rows(func(row []cell) error {
		if s.row == b.most {
			if err := b.end(s, title); err != nil {
				return err
			}
			count++
			title = name + " " + strconv.Itoa(count)
			if s, err = b.begin(columns); err != nil {
				return err
			}
		}
		b.look(row)
		return s.add(row)
	})
	if err != nil {
		return err
	}
	return b.end(s, title)
}

// look notes whether a text of a row is too long for its cell.
func (b *workbook) look(row []cell) {
	for _, c := range row {
		b.cut = b.cut || !fits(c.text)
	}
}

func (b *workbook) begin(columns []column) (*sheet, error) {
	file, err := b.zip.Create("xl/worksheets/sheet" + strconv.Itoa(len(b.sheets)+1) + ".xml")
	if err != nil {
		return nil, err
	}
	return newSheet(file, columns), nil
}

func (b *workbook) end(s *sheet, name string) error {
	if err := s.close(); err != nil {
		return err
	}
	b.sheets = append(b.sheets, writtenSheet{name, "$A$1:$" + s.letters[len(s.letters)-1] + "$" + strconv.Itoa(s.row)})
	if len(s.links.list) == 0 {
		return nil
	}
	file, err := b.zip.Create("xl/worksheets/_rels/sheet" + strconv.Itoa(len(b.sheets)) + ".xml.rels")
	if err != nil {
		return err
	}
	g := gather(file)
	g.out = append(g.out, relationsHead...)
	if err := s.links.writeTargets(&g); err != nil {
		return err
	}
	g.out = append(g.out, relationsEnd...)
	return g.write()
}

// close names the sheets, and ends the file.
func (b *workbook) close() error {
	for _, p := range []struct{ name, content string }{
		{"xl/workbook.xml", b.index()}, {"xl/_rels/workbook.xml.rels", b.places()}, {"[Content_Types].xml", b.types()},
	} {
		if err := b.part(p.name, p.content); err != nil {
			return err
		}
	}
	return b.zip.Close()
}
