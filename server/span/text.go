package span

import (
	"slices"
	"unicode/utf8"

	"stet/server/factcheck"
)

// stride is how many code points lie between two entries of the index: at most that many are walked for one position.
const stride = 64

// Text is a revision's text with an index from code points to bytes. It never changes and may be shared.
type Text struct {
	s      string
	length int   // code points
	marks  []int // marks[i] is the byte at which code point i*stride begins; nil where all of s is ASCII
}

// NewText indexes s. A byte that is not valid UTF-8 counts as one code point.
func NewText(s string) *Text {
	t := &Text{s: s, length: utf8.RuneCountInString(s)}
	if t.length == len(s) {
		return t
	}
	t.marks = make([]int, 0, t.length/stride+1)
	n := 0
	for i := range s {
		if n%stride == 0 {
			t.marks = append(t.marks, i)
		}
		n++
	}
	return t
}

// String gives the whole text.
func (t *Text) String() string { return t.s }

// Len is the number of code points.
func (t *Text) Len() int { return t.length }

// Byte gives the byte at which the code point at pos begins. A position outside the text is taken as its nearer end.
func (t *Text) Byte(pos int) int {
	switch {
	case pos <= 0:
		return 0
	case pos >= t.length:
		return len(t.s)
	case t.marks == nil:
		return pos
	}
	at := t.marks[pos/stride]
	for range pos % stride {
		_, size := utf8.DecodeRuneInString(t.s[at:])
		at += size
	}
	return at
}

// CodePoint gives the position of the code point that holds the byte at offset. An offset outside the text is taken as
// its nearer end.
func (t *Text) CodePoint(offset int) int {
	switch {
	case offset <= 0:
		return 0
	case offset >= len(t.s):
		return t.length
	case t.marks == nil:
		return offset
	}
	i, _ := slices.BinarySearch(t.marks, offset+1)
	pos, at := (i-1)*stride, t.marks[i-1]
	for {
		_, size := utf8.DecodeRuneInString(t.s[at:])
		if at += size; at > offset {
			return pos
		}
		pos++
	}
}

// Slice gives the text of a span without copying it. What lies outside the text is left out.
func (t *Text) Slice(s factcheck.Span) string {
	from, to := t.Byte(s.Start), t.Byte(s.End)
	if from >= to {
		return ""
	}
	return t.s[from:to]
}
