package span

import "unicode"

// Visible gives a code point as a revision's text holds it, -1 where it holds none: every line end is "\n", every unbreakable
// space a space, and what cannot be seen is left out. Joiners and variation selectors stay: letters and emoji are made of them.
func Visible(r rune) rune {
	switch r {
	case '\n', '\t', '\u200C', '\u200D':
		return r
	case '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return '\n'
	case '\u00A0', '\u2007', '\u202F':
		return ' '
	case '\u00AD', '\u200B', '\u2060', '\uFEFF':
		return -1
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}
