package export

import (
	"strconv"
	"strings"
)

const (
	contentTypes    = "http://schemas.openxmlformats.org/package/2006/content-types"
	spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// index names the sheets, and where their filters stand.
func (b *workbook) index() string {
	var sheets, filters strings.Builder
	for i, s := range b.sheets {
		n := strconv.Itoa(i + 1)
		sheets.WriteString(`<sheet name="` + s.name + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		filters.WriteString(`<definedName name="_xlnm._FilterDatabase" localSheetId="` + strconv.Itoa(i) + `" hidden="1">'` + s.name + `'!` + s.area + `</definedName>`)
	}
	return xmlHead + `<workbook xmlns="` + spreadsheetML + `" xmlns:r="` + officeRelationsNS + `"><workbookPr/><bookViews><workbookView/></bookViews>` +
		`<sheets>` + sheets.String() + `</sheets><definedNames>` + filters.String() + `</definedNames></workbook>`
}

// places says where the sheets and the styles are.
func (b *workbook) places() string {
	var all strings.Builder
	for i := range b.sheets {
		n := strconv.Itoa(i + 1)
		all.WriteString(`<Relationship Id="rId` + n + `" Type="` + officeRelations + `worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	styling := strconv.Itoa(len(b.sheets) + 1)
	return relations(all.String() + `<Relationship Id="rId` + styling + `" Type="` + officeRelations + `styles" Target="styles.xml"/>`)
}

// types says what each part is.
func (b *workbook) types() string {
	var sheets strings.Builder
	for i := range b.sheets {
		sheets.WriteString(`<Override PartName="/xl/worksheets/sheet` + strconv.Itoa(i+1) + `.xml" ContentType="` + spreadsheetType + `worksheet+xml"/>`)
	}
	return xmlHead + `<Types xmlns="` + contentTypes + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + spreadsheetType + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + spreadsheetType + `styles+xml"/>` + sheets.String() + `</Types>`
}
