package views

import (
	"slices"

	"stet/server/span"
)

// marks appends a segment with the claims over it: the element itself draws the uppermost lane's, an element nested within
// draws each further one.
func (p *staffPress) marks(s span.Segment) {
	drawn := p.drawn(s.Claims)
	p.raw("<mark")
	p.class(p.markClass(s.Claims), s.Claims[0])
	p.raw(` data-groups="`)
	p.groups(s.Claims)
	p.raw(`"`)
	p.description(drawn)
	p.andMore(len(s.Claims) - len(drawn))
	p.raw(`"`)
	p.raw(">")
	for _, i := range drawn[1:] {
		p.raw("<span")
		p.class("", i)
		p.raw(">")
	}
	p.text(p.Text.Slice(s.Span))
	for range drawn[1:] {
		p.raw("</span>")
	}
	p.raw("</mark>")
}

// markClass says whether the group that stands open is over a segment.
func (p *staffPress) markClass(claims []int) string {
	if p.Open != 0 && slices.ContainsFunc(claims, func(i int) bool { return p.Groups[p.Claims[i].ID].Key == p.Open }) {
		return "claim is-group "
	}
	return "claim "
}

func (p *staffPress) class(first string, i int) {
	c := &p.Claims[i]
	p.raw(` class="`, first, "v--", string(c.Verdict), " lane-")
	p.number(int64(p.lane[i]))
	if p.again[i] {
		p.raw(" again")
	}
	p.raw(`"`)
}

// groups appends the keys of the claims' groups, each once, with spaces between.
func (p *staffPress) groups(claims []int) {
	seen := map[int64]bool{}
	for _, i := range claims {
		key := p.Groups[p.Claims[i].ID].Key
		if seen[key] {
			continue
		}
		if len(seen) > 0 {
			p.raw(" ")
		}
		p.number(key)
		seen[key] = true
	}
}

// description appends the start of an attribute that says aloud what the lines say to the eye.
func (p *staffPress) description(claims []int) {
	p.raw(` aria-description="`)
	for n, i := range claims {
		if n > 0 {
			p.raw("; ")
		}
		p.text(p.Lanes[p.lane[i]].Name)
		p.raw(" ", string(p.Claims[i].Verdict))
	}
}

// drawn gives the claims that are drawn: of a pile, which comes with each lane's line first, as many as there are lanes.
func (p *staffPress) drawn(claims []int) []int {
	if len(claims) < span.LanesTold {
		return claims
	}
	return claims[:min(len(claims), len(p.Lanes))]
}
