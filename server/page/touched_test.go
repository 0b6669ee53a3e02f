package page

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// TestJoinedIsWhatOneWidensToAtATime widens a span by what shares a code point with it until nothing more does.
func TestJoinedIsWhatOneWidensToAtATime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spanOf := func(start int) factcheck.Span {
			return factcheck.Span{Start: start, End: start + rapid.IntRange(1, 12).Draw(t, "length")}
		}
		var blocks []factcheck.Block
		for end := 0; end < 100; end = blocks[len(blocks)-1].End + rapid.IntRange(0, 3).Draw(t, "between") {
			blocks = append(blocks, factcheck.Block{Span: spanOf(end)})
		}
		spans := rapid.SliceOf(rapid.Custom(func(t *rapid.T) factcheck.Span { return spanOf(rapid.IntRange(0, 99).Draw(t, "start")) })).Draw(t, "spans")
		slices.SortFunc(spans, func(a, b factcheck.Span) int { return cmp.Compare(a.Start, b.Start) })
		s := spanOf(rapid.IntRange(0, 99).Draw(t, "at"))
		want := s
		for was := (factcheck.Span{}); was != want; {
			was = want
			want = withBlocks(blocks, want)
			for _, other := range spans {
				if other.Overlaps(want) {
					want = union(want, other)
				}
			}
		}
		if got := joined(s, blocks, spans); got != want {
			t.Errorf("%v with %v and %v is %v, want %v", s, blocks, spans, got, want)
		}
	})
}
