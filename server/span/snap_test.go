package span

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestSnap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		in, want   factcheck.Span
	}{
		{"nothing to do", "plain words", span(0, 5), span(0, 5)},
		{"combining accent after the end", "cafe\u0301s", span(0, 4), span(0, 5)},
		{"combining accent at the start", "cafe\u0301s", span(4, 6), span(3, 6)},
		{"within a family", "x👨‍👩‍👧‍👦y", span(3, 4), span(1, 8)},
		{"half a flag", "🇨🇳🇺🇸", span(3, 4), span(2, 4)},
		{"between two flags", "🇨🇳🇺🇸", span(2, 4), span(2, 4)},
		{"skin tone", "👍🏽!", span(0, 1), span(0, 2)},
		{"Hangul jamo", "\u1112\u1161\u11ab.", span(1, 2), span(0, 3)},
		{"CRLF", "a\r\nb", span(0, 2), span(0, 3)},
		{"keycap", "1\ufe0f\u20e3 2", span(0, 1), span(0, 3)},
		{"the whole text", "e\u0301", span(0, 2), span(0, 2)},
		{"beyond the text", "ab", span(-1, 9), span(0, 2)},
	} {
		if got := NewText(c.text).Snap(c.in); got != c.want {
			t.Errorf("%s: Snap(%v) = %v, want %v", c.name, c.in, got, c.want)
		}
	}
}

// Clusters counted from the start of the text are the truth; Snap reads only a neighbourhood and must agree.
func TestSnapAgreesWithAFullCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts().Filter(func(s string) bool { return s != "" }).Draw(t, "text")
		text := NewText(s)
		in := spans(text.Len()).Draw(t, "span")
		if got, want := text.Snap(in), snapByFullCount(s, in); got != want {
			t.Fatalf("Snap(%v) = %v, want %v", in, got, want)
		}
	})
}

func snapByFullCount(s string, in factcheck.Span) factcheck.Span {
	edges, pos := []int{0}, 0
	for clusters := graphemes.FromString(s); clusters.Next(); {
		pos += utf8.RuneCountInString(clusters.Value())
		edges = append(edges, pos)
	}
	after := func(pos int) int { i, _ := slices.BinarySearch(edges, pos); return i }
	return factcheck.Span{Start: edges[after(in.Start+1)-1], End: edges[after(in.End)]}
}

func TestSnapInALongRowOfFlags(t *testing.T) {
	text := NewText("a" + strings.Repeat("🇨🇳", 5000))
	if got := text.Snap(span(5002, 5003)); got != span(5001, 5003) {
		t.Errorf("got %v", got)
	}
}

// What certainEdge relies on, tried with every code point of the first two planes: between one that closes and one that
// opens, a cluster ends.
func TestCertainEdges(t *testing.T) {
	firsts := []rune{'a', '\n', '精', '😀'}
	lasts := []rune{'a', '🇨', 'क', 'ᅡ', 'ᆫ'}
	for r := range rune(0x20000) { // beyond are Chinese, tags and private use
		if closes(r) {
			for _, last := range lasts {
				mustPart(t, r, last)
			}
		}
		if opens(r) {
			for _, first := range firsts {
				mustPart(t, first, r)
			}
		}
	}
}

func mustPart(t *testing.T, first, last rune) {
	if !utf8.ValidRune(first) || !utf8.ValidRune(last) {
		return
	}
	clusters := graphemes.FromString(string([]rune{first, last}))
	clusters.Next()
	if clusters.Value() != string(first) {
		t.Errorf("U+%04X holds on to U+%04X", first, last)
	}
}
