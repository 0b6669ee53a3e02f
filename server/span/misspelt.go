package span

import (
	"slices"
	"strings"
)

// A name shorter than this with another letter is another name: Iran is not Iraq. And so many letters may have two slips.
const (
	longName = 5
	longWord = 9
)

// misspelt says whether one of two words, or of two names, is the other with a slip of the pen: a letter more, less, or another, or
// two that changed places.
func misspelt(a, b string, names bool) bool {
	was, is := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	long := max(len(was), len(is))
	switch {
	case isUnspaced(was[0]) || names && long < longName || len(was) == 1 && len(is) == 1:
		return slices.Equal(was, is)
	case long >= longWord:
		return apart(was, is, 2)
	}
	return apart(was, is, 1)
}

// apart says whether two words are at most so many slips apart.
func apart(a, b []rune, slips int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a)+len(b) <= slips
	case slips == 0:
		return false
	case len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && apart(a[2:], b[2:], slips-1):
		return true
	}
	return apart(a[1:], b, slips-1) || apart(a, b[1:], slips-1) || apart(a[1:], b[1:], slips-1)
}
