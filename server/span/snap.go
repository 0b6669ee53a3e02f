package span

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/server/factcheck"
)

// Snap grows a span to whole grapheme clusters (UAX 29), so that it never splits a character as people see it: a
// letter from its accent, a flag, a family of emoji. Only the [neighbourhood] of the two edges is read; what is piled up beyond it is
// no character that anybody sees.
func (t *Text) Snap(s factcheck.Span) factcheck.Span {
	start, _ := t.clusterAround(s.Start)
	_, end := t.clusterAround(s.End)
	return factcheck.Span{Start: start, End: end}
}

// neighbourhood is how many bytes before a position are read at most, in search of a certain edge, and after it for the next one.
const neighbourhood = 32 << 10

// clusterAround gives the edges of the grapheme cluster that pos lies strictly inside of, or pos twice where it lies
// between two clusters.
func (t *Text) clusterAround(pos int) (start, end int) {
	at := t.Byte(pos)
	pos = min(max(pos, 0), t.length)
	if at == 0 || at == len(t.s) {
		return pos, pos
	}
	from := certainEdge(t.s, at)
	clusters := graphemes.FromString(t.s[from:runeStart(t.s, at+neighbourhood)])
	for clusters.Next() {
		if from+clusters.End() >= at {
			break
		}
	}
	if from+clusters.End() == at {
		return pos, pos
	}
	before := utf8.RuneCountInString(t.s[from+clusters.Start() : at])
	after := utf8.RuneCountInString(t.s[at : from+clusters.End()])
	return pos - before, pos + after
}

// certainEdge gives a byte before at where a cluster begins for certain, whatever stands on either side: clusters can
// be counted from there.
func certainEdge(s string, at int) int {
	next, size := utf8.DecodeLastRuneInString(s[:at])
	at -= size
	for least := runeStart(s, at-neighbourhood); at > least; {
		last, size := utf8.DecodeLastRuneInString(s[:at])
		if opens(next) && closes(last) {
			break
		}
		next, at = last, at-size
	}
	return at
}

// runeStart gives the byte at which the code point begins that the byte at belongs to, or the text's end that is nearer.
func runeStart(s string, at int) int {
	if at >= len(s) {
		return len(s)
	}
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return max(at, 0)
}

var (
	// Code points that hold on to nothing that follows but marks and joiners. Of the scripts, those without letters
	// that do; elsewhere it is the spaces and stops that count.
	closing = []*unicode.RangeTable{unicode.N, unicode.P, unicode.Z, unicode.Cc, unicode.Sc, unicode.Sm, unicode.So,
		unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Arabic,
		unicode.Hebrew, unicode.Thai}
	// Code points that hold on to nothing before them, unless that reaches for them.
	opening = []*unicode.RangeTable{unicode.L, unicode.N, unicode.P, unicode.Z, unicode.Cc, unicode.Sc, unicode.Sm, unicode.So}
	leaning = []*unicode.RangeTable{unicode.M, unicode.Cf, unicode.Other_Grapheme_Extend}
)

func closes(r rune) bool {
	if r < utf8.RuneSelf {
		return r != '\r'
	}
	return !unicode.In(r, leaning...) && unicode.In(r, closing...) && !unicode.Is(unicode.Regional_Indicator, r)
}

func opens(r rune) bool {
	const thaiAm, laoAm = '\u0E33', '\u0EB3' // letters that UAX 29 takes for vowel signs
	if r < utf8.RuneSelf {
		return true
	}
	return !unicode.In(r, leaning...) && unicode.In(r, opening...) && r != thaiAm && r != laoAm
}
