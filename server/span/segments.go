package span

import (
	"iter"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// Segment is a stretch of a block over which the same claims and the same link stand throughout.
type Segment struct {
	factcheck.Span
	Claims []int // the claims over it, as indexes into those given, from the lowest lane to the highest; see [LanesTold]
	Link   int   // the link over it, as an index into those given; -1 for none
	First  []int // the claims of which this is the first visible segment
	Last   []int // the claims of which this is the last visible segment
}

// LanesTold is how many lanes a segment tells of: those of its claims that stand in higher ones it tells where they begin and where they
// end alone. So thousands of claims over one another, each a little further on, are cut into no more than can be drawn.
const LanesTold = 16

// Article cuts every block of a text at the edges of its claims and links, one list of segments for each block. The
// segments of a block join to its text; those of a claim join to its quote, less the white space between blocks.
//
// Blocks stand in order, neither beginning nor ending in white space, with only white space between them. Claims come
// sorted by start; links come in order and do not overlap. The work is proportional to what is returned.
func Article(text *Text, blocks []factcheck.Block, claims []factcheck.Claim, links []factcheck.Link) [][]Segment {
	taken := 0
	next := func() (s factcheck.Span, ok bool) {
		if taken == len(claims) {
			return s, false
		}
		taken++
		return claims[taken-1].Span, true
	}
	cut := make([][]Segment, len(blocks))
	for block, segment := range Cut(text, blocks, next, links) {
		cut[block] = append(cut[block], segment)
	}
	return cut
}

// Cut is [Article] for claims without number: it gives segment by segment, each with its block, an index, and holds the claims that
// stand over one place alone. next gives the claims' spans one after the other, sorted by start; a segment tells the claims by their
// places in that order, from 0.
func Cut(text *Text, blocks []factcheck.Block, next func() (factcheck.Span, bool), links []factcheck.Link) iter.Seq2[int, Segment] {
	return func(yield func(int, Segment) bool) {
		k := cutter{text: text, links: links, next: next}
		k.take()
		for i, b := range blocks {
			for at := b.Start; at < b.End; {
				segment := k.segment(at, b.Span)
				if at = segment.End; !yield(i, segment) {
					return
				}
			}
		}
	}
}

// Segments is [Article] for a single block. Give it all claims of the article, so that they keep their lanes.
func Segments(text *Text, block factcheck.Block, claims []factcheck.Claim, links []factcheck.Link) []Segment {
	return Article(text, []factcheck.Block{block}, claims, links)[0]
}

// cutter goes through a text from its start to its end, once.
type cutter struct {
	text  *Text
	next  func() (factcheck.Span, bool)
	ahead factcheck.Span // the first claim that has not been reached
	more  bool           // there is one
	taken int            // how many have been reached
	lanes Lanes
	open  []standing // those of them that have not ended, by lane
	links []factcheck.Link
	link  int // links[:link] have ended
}

// standing is a claim over the place where the cutter is.
type standing struct{ claim, lane, end int }

// take looks at the next claim.
func (k *cutter) take() { k.ahead, k.more = k.next() }

// segment makes the segment that starts at a position of the block.
func (k *cutter) segment(at int, block factcheck.Span) Segment {
	k.closeClaims(at)
	first := k.openClaims(at)
	link, end := k.linkOver(at, k.nextClaimEdge(block.End))
	last := k.lastOf(end, block)
	return Segment{
		Span:   factcheck.Span{Start: at, End: end},
		Claims: k.told(first, last),
		Link:   link,
		First:  first,
		Last:   last,
	}
}

func (k *cutter) closeClaims(at int) {
	k.open = slices.DeleteFunc(k.open, func(c standing) bool { return c.end <= at })
}

// openClaims takes up the claims reached by now and gives those that no earlier block has shown.
func (k *cutter) openClaims(at int) (first []int) {
	for ; k.more && k.ahead.Start <= at; k.take() {
		claim := standing{k.taken, k.lanes.Take(k.ahead), k.ahead.End}
		k.taken++
		if claim.end <= at {
			continue
		}
		k.insert(claim)
		if k.blank(k.ahead.Start, at) {
			first = append(first, claim.claim)
		}
	}
	return first
}

func (k *cutter) insert(claim standing) {
	at, _ := slices.BinarySearchFunc(k.open, claim.lane, func(c standing, lane int) int { return c.lane - lane })
	k.open = slices.Insert(k.open, at, claim)
}

// told gives the open claims that a segment tells of, on which these begin and end. Both are in order: the one of the text, the other
// of the lanes.
func (k *cutter) told(first, last []int) (claims []int) {
	for _, c := range k.open {
		if len(last) > 0 && last[0] == c.claim {
			last = last[1:]
		} else if _, begins := slices.BinarySearch(first, c.claim); !begins && c.lane >= LanesTold {
			continue
		}
		claims = append(claims, c.claim)
	}
	return claims
}

// nextClaimEdge gives the next position where a claim starts or ends, no later than end.
func (k *cutter) nextClaimEdge(end int) int {
	if k.more {
		end = min(end, k.ahead.Start)
	}
	for _, c := range k.open {
		end = min(end, c.end)
	}
	return end
}

// linkOver gives the link over the segment from at to end, and where the segment ends once links cut it too.
func (k *cutter) linkOver(at, end int) (link, cut int) {
	for k.link < len(k.links) && k.links[k.link].End <= at {
		k.link++
	}
	switch {
	case k.link == len(k.links) || k.links[k.link].Start >= end:
		return -1, end
	case k.links[k.link].Start > at:
		return -1, k.links[k.link].Start
	}
	return k.link, min(end, k.links[k.link].End)
}

// lastOf gives the open claims that are not visible after the segment that ends at end.
func (k *cutter) lastOf(end int, block factcheck.Span) (last []int) {
	for _, c := range k.open {
		if c.end <= end || end == block.End && k.blank(end, c.end) {
			last = append(last, c.claim)
		}
	}
	return last
}

// blank says whether there is nothing but white space between two positions, as there is between blocks.
func (k *cutter) blank(from, to int) bool {
	return from >= to || strings.TrimSpace(k.text.Slice(factcheck.Span{Start: from, End: to})) == ""
}
