package span

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestLanes(t *testing.T) {
	claims := claimsOver(span(0, 10), span(2, 4), span(3, 8), span(4, 12), span(10, 11), span(12, 13))
	if got, want := LanesOf(claims), []int{0, 1, 2, 1, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOverlappingClaimsNeverShareALane(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := claimsOver(rapid.SliceOfN(spans(40), 0, 30).Draw(t, "spans")...)
		lanes := LanesOf(claims)
		for i, a := range claims {
			over := 0 // claims at a's first position, a among them
			for j, b := range claims {
				if i != j && a.Overlaps(b.Span) && lanes[i] == lanes[j] {
					t.Fatalf("%v and %v share lane %d", a.Span, b.Span, lanes[i])
				}
				if b.Overlaps(span(a.Start, a.Start+1)) {
					over++
				}
			}
			if lanes[i] >= over {
				t.Fatalf("%v is in lane %d though only %d claims stand where it starts", a.Span, lanes[i], over)
			}
		}
	})
}
