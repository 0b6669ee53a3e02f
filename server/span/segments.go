package span

import (
	"slices"
	"strings"

	"stet/server/factcheck"
)

// Segment is a stretch of a block over which the same claims and the same link stand throughout.
type Segment struct {
	factcheck.Span
	Claims []int // the claims over it, as indexes into those given, from the lowest lane to the highest
	Link   int   // the link over it, as an index into those given; -1 for none
	First  []int // the claims of which this is the first visible segment
	Last   []int // the claims of which this is the last visible segment
}

// Article cuts every block of a text at the edges of its claims and links, one list of segments for each block. The
// segments of a block join to its text; those of a claim join to its quote, less the white space between blocks.
//
// Blocks stand in order, neither beginning nor ending in white space, with only white space between them. Claims come
// sorted by start; links come in order and do not overlap. The work is proportional to what is returned.
func Article(text *Text, blocks []factcheck.Block, claims []factcheck.Claim, links []factcheck.Link) [][]Segment {
	k := cutter{text: text, claims: claims, lanes: Lanes(claims), links: links}
	cut := make([][]Segment, len(blocks))
	for i, b := range blocks {
		cut[i] = k.cut(b.Span)
	}
	return cut
}

// Segments is [Article] for a single block. Give it all claims of the article, so that they keep their lanes.
func Segments(text *Text, block factcheck.Block, claims []factcheck.Claim, links []factcheck.Link) []Segment {
	return Article(text, []factcheck.Block{block}, claims, links)[0]
}

// cutter goes through a text from its start to its end, once.
type cutter struct {
	text   *Text
	claims []factcheck.Claim
	lanes  []int
	links  []factcheck.Link
	taken  int   // claims[:taken] have been reached
	open   []int // those of them that have not ended, by lane
	link   int   // links[:link] have ended
}

func (k *cutter) cut(block factcheck.Span) []Segment {
	var segments []Segment
	for at := block.Start; at < block.End; {
		segment := k.next(at, block)
		segments = append(segments, segment)
		at = segment.End
	}
	return segments
}

// next makes the segment that starts at a position of the block.
func (k *cutter) next(at int, block factcheck.Span) Segment {
	k.closeClaims(at)
	first := k.openClaims(at)
	link, end := k.linkOver(at, k.nextClaimEdge(block.End))
	return Segment{
		Span:   factcheck.Span{Start: at, End: end},
		Claims: append([]int(nil), k.open...),
		Link:   link,
		First:  first,
		Last:   k.lastOf(end, block),
	}
}

func (k *cutter) closeClaims(at int) {
	k.open = slices.DeleteFunc(k.open, func(i int) bool { return k.claims[i].End <= at })
}

// openClaims takes up the claims reached by now and gives those that no earlier block has shown.
func (k *cutter) openClaims(at int) (first []int) {
	for ; k.taken < len(k.claims) && k.claims[k.taken].Start <= at; k.taken++ {
		claim := k.claims[k.taken]
		if claim.End <= at {
			continue
		}
		k.insert(k.taken)
		if k.blank(claim.Start, at) {
			first = append(first, k.taken)
		}
	}
	return first
}

func (k *cutter) insert(claim int) {
	at, _ := slices.BinarySearchFunc(k.open, k.lanes[claim], func(i, lane int) int { return k.lanes[i] - lane })
	k.open = slices.Insert(k.open, at, claim)
}

// nextClaimEdge gives the next position where a claim starts or ends, no later than end.
func (k *cutter) nextClaimEdge(end int) int {
	edge := end
	if k.taken < len(k.claims) {
		edge = min(edge, k.claims[k.taken].Start)
	}
	for _, i := range k.open {
		edge = min(edge, k.claims[i].End)
	}
	return edge
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
	for _, i := range k.open {
		over := k.claims[i].End
		if over <= end || end == block.End && k.blank(end, over) {
			last = append(last, i)
		}
	}
	return last
}

// blank says whether there is nothing but white space between two positions, as there is between blocks.
func (k *cutter) blank(from, to int) bool {
	return from >= to || strings.TrimSpace(k.text.Slice(factcheck.Span{Start: from, End: to})) == ""
}
