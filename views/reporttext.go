package views

import (
	"context"
	"io"
	"strconv"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/span"
)

// reportText is the text of a report, with the number of each finding where its claim ends.
type reportText struct{ *export.Report }

// Render implements templ.Component.
func (t reportText) Render(_ context.Context, w io.Writer) error {
	marks := t.Marks()
	p := reportPress{Report: t.Report, linkPress: newLinkPress(t.Revision.Links), lanes: span.Lanes(marks)}
	for i, segments := range span.Article(t.Text, t.Revision.Blocks, marks, t.Revision.Links) {
		p.block(t.Revision.Blocks[i], segments)
	}
	return p.release(w)
}

type reportPress struct {
	*export.Report
	linkPress
	lanes []int
}

func (p *reportPress) block(b factcheck.Block, segments []span.Segment) {
	tag, class := blockElement(b)
	p.raw("<", tag, ` class="`, class, `" dir="auto">`)
	for _, s := range segments {
		p.segment(s)
	}
	p.linkTo(-1)
	p.raw("</", tag, ">\n")
}

func (p *reportPress) segment(s span.Segment) {
	p.linkTo(s.Link)
	for n, i := range s.Claims {
		p.raw([]string{"<mark", "<span"}[min(n, 1)])
		p.class([]string{"claim ", ""}[min(n, 1)], i)
		p.raw(">")
	}
	p.text(p.Text.Slice(s.Span))
	for n := range s.Claims {
		p.raw([]string{"</mark>", "</span>"}[min(len(s.Claims)-1-n, 1)])
	}
	if len(s.Last) > 0 {
		p.linkTo(-1) // no link within a link
		for _, i := range s.Last {
			p.reference(&p.Findings[i])
		}
	}
}

func (p *reportPress) class(first string, i int) {
	p.raw(` class="`, first, "v--", string(p.Findings[i].Verdict))
	if lane := p.lanes[i]; lane > 0 {
		p.raw(" lane-", strconv.Itoa(min(lane, 2)))
	}
	p.raw(`"`)
}

// reference appends the number of a finding, which leads to it.
func (p *reportPress) reference(f *export.Finding) {
	p.raw(`<a class="fn v--`, string(f.Verdict), `" id="`, markID(f), `" href="#`, findingID(f), `" aria-label="Claim `)
	p.number(int64(f.Number))
	p.raw(", ", string(f.Verdict), `">`)
	p.number(int64(f.Number))
	p.raw("</a>")
}
