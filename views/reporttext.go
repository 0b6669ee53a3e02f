package views

import (
	"cmp"
	"context"
	"io"
	"iter"
	"strconv"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/span"
)

// reportText is the text of a report, with the number of each finding where its claim ends.
type reportText struct{ *export.Report }

// Render implements templ.Component.
func (t reportText) Render(_ context.Context, w io.Writer) error {
	next, stop := iter.Pull2(t.InText)
	defer stop()
	p := reportPress{Report: t.Report, linkPress: newLinkPress(t.Revision.Links), next: next, over: map[int]reportMark{}}
	in := -1
	for block, s := range span.Cut(t.Text, t.Revision.Blocks, p.nextMark, t.Revision.Links) {
		if block != in {
			p.endBlock(in)
			in = block
			p.beginBlock(in)
		}
		if p.segment(s); len(p.out) >= writeAtOnce {
			p.write(w)
		}
	}
	p.endBlock(in)
	return cmp.Or(p.err, p.release(w))
}

// writeAtOnce is how many bytes of a long text are gathered before they are written.
const writeAtOnce = 32 << 10

// reportPress appends the text block by block. Of the findings it holds those alone whose claims stand over the place where it is.
type reportPress struct {
	*export.Report
	linkPress
	next  func() (*export.Finding, error, bool)
	lanes span.Lanes
	over  map[int]reportMark // by their places among the findings
	err   error              // the first
}

// reportMark is what the text shows of a finding.
type reportMark struct {
	claimID int64
	verdict factcheck.Verdict
	lane    int
}

// nextMark takes up the next finding, and gives its span.
func (p *reportPress) nextMark() (at factcheck.Span, ok bool) {
	f, err, ok := p.next()
	p.err = cmp.Or(p.err, err)
	if !ok || err != nil {
		return at, false
	}
	p.over[f.Number-1] = reportMark{f.ClaimID, f.Verdict, p.lanes.Take(f.Span)}
	return f.Span, true
}

// write writes what has been appended so far.
func (p *reportPress) write(w io.Writer) {
	if p.err == nil {
		_, p.err = w.Write(p.out)
	}
	p.out = p.out[:0]
}

func (p *reportPress) beginBlock(i int) {
	tag, class := blockElement(p.Revision.Blocks[i])
	p.raw("<", tag, ` class="`, class, `" dir="auto">`)
}

// endBlock ends a block; -1 stands for none.
func (p *reportPress) endBlock(i int) {
	if i < 0 {
		return
	}
	tag, _ := blockElement(p.Revision.Blocks[i])
	p.linkTo(-1)
	p.raw("</", tag, ">\n")
}

func (p *reportPress) segment(s span.Segment) {
	p.linkTo(s.Link)
	drawn := s.Claims
	if len(drawn) >= span.LanesTold {
		drawn = drawn[:drawnOfPile]
	}
	for n, i := range drawn {
		p.raw([]string{"<mark", "<span"}[min(n, 1)])
		p.class([]string{"claim ", ""}[min(n, 1)], i)
		p.raw(">")
	}
	p.text(p.Text.Slice(s.Span))
	for n := range drawn {
		p.raw([]string{"</mark>", "</span>"}[min(len(drawn)-1-n, 1)])
	}
	if len(s.Last) > 0 {
		p.linkTo(-1) // no link within a link
		for _, i := range s.Last {
			p.reference(i)
			delete(p.over, i)
		}
	}
}

func (p *reportPress) class(first string, i int) {
	mark := p.over[i]
	p.raw(` class="`, first, "v--", string(mark.verdict))
	if mark.lane > 0 {
		p.raw(" lane-", strconv.Itoa(min(mark.lane, 2)))
	}
	p.raw(`"`)
}

// reference appends the number of a finding, which leads to it.
func (p *reportPress) reference(i int) {
	mark := p.over[i]
	p.raw(`<a class="fn v--`, string(mark.verdict), `" id="`, markID(mark.claimID), `" href="#`, findingID(mark.claimID), `" aria-label="Claim `)
	p.number(int64(i + 1))
	p.raw(", ", string(mark.verdict), `">`)
	p.number(int64(i + 1))
	p.raw("</a>")
}
