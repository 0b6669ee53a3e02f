package span

import (
	"unicode/utf16"
	"unicode/utf8"

	"stet/server/factcheck"
)

// Units converts between a text's code points and its UTF-16 units without walking it. It never changes and may be shared.
type Units struct {
	text  *Text
	marks []int // marks[i] is the unit at which code point i*stride begins; nil where every code point is one unit
	total int   // units
}

// NewUnits indexes the UTF-16 units of a text.
func NewUnits(t *Text) *Units {
	u := &Units{text: t}
	n := 0
	for _, r := range t.s {
		if n%stride == 0 {
			u.marks = append(u.marks, u.total)
		}
		u.total += utf16.RuneLen(r)
		n++
	}
	if u.total == t.length {
		u.marks = nil
	}
	return u
}

// From gives the unit at which the code point at pos begins. A position outside the text is taken as its nearer end.
func (u *Units) From(pos int) int {
	pos = min(max(pos, 0), u.text.length)
	switch {
	case u.marks == nil:
		return pos
	case pos == u.text.length:
		return u.total
	}
	unit := u.marks[pos/stride]
	for _, r := range u.text.s[u.text.Byte(pos-pos%stride):u.text.Byte(pos)] {
		unit += utf16.RuneLen(r)
	}
	return unit
}

// Span gives a span of units in code points. ok is false where it is none: outside the text, its end not after its start, or an
// edge in the midst of a surrogate pair.
func (u *Units) Span(start, end int) (s factcheck.Span, ok bool) {
	if start < 0 || end <= start || end > u.total {
		return s, false
	}
	s = factcheck.Span{Start: u.pos(start), End: u.pos(end)}
	return s, u.From(s.Start) == start && u.From(s.End) == end
}

// pos gives the position of the code point that holds a unit of the text.
func (u *Units) pos(unit int) int {
	if u.marks == nil || unit >= u.total {
		return min(unit, u.text.length)
	}
	low, high := 0, len(u.marks) // marks[low] <= unit < marks[high]
	for high-low > 1 {
		if middle := (low + high) / 2; u.marks[middle] <= unit {
			low = middle
		} else {
			high = middle
		}
	}
	pos, at := low*stride, u.marks[low]
	for rest := u.text.s[u.text.Byte(pos):]; ; pos++ {
		r, size := utf8.DecodeRuneInString(rest)
		if at += utf16.RuneLen(r); at > unit {
			return pos
		}
		rest = rest[size:]
	}
}
