package span

import (
	"strings"

	"golang.org/x/text/unicode/norm"
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

// among finds a wording in a text, both folded; a prefix and a suffix may stand against the quote or a blank away from it.
// It gives the bytes of the text, unfolded, that the quote stands on at the first place, and the number of places.
func (w wording) among(text *folded) (start, end, count int) {
	for _, before := range together(w.prefix, w.prefix+" ") {
		for _, after := range together(w.suffix, " "+w.suffix) {
			at, n := text.search(before + w.quote + after)
			if n > 0 && count == 0 {
				start, end = text.from(at+len(before)), text.from(at+len(before)+len(w.quote))
			}
			count += n
		}
	}
	return start, end, count
}

// together gives the ways in which context may hang together with its quote: one where there is no context.
func together(close, apart string) []string {
	if close == "" {
		return []string{""}
	}
	return []string{close, apart}
}
