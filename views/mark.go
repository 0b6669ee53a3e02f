package views

import (
	"slices"

	"stet/server/factcheck"
	"stet/server/span"
)

// mark appends a segment with the claims over it: the element itself draws the claim of the lowest lane, an element nested
// within draws each further one.
func (p *galleyPress) mark(s span.Segment) {
	p.raw("<mark")
	p.claimClass("claim ", s.Claims[0])
	p.claimID(s, s.Claims[0])
	p.raw(` tabindex="`, p.tabindex(s), `" data-claims="`)
	p.ids("", s.Claims)
	p.raw(`"`)
	p.details(s.Claims)
	p.description(s.Claims)
	p.raw(">")
	for _, i := range s.Claims[1:] {
		p.raw("<span")
		p.claimClass("", i)
		p.claimID(s, i)
		p.raw(">")
	}
	p.text(p.Text.Slice(s.Span))
	for range s.Claims[1:] {
		p.raw("</span>")
	}
	p.raw("</mark>")
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
	if slices.Contains(s.First, i) {
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

// description says aloud what the lines say to the eye.
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
	p.raw(`"`)
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
