package extract

import (
	"strings"

	"stet/server/factcheck"
)

// What a Markdown article may hold of marks; no person writes as many, and the parser's time grows with their square.
const (
	mostMarks   = 2000           // between two empty lines
	deepestLine = 400            // characters of quotation and list marks at the start of a line
	mostCells   = 100_000        // of all tables: each row has as many as its head, however few are written
	mostBegun   = 2 * mostPieces // paragraphs, list items and quotations, counted by how lines begin, which is a few too many
)

// tangled refuses Markdown whose marks would keep the parser busy for minutes.
func tangled(markdown string) error {
	marks, number, widest, cells, begun := 0, 0, 0, 0, 0
	for line := range strings.Lines(markdown) {
		number++
		if strings.TrimSpace(line) == "" {
			marks, widest = 0, 0
			begun++
			continue
		}
		marks += strings.Count(line, "[") + strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "`") + strings.Count(line, "<") + strings.Count(line, "~")
		rest := strings.TrimLeft(line, ">-*+ \t0123456789.)")
		nested := len(line) - len(rest)
		if bars := strings.Count(line, "|"); bars > 0 {
			widest = max(widest, bars+1)
		}
		if cells += widest; cells > mostCells {
			return factcheck.BadField("text", "Line %d: the tables of this Markdown have more than %d cells. Import the article as plain text.", number, mostCells)
		}
		if marks > mostMarks || nested > deepestLine {
			return factcheck.BadField("text", "Line %d is too tangled to be read as Markdown: its marks are nested too deep, or there are more than %d of them. Import the article as plain text.", number, mostMarks)
		}
		if begun += blocksBegun(line[:nested]); strings.HasPrefix(rest, "#") {
			begun++
		}
		if begun > mostBegun {
			return errTooManyBlocks()
		}
	}
	return nil
}

// blocksBegun counts the quotations and list items that the marks at the start of a line begin.
func blocksBegun(marks string) (n int) {
	for i, mark := range marks {
		isItem := strings.ContainsRune("-*+.)", mark) && (i+1 == len(marks) || strings.ContainsRune(" \t\n", rune(marks[i+1])))
		if mark == '>' || isItem {
			n++
		}
	}
	return n
}
