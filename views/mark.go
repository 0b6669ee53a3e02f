package views

import (
	"slices"

	"stet/server/factcheck"
	"stet/server/span"
)

// mark appends a segment with the claims over it: the element itself draws the claim of the lowest lane, an element nested
// within draws each further one. Of a pile of claims the lower are drawn and the one that stands open; for each other there is a place
// that addresses lead to.
func (p *galleyPress) mark(s span.Segment) {
	drawn, rest := p.parted(&s)
	p.raw("<mark")
	p.claimClass("claim ", s.Claims[0])
	p.claimID(s, s.Claims[0])
	p.raw(` tabindex="`, p.tabindex(s), `" data-claims="`)
	p.ids("", s.Claims)
	p.raw(`"`)
	p.details(drawn)
	p.description(drawn)
	p.andMore(len(rest))
	p.raw(`"`)
	p.raw(">")
	for _, i := range drawn[1:] {
		p.raw("<span")
		p.claimClass("", i)
		p.claimID(s, i)
		p.raw(">")
	}
	for _, i := range rest {
		if begins(s, i) {
			p.raw("<span")
			p.claimID(s, i)
			p.raw("></span>")
		}
	}
	p.text(p.Text.Slice(s.Span))
	for range drawn[1:] {
		p.raw("</span>")
	}
	p.raw("</mark>")
}

// drawnOfPile is how many claims of a pile are drawn, described and ended by a sign: the stylesheet draws three lines, and one may stand open.
const drawnOfPile = 4

// parted parts a segment's claims into those that are drawn and the rest, and puts them in that order.
func (p *galleyPress) parted(s *span.Segment) (drawn, rest []int) {
	if len(s.Claims) < span.LanesTold {
		return s.Claims, nil
	}
	const last = drawnOfPile - 1
	if i := slices.IndexFunc(s.Claims, func(i int) bool { return p.Claims[i].ID == p.Open }); i > last {
		s.Claims[last], s.Claims[i] = s.Claims[i], s.Claims[last]
	}
	return s.Claims[:last+1], s.Claims[last+1:]
}

// begins says whether a segment is the first of a claim, an index. Those are in order.
func begins(s span.Segment, i int) bool {
	_, begins := slices.BinarySearch(s.First, i)
	return begins
}

func (p *galleyPress) claimClass(first string, i int) {
	c := &p.Claims[i]
	p.raw(` class="`, first, "v--", string(c.Verdict))
	switch lane := p.lanes[i]; {
	case lane == 1:
		p.raw(" lane-1")
	case lane > 1:
		p.raw(" lane-2")
	}
	if c.ID == p.Open {
		p.raw(" is-selected")
	}
	if p.Out[c.ID] {
		p.raw(" is-out")
	}
	p.raw(`"`)
}

// claimID names the element of a claim's first segment, so that /articles/12#claim-345 leads there.
func (p *galleyPress) claimID(s span.Segment, i int) {
	if begins(s, i) {
		p.raw(` id="claim-`)
		p.number(p.Claims[i].ID)
		p.raw(`"`)
	}
}

func (p *galleyPress) tabindex(s span.Segment) string {
	for _, i := range s.First {
		if p.Claims[i].ID == p.Stop {
			return "0"
		}
	}
	return "-1"
}

// ids appends the ids of claims, each after a prefix, with spaces between.
func (p *galleyPress) ids(prefix string, claims []int) {
	for n, i := range claims {
		if n > 0 {
			p.raw(" ")
		}
		p.raw(prefix)
		p.number(p.Claims[i].ID)
	}
}

// details leads from the mark to its claims' cards, if the page holds them.
func (p *galleyPress) details(claims []int) {
	if p.Carded != nil && slices.ContainsFunc(claims, func(i int) bool { return !p.Carded[p.Claims[i].ID] }) {
		return
	}
	p.raw(` aria-details="`)
	p.ids("card-", claims)
	p.raw(`"`)
}

// description appends the start of an attribute that says aloud what the lines say to the eye.
func (p *galleyPress) description(claims []int) {
	p.raw(` aria-description="`)
	for n, i := range claims {
		if n > 0 {
			p.raw("; ")
		}
		c := &p.Claims[i]
		p.raw("claim ")
		p.number(c.ID)
		p.raw(", ", string(c.Verdict))
		if c.ReviewerID != p.Viewer {
			p.raw(", by ")
			p.text(c.Reviewer)
		}
	}
}

// andMore says how many claims a pile has beside those that were described.
func (p *press) andMore(claims int) {
	if claims > 0 {
		p.raw("; and ")
		p.number(int64(claims))
		p.raw(" more")
	}
}

// tick appends the sign that ends a claim. The drawing stands in an element of its own, since a line may break before and after
// a bare drawing, which would leave the full stop after it alone.
func (p *galleyPress) tick(c *factcheck.Claim) {
	p.raw(`<span class="tick v--`, string(c.Verdict))
	if p.Out[c.ID] {
		p.raw(" is-out")
	}
	p.raw(`"`)
	p.attribute("data-claim", c.ID)
	p.raw(` aria-hidden="true">`)
	p.verdictIcon("i", c.Verdict)
	p.raw("</span>")
}
