package views

import (
	"context"
	"io"

	"stet/server/factcheck"
	"stet/server/span"
)

// Galley is a stretch of an article's text, whole blocks of it, with its claims drawn in. The textContent of a block's
// element is exactly the revision's text from the block's start to its end: nothing else in it is text.
type Galley struct {
	Text   *span.Text
	From   int // how many blocks of the revision stand before Blocks
	Blocks []factcheck.Block
	Links  []factcheck.Link
	// Claims are all the claims over Blocks and all that overlap one of those, and so on, so that each keeps its lane;
	// all claims of the article will do. They come sorted by start, end and id.
	Claims []factcheck.Claim
	Viewer int64
	Open   int64          // the claim whose card stands open; 0 for none
	Stop   int64          // the claim at which the Tab key enters the text
	Out    map[int64]bool // the claims that the filter leaves out; nil where there is no filter
	Carded map[int64]bool // the claims whose cards the page holds; nil for all
}

// Render implements templ.Component.
func (g Galley) Render(_ context.Context, w io.Writer) error {
	p := galleyPress{Galley: g, linkPress: newLinkPress(g.Links), lanes: span.LanesOf(g.Claims)}
	for i, segments := range span.Article(g.Text, g.Blocks, g.Claims, g.Links) {
		p.block(g.From+i+1, g.Blocks[i], segments)
	}
	return p.release(w)
}

// galleyPress appends the blocks of a galley.
type galleyPress struct {
	Galley
	linkPress
	lanes []int
}

func (p *galleyPress) block(number int, b factcheck.Block, segments []span.Segment) {
	p.openBlock(number, b)
	for _, s := range segments {
		p.segment(s)
	}
	p.linkTo(-1)
	p.closeBlock(b)
	p.raw("\n")
}

// openBlock appends the start of a block's element, which is known by the block's number and says which span it holds.
func (p *press) openBlock(number int, b factcheck.Block) {
	tag, class := blockElement(b)
	p.raw("<", tag, ` class="`, class, `" id="block-`)
	p.number(int64(number))
	p.raw(`"`)
	p.attribute("data-start", int64(b.Start))
	p.attribute("data-end", int64(b.End))
	p.raw(` dir="auto">`)
}

func (p *press) closeBlock(b factcheck.Block) {
	tag, _ := blockElement(b)
	p.raw("</", tag, ">")
}

// blockElement gives a block's element. The headings of the text come below the article's title, in two steps.
func blockElement(b factcheck.Block) (tag, class string) {
	switch b.Kind {
	case factcheck.Heading:
		if b.Level > 2 {
			return "h3", "para para--heading"
		}
		return "h2", "para para--heading"
	case factcheck.ListItem:
		return "p", "para para--item"
	case factcheck.Quote:
		return "p", "para para--quotation"
	case factcheck.Caption:
		return "p", "para para--caption"
	default:
		return "p", "para"
	}
}

func (p *galleyPress) segment(s span.Segment) {
	p.linkTo(s.Link)
	if len(s.Claims) == 0 {
		p.text(p.Text.Slice(s.Span))
		return
	}
	p.mark(s)
	ending := s.Last
	if len(ending) >= span.LanesTold {
		ending = ending[:drawnOfPile]
	}
	for _, i := range ending {
		p.tick(&p.Claims[i])
	}
}
