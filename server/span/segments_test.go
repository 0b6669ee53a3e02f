package span

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestSegments(t *testing.T) {
	text := NewText("one two three four")
	block := factcheck.Block{Kind: factcheck.Paragraph, Span: span(0, 18)}
	claims := claimsOver(span(4, 13), span(8, 18))
	links := []factcheck.Link{{URL: "https://example.org", Span: span(0, 6)}}
	want := []Segment{
		{Span: span(0, 4), Link: 0},
		{Span: span(4, 6), Claims: []int{0}, Link: 0, First: []int{0}},
		{Span: span(6, 8), Claims: []int{0}, Link: -1},
		{Span: span(8, 13), Claims: []int{0, 1}, Link: -1, First: []int{1}, Last: []int{0}},
		{Span: span(13, 18), Claims: []int{1}, Link: -1, Last: []int{1}},
	}
	if diff := cmp.Diff(want, Segments(text, block, claims, links)); diff != "" {
		t.Error(diff)
	}
}

func TestSegmentsOfAClaimAcrossBlocks(t *testing.T) {
	text := NewText("one\n\ntwo\n\nthree")
	blocks := paragraphs(text.String())
	claims := claimsOver(span(3, 9)) // from the gap before "two" to the gap after it
	want := [][]Segment{
		{{Span: span(0, 3), Link: -1}},
		{{Span: span(5, 8), Claims: []int{0}, Link: -1, First: []int{0}, Last: []int{0}}},
		{{Span: span(10, 15), Link: -1}},
	}
	if diff := cmp.Diff(want, Article(text, blocks, claims, nil)); diff != "" {
		t.Error(diff)
	}
}

// article is a random text with claims and links all over it.
type article struct {
	text   *Text
	blocks []factcheck.Block
	claims []factcheck.Claim
	links  []factcheck.Link
	cut    [][]Segment
}

func articles() *rapid.Generator[article] {
	return rapid.Custom(func(t *rapid.T) article {
		a := article{text: NewText("x" + texts().Draw(t, "text"))}
		a.blocks = paragraphs(a.text.String())
		a.claims = claimsOver(rapid.SliceOfN(spans(a.text.Len()), 0, 12).Draw(t, "claims")...)
		pos := 0
		for _, s := range claimsOver(rapid.SliceOfN(spans(a.text.Len()), 0, 3).Draw(t, "links")...) {
			if s.Start >= pos {
				a.links = append(a.links, factcheck.Link{Span: s.Span})
				pos = s.End
			}
		}
		a.cut = Article(a.text, a.blocks, a.claims, a.links)
		return a
	})
}

func TestSegmentsJoinToTheirBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := articles().Draw(t, "article")
		for i, b := range a.blocks {
			at := b.Start
			for _, s := range a.cut[i] {
				if s.Start != at || s.Len() < 1 {
					t.Fatalf("segment %v of block %v starts elsewhere than at %d", s.Span, b.Span, at)
				}
				at = s.End
			}
			if at != b.End {
				t.Fatalf("the segments of block %v end at %d", b.Span, at)
			}
		}
	})
}

func TestSegmentsOfAClaimJoinToItsQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := articles().Draw(t, "article")
		for i, c := range a.claims {
			got, want := "", ""
			for _, s := range slices.Concat(a.cut...) {
				if slices.Contains(s.Claims, i) {
					got += a.text.Slice(s.Span)
				}
			}
			for _, b := range a.blocks {
				want += a.text.Slice(span(max(b.Start, c.Start), min(b.End, c.End)))
			}
			if got != want {
				t.Fatalf("claim %v: %q, want %q", c.Span, got, want)
			}
		}
	})
}

func TestSegmentsCarryWhatStandsOverThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := articles().Draw(t, "article")
		lanes := LanesOf(a.claims)
		for _, block := range a.cut {
			for i, s := range block {
				if i > 0 && slices.Equal(s.Claims, block[i-1].Claims) && s.Link == block[i-1].Link {
					t.Fatalf("nothing parts %v from %v", block[i-1].Span, s.Span)
				}
				var over []int
				for i, c := range a.claims {
					if c.Overlaps(s.Span) {
						over = append(over, i)
					}
				}
				slices.SortFunc(over, func(a, b int) int { return lanes[a] - lanes[b] })
				link := slices.IndexFunc(a.links, func(l factcheck.Link) bool { return l.Overlaps(s.Span) })
				if !slices.Equal(s.Claims, over) || s.Link != link {
					t.Fatalf("segment %v has claims %v and link %d, want %v and %d", s.Span, s.Claims, s.Link, over, link)
				}
			}
		}
	})
}

func TestEveryVisibleClaimHasOneFirstAndOneLastSegment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := articles().Draw(t, "article")
		all := slices.Concat(a.cut...)
		for i := range a.claims {
			var with, first, last []int
			for n, s := range all {
				if slices.Contains(s.Claims, i) {
					with = append(with, n)
				}
				if slices.Contains(s.First, i) {
					first = append(first, n)
				}
				if slices.Contains(s.Last, i) {
					last = append(last, n)
				}
			}
			if len(with) == 0 {
				continue
			}
			if !slices.Equal(first, with[:1]) || !slices.Equal(last, with[len(with)-1:]) {
				t.Fatalf("claim %v stands on segments %v, but its first is %v and its last %v", a.claims[i].Span, with, first, last)
			}
		}
	})
}

// A page swaps single blocks; they must look as they did within the whole.
func TestSegmentsOfOneBlockAreThoseOfTheArticle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := articles().Draw(t, "article")
		for i, b := range a.blocks {
			if diff := cmp.Diff(a.cut[i], Segments(a.text, b, a.claims, a.links)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// A pile of claims, each of which begins and ends a little after the one before, is told by its lower lanes; each claim of a higher one
// is told where it begins and where it ends, so that it can be found.
func TestAPileIsToldByItsLowerLanes(t *testing.T) {
	const pile, each = 400, 200
	text := NewText(strings.Repeat("x", pile+each))
	claims := make([]factcheck.Claim, pile)
	for i := range claims {
		claims[i].Span = span(i, i+each)
	}
	lanes, told := LanesOf(claims), make([]int, pile)
	for _, s := range Article(text, []factcheck.Block{{Span: span(0, pile+each)}}, claims, nil)[0] {
		if len(s.Claims) > LanesTold+2 {
			t.Fatalf("%v tells of %d claims", s.Span, len(s.Claims))
		}
		for _, i := range s.Claims {
			told[i]++
			if edge := s.Start == claims[i].Start || s.End == claims[i].End; lanes[i] >= LanesTold && !edge {
				t.Errorf("%v tells of %v in lane %d", s.Span, claims[i].Span, lanes[i])
			}
		}
		for _, i := range slices.Concat(s.First, s.Last) {
			if !slices.Contains(s.Claims, i) {
				t.Errorf("%v does not tell of %v, which begins or ends there", s.Span, claims[i].Span)
			}
		}
	}
	for i, n := range told {
		if want := 2; lanes[i] >= LanesTold && n != want || lanes[i] < LanesTold && n < want {
			t.Errorf("%v in lane %d is told of %d times", claims[i].Span, lanes[i], n)
		}
	}
}
