package span

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
)

// Bare is a text without its white space and what cannot be seen, in NFC. It knows where each of its code points stands in the
// text. Two texts that differ in line ends, in spacing or in how accents are composed have the same bare text. It is for one goroutine.
type Bare struct {
	text *Text
	haystack
	from []int32 // where the code points of s begin in the text,
	to   []int32 // and where they end
}

// NewBare strips a text.
func NewBare(t *Text) *Bare {
	b := &Bare{text: t, from: make([]int32, 0, t.length), to: make([]int32, 0, t.length)}
	var s strings.Builder
	var parts norm.Iter
	parts.InitString(norm.NFC, t.s)
	for pos := 0; !parts.Done(); {
		at := parts.Pos()
		part := string(parts.Next())
		whole := t.s[at:parts.Pos()]
		end := pos + utf8.RuneCountInString(whole)
		for _, r := range part {
			if part != whole {
				b.keep(&s, r, pos, end)
				continue
			}
			b.keep(&s, r, pos, pos+1) // what has not been composed keeps its own place
			pos++
		}
		pos = end
	}
	b.s = s.String()
	return b
}

// keep takes a code point, if it can be seen, that stands from one position to another.
func (b *Bare) keep(s *strings.Builder, r rune, from, to int) {
	if seen := Visible(r); seen >= 0 && !unicode.IsSpace(seen) {
		s.WriteRune(seen)
		b.from, b.to = append(b.from, int32(from)), append(b.to, int32(to))
	}
}

// Fit is how a text lies in another one.
type Fit struct {
	part, whole *Bare
	offset      int // code points of whole that stand before part
	same        bool
}

// Fit finds the one place at which another text lies in this one, whole words and all of it. ok is false where there is none,
// or more than one.
func (b *Bare) Fit(part *Bare) (f Fit, ok bool) {
	if part.text.s == b.text.s {
		return Fit{part: part, whole: b, same: true}, true
	}
	if part.s == "" {
		return f, false
	}
	at, count := b.search(part.s)
	if count != 1 {
		return f, false
	}
	f = Fit{part: part, whole: b, offset: utf8.RuneCountInString(b.s[:at])}
	return f, b.stands(f.offset) && b.stands(f.offset+len(part.from))
}

// stands says whether the text is parted before its bare code point i.
func (b *Bare) stands(i int) bool {
	return i == 0 || i == len(b.from) || b.from[i] > b.to[i-1]
}

// Span gives the span of the whole text on which a span of the part lies. Where the spacing differs it is without the white space
// at its ends. ok is false where nothing that can be seen is in it.
func (f Fit) Span(s factcheck.Span) (on factcheck.Span, ok bool) {
	if s.Start < 0 || s.End <= s.Start || s.End > f.part.text.length {
		return on, false
	}
	if f.same {
		return s, true
	}
	first, _ := slices.BinarySearch(f.part.to, int32(s.Start+1))
	last, _ := slices.BinarySearch(f.part.from, int32(s.End))
	if first >= last {
		return on, false
	}
	return factcheck.Span{Start: int(f.whole.from[f.offset+first]), End: int(f.whole.to[f.offset+last-1])}, true
}
