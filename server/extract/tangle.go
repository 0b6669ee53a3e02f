package extract

import (
	"strings"

	"stet/server/factcheck"
)

// What a Markdown article may hold of marks; no person writes as many, and the parser's time grows with their square.
const (
	mostMarks   = 2000    // between two empty lines
	deepestLine = 400     // characters of quotation and list marks at the start of a line
	mostCells   = 100_000 // of all tables: each row has as many as its head, however few are written
)

// tangled refuses Markdown whose marks would keep the parser busy for minutes.
func tangled(markdown string) error {
	marks, number, widest, cells := 0, 0, 0, 0
	for line := range strings.Lines(markdown) {
		number++
		if strings.TrimSpace(line) == "" {
			marks, widest = 0, 0
			continue
		}
		marks += strings.Count(line, "[") + strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "`") + strings.Count(line, "<")
		nested := len(line) - len(strings.TrimLeft(line, ">-*+ \t0123456789.)"))
		if bars := strings.Count(line, "|"); bars > 0 {
			widest = max(widest, bars+1)
		}
		if cells += widest; cells > mostCells {
			return factcheck.BadField("text", "Line %d: the tables of this Markdown have more than %d cells. Import the article as plain text.", number, mostCells)
		}
		if marks > mostMarks || nested > deepestLine {
			return factcheck.BadField("text", "Line %d is too tangled to be read as Markdown: its marks are nested too deep, or there are more than %d of them. Import the article as plain text.", number, mostMarks)
		}
	}
	return nil
}
