package span

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
)

// wording is what somebody looks for in a text: a quote, and what stands just before and after it.
type wording struct{ prefix, quote, suffix string }

// asInText gives words in the form of a revision's text: NFC, "\n" for line ends, nothing invisible.
func asInText(s string) string {
	return norm.NFC.String(strings.Map(Visible, strings.ReplaceAll(s, "\r\n", "\n")))
}

// of folds all three and trims white space off them.
func (f fold) of(w wording) wording {
	trimmed := func(s string) string { return strings.TrimSpace(f.apply(s)) }
	return wording{trimmed(w.prefix), trimmed(w.quote), trimmed(w.suffix)}
}

// among finds a wording in the text, both folded; a prefix and a suffix may stand against the quote or a blank away from it.
// It gives the span of the first place and the number of places.
func (t *Text) among(f fold, folded string, w wording) (first factcheck.Span, count int) {
	for _, before := range together(w.prefix, w.prefix+" ") {
		for _, after := range together(w.suffix, " "+w.suffix) {
			at, n := search(folded, before+w.quote+after)
			if n > 0 && count == 0 {
				start := f.source(t.s, at+len(before))
				end := start + f.source(t.s[start:], len(w.quote))
				first = factcheck.Span{Start: t.CodePoint(start), End: t.CodePoint(end)}
			}
			count += n
		}
	}
	return first, count
}

// together gives the ways in which context may hang together with its quote: one where there is no context.
func together(close, apart string) []string {
	if close == "" {
		return []string{""}
	}
	return []string{close, apart}
}

// search gives the first byte of text at which words stand, and at how many places they do, overlapping ones included. It
// counts no further than [countedMatches] and one.
func search(text, words string) (first, count int) {
	first = -1
	for from := 0; count <= countedMatches; count++ {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		if first < 0 {
			first = from + i
		}
		_, size := utf8.DecodeRuneInString(text[from+i:])
		from += i + size
	}
	return first, count
}
