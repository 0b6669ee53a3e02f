package extract

import (
	"cmp"
	"encoding/xml"
)

// wordFormula is what is open of a formula, which is written on one line: “a/b”, “10⁶”, “√(x)”.
type wordFormula struct {
	above    int // exponents
	parts    []wordPart
	brackets []wordBracket
	operator string // the sign of a sum or an integral; "" where none is read
}

// wordPart is a part of a fraction.
type wordPart struct {
	depth int
	start int // byte of the line
}

type wordBracket struct {
	depth      int
	begin, end string
	begun      bool
}

func (b *wordBody) openFormula(t xml.StartElement) {
	last := len(b.brackets) - 1
	switch t.Name.Local {
	case "num":
		b.openPart()
	case "den":
		b.write("/")
		b.openPart()
	case "sup", "deg":
		b.above++
	case "d":
		if last+1 < mostApart {
			b.brackets = append(b.brackets, wordBracket{depth: b.depth, begin: "(", end: ")"})
		}
	case "begChr":
		if last >= 0 {
			b.brackets[last].begin = value(t, "val")
		}
	case "endChr":
		if last >= 0 {
			b.brackets[last].end = value(t, "val")
		}
	case "e":
		if last >= 0 && b.brackets[last].depth == b.depth-1 {
			b.write(b.brackets[last].next())
		}
	case "naryPr":
		b.operator = "∫"
	case "chr":
		if b.operator != "" {
			b.operator = cmp.Or(value(t, "val"), b.operator)
		}
	}
}

// openPart begins a part of a fraction. One that stands too deep gets no brackets.
func (b *wordBody) openPart() {
	if len(b.parts) < deepestFraction {
		b.parts = append(b.parts, wordPart{b.depth, len(b.line.buf)})
	}
}

// next gives what stands before the next of what is bracketed.
func (w *wordBracket) next() string {
	if w.begun {
		return "|"
	}
	w.begun = true
	return w.begin
}

func (b *wordBody) closeFormula(t xml.EndElement) {
	last := len(b.brackets) - 1
	switch t.Name.Local {
	case "sup":
		b.above = max(0, b.above-1)
	case "deg":
		b.above = max(0, b.above-1)
		b.write("√")
	case "num", "den":
		if n := len(b.parts); n > 0 && b.parts[n-1].depth == b.depth {
			b.line.bracket(b.parts[n-1].start)
			b.parts = b.parts[:n-1]
		}
	case "d":
		if last >= 0 && b.brackets[last].depth == b.depth {
			b.write(b.brackets[last].end)
			b.brackets = b.brackets[:last]
		}
	case "naryPr":
		b.write(b.operator)
		b.operator = ""
	}
}
