package views

import (
	"context"
	"io"
	"slices"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// Staff is a stretch of an article's text with a lane of underlines for each reviewer, read like a staff of music. The
// textContent of a block's element is exactly the revision's text from the block's start to its end: the groups' numbers
// are drawn by the stylesheet.
type Staff struct {
	Text   *span.Text
	From   int // how many blocks of the revision stand before Blocks
	Before int // and how many of those are numbered paragraphs
	Blocks []factcheck.Block
	Links  []factcheck.Link
	Lanes  []Lane
	Claims []factcheck.Claim // that are shown, sorted by start, end and id
	Groups map[int64]*Group  // of each claim, by its id
	Open   int64             // the key of the group that stands open; 0 for none
	Ask    CompareAsk        // for the links to groups
}

// Render implements templ.Component.
func (s Staff) Render(_ context.Context, w io.Writer) error {
	p := staffPress{Staff: s, linkPress: newLinkPress(s.Links), named: map[int64]bool{}}
	p.place()
	for i, segments := range span.Article(s.Text, s.Blocks, s.Claims, s.Links) {
		p.block(s.From+i+1, s.Blocks[i], segments)
	}
	return p.release(w)
}

// staffPress appends the blocks of a staff.
type staffPress struct {
	Staff
	linkPress
	lane  []int  // of each claim
	again []bool // says of each claim that its reviewer has another one over the same words, whose line is drawn first
	named map[int64]bool
}

// place finds the lane of each claim, and those that share theirs with another claim of the same reviewer.
func (p *staffPress) place() {
	p.lane, p.again = make([]int, len(p.Claims)), make([]bool, len(p.Claims))
	at, ends := make(map[string]int, len(p.Lanes)), make([]int, len(p.Lanes))
	for i, lane := range p.Lanes {
		at[lane.Reviewer] = i
	}
	for i := range p.Claims {
		c := &p.Claims[i]
		lane := at[c.Reviewer]
		p.lane[i], p.again[i] = lane, c.Start < ends[lane]
		if !p.again[i] {
			ends[lane] = c.End
		}
	}
}

func (p *staffPress) block(number int, b factcheck.Block, segments []span.Segment) {
	p.raw(`<div class="staffed"`)
	if b.Kind == factcheck.Paragraph {
		p.Before++
		p.attribute("data-no", int64(p.Before))
	}
	p.raw(">")
	p.openBlock(number, b)
	for _, s := range segments {
		p.segment(s)
	}
	p.linkTo(-1)
	p.closeBlock(b)
	p.laneKey()
	p.raw("</div>\n")
}

// laneKey appends the lanes' letters, each at its height.
func (p *staffPress) laneKey() {
	p.raw(`<p class="lanekey" aria-hidden="true">`)
	for _, lane := range p.Lanes {
		p.raw("<span>")
		p.text(lane.Letter)
		p.raw("</span>")
	}
	p.raw("</p>")
}

func (p *staffPress) segment(s span.Segment) {
	for _, i := range s.First {
		p.reference(i)
	}
	p.linkTo(s.Link)
	if len(s.Claims) == 0 {
		p.text(p.Text.Slice(s.Span))
		return
	}
	slices.SortFunc(s.Claims, p.byLane)
	if len(s.Claims) >= span.LanesTold { // then each lane's line comes before what would be drawn over it
		slices.SortStableFunc(s.Claims, p.againLast)
	}
	p.marks(s)
}

func (p *staffPress) againLast(i, j int) int {
	switch {
	case p.again[i] == p.again[j]:
		return 0
	case p.again[i]:
		return 1
	}
	return -1
}

func (p *staffPress) byLane(i, j int) int {
	if p.lane[i] != p.lane[j] {
		return p.lane[i] - p.lane[j]
	}
	return i - j
}

// reference appends the number of a claim's group, where its first claim begins. No link can stand in a link of the text.
func (p *staffPress) reference(claim int) {
	g := p.Groups[p.Claims[claim].ID]
	if p.named[g.Key] {
		return
	}
	p.named[g.Key] = true
	p.linkTo(-1)
	p.raw(`<a class="ref" id="at-`)
	p.number(g.Key)
	p.raw(`" href="`)
	p.text(p.Ask.opening(g.Key))
	p.raw(`"`)
	p.attribute("data-n", int64(g.Number))
	p.raw(` aria-label="group `)
	p.number(int64(g.Number))
	p.raw(", ", strings.ToLower(outcomeWords[g.Outcome]), `"></a>`)
}
