package span

import (
	"index/suffixarray"
	"slices"
	"strings"
	"unicode/utf8"
)

// countedMatches is how many places of a quote are counted before the count is given as "more than".
const countedMatches = 999

// haystack is a text in which words are looked for, one search at a time. The first few searches go through it; for more it is
// indexed, in four bytes for each of its own, after which a search costs about as much as the words are long, however many follow.
type haystack struct {
	s     string
	spent int // bytes, as walk counts them
	index *suffixarray.Index
}

const (
	walk  = 4 << 10   // counts beside the length of the words, for going through the text
	walks = 16 * walk // what is spent before an index is made
)

// search gives the first byte at which words stand, where that is at one place only, and at how many places they do, overlapping ones
// included. It counts no further than [countedMatches] and one.
func (h *haystack) search(words string) (first, count int) {
	if h.index == nil {
		if h.spent += walk + len(words); h.spent <= walks {
			return search(h.s, words)
		}
		h.index = suffixarray.New([]byte(h.s))
	}
	found := h.index.Lookup([]byte(words), countedMatches+1)
	if len(found) == 0 {
		return -1, 0
	}
	return slices.Min(found), len(found)
}

// search goes through a text. It gives the first byte at which words stand, and at how many places they do, as [haystack.search] does.
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
