package agreement

import (
	"iter"
	"sort"

	"stet/server/factcheck"
)

// shared counts the code points that two spans have in common.
func shared(a, b factcheck.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// likeness is the intersection over union of two spans, in code points: 1 for the same span, 0 for none in common.
func likeness(a, b factcheck.Span) float64 {
	both := shared(a, b)
	if both == 0 {
		return 0
	}
	return float64(both) / float64(a.Len()+b.Len()-both)
}

// nearest is how many spans of a list a span is held against on either side of its start: more than anybody marks in as many words
// as one claim may have, so that only a pile of thousands, made to be one, is not looked through.
const nearest = 512

// overlapping gives every pair of spans that share text, one from each list, as indexes. Both lists stand in order of
// position. A span is held against those that start less than the longest one before it, so that the work is
// proportional to the pairs found unless lengths differ wildly; in a pile, against the nearest.
func overlapping(as, bs []factcheck.Span) iter.Seq2[int, int] {
	longest := 0
	for _, b := range bs {
		longest = max(longest, b.Len())
	}
	return func(yield func(int, int) bool) {
		for i, a := range as {
			from := sort.Search(len(bs), func(j int) bool { return bs[j].Start > a.Start-longest })
			here := from + sort.Search(len(bs)-from, func(j int) bool { return bs[from+j].Start >= a.Start })
			for j := max(from, here-nearest); j < min(len(bs), here+nearest) && bs[j].Start < a.End; j++ {
				if shared(a, bs[j]) > 0 && !yield(i, j) {
					return
				}
			}
		}
	}
}
