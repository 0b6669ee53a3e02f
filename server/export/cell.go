package export

import "strings"

// formulaMarks are the bytes by which a spreadsheet takes a cell for a formula when they come first.
const formulaMarks = "=+-@\t\r"

// appendCell writes one cell, in quotation marks where RFC 4180 asks for them. Unless raw, an apostrophe goes before what a
// spreadsheet would take for a formula.
func appendCell(b []byte, s string, raw bool) []byte {
	formula := !raw && s != "" && strings.IndexByte(formulaMarks, s[0]) >= 0
	if !formula && !needsQuotes(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	if formula {
		b = append(b, '\'')
	}
	return append(appendDoubled(b, s), '"')
}

// appendDoubled writes s with each quotation mark twice.
func appendDoubled(b []byte, s string) []byte {
	for {
		before, after, found := strings.Cut(s, `"`)
		b = append(b, before...)
		if !found {
			return b
		}
		b = append(b, `""`...)
		s = after
	}
}

// needsQuotes looks at every byte of an export, hence the one comparison that passes nearly all of them.
func needsQuotes(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ',' && (c == ',' || c == '"' || c == '\r' || c == '\n') {
			return true
		}
	}
	return false
}
