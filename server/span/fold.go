package span

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold is how much of what tells two texts apart is left out of account when one is looked for in the other.
type fold bool

const (
	blanks fold = false // a run of white space, line ends too, is one blank
	signs  fold = true  // and typographic quotation marks, apostrophes and dashes are their straight forms
)

// Alike says whether two texts are the same but for white space, typographic signs, and what a revision's text leaves out.
func Alike(a, b string) bool {
	return a == b || strings.TrimSpace(signs.apply(asInText(a))) == strings.TrimSpace(signs.apply(asInText(b)))
}

func (f fold) apply(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		folded, size := f.step(s)
		b.WriteString(folded)
		s = s[size:]
	}
	return b.String()
}

// step folds what s begins with, a run of white space or one code point. size is how many bytes of s that is.
func (f fold) step(s string) (folded string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r > ' ' && r < utf8.RuneSelf:
		return s[:1], 1
	case unicode.IsSpace(r):
		return " ", len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	case f == signs:
		return straight(r, s[:size]), size
	}
	return s[:size], size
}

// straight gives the sign on a typewriter that stands for a typographic one, or the code point as it is.
func straight(r rune, asItIs string) string {
	switch r {
	case '‘', '’', '‚', '‛', '′', 'ʼ':
		return "'"
	case '“', '”', '„', '‟', '″':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return "-"
	}
	return asItIs
}
