package span

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// The index is held against the plainest reading there is: the text as a slice of code points.
func TestTextAgreesWithCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts().Draw(t, "text")
		text, points := NewText(s), []rune(s)
		if text.Len() != len(points) || text.String() != s {
			t.Fatalf("%d code points of %q, want %d", text.Len(), text.String(), len(points))
		}
		pos := rapid.IntRange(-2, len(points)+2).Draw(t, "pos")
		at := len(string(points[:min(max(pos, 0), len(points))]))
		if got := text.Byte(pos); got != at {
			t.Fatalf("Byte(%d) = %d, want %d", pos, got, at)
		}
		offset := rapid.IntRange(-2, len(s)+2).Draw(t, "offset")
		if got, want := text.CodePoint(offset), holder(s, offset); got != want {
			t.Fatalf("CodePoint(%d) = %d, want %d", offset, got, want)
		}
		if len(points) > 0 {
			s := spans(len(points)).Draw(t, "span")
			if got, want := text.Slice(s), string(points[s.Start:s.End]); got != want {
				t.Fatalf("Slice(%v) = %q, want %q", s, got, want)
			}
		}
	})
}

// holder gives the position of the code point that holds a byte.
func holder(s string, offset int) int {
	pos := 0
	for i, r := range s {
		if offset < i+utf8.RuneLen(r) {
			return pos
		}
		pos++
	}
	return pos
}

func TestSliceOutsideTheText(t *testing.T) {
	text := NewText("añb")
	for _, c := range []struct {
		start, end int
		want       string
	}{
		{-5, 2, "añ"}, {1, 99, "ñb"}, {2, 1, ""}, {3, 9, ""}, {-3, -1, ""},
	} {
		if got := text.Slice(span(c.start, c.end)); got != c.want {
			t.Errorf("Slice(%d, %d) = %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

func TestTextTakesInvalidBytesAsOneCodePointEach(t *testing.T) {
	text := NewText("a\xff\xfeé")
	if text.Len() != 4 || text.Byte(3) != 3 || text.CodePoint(2) != 2 {
		t.Errorf("length %d, Byte(3) = %d, CodePoint(2) = %d", text.Len(), text.Byte(3), text.CodePoint(2))
	}
}
