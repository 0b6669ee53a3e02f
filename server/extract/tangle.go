package extract

import (
	"strings"

	"stet/server/factcheck"
)

// What a Markdown article may hold of marks; no person writes as many, and the parser's time grows with their square.
const (
	mostMarks   = 2000 // between two empty lines
	deepestLine = 400  // characters of quotation and list marks at the start of a line
)

// tangled refuses Markdown whose marks would keep the parser busy for minutes.
func tangled(markdown string) error {
	marks, number := 0, 0
	for line := range strings.Lines(markdown) {
		number++
		if strings.TrimSpace(line) == "" {
			marks = 0
			continue
		}
		marks += strings.Count(line, "[") + strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "`") + strings.Count(line, "<")
		nested := len(line) - len(strings.TrimLeft(line, ">-*+ \t0123456789.)"))
		if marks > mostMarks || nested > deepestLine {
			return factcheck.BadField("text", "Line %d is too tangled to be read as Markdown: its marks are nested too deep, or there are more than %d of them. Import the article as plain text.", number, mostMarks)
		}
	}
	return nil
}
