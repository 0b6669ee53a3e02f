package views

import (
	"context"
	"io"

	"stet/server/factcheck"
)

// indexLength is how many code points of a quote the index shows; the stylesheet cuts what does not fit.
const indexLength = 48

// Index is the list of claims beside the text, an entry each.
type Index struct {
	Claims []factcheck.Claim
	Open   int64          // the claim whose card stands open; 0 for none
	Out    map[int64]bool // the claims that the filter leaves out
	Query  string         // as in Cards
}

// Render implements templ.Component.
func (x Index) Render(_ context.Context, w io.Writer) error {
	p := newPress()
	for i := range x.Claims {
		x.draw(&p, &x.Claims[i])
	}
	return p.release(w)
}

func (x Index) draw(p *press, c *factcheck.Claim) {
	p.raw(`<li id="index-`)
	p.number(c.ID)
	p.raw(`" data-into="#index-list"`)
	p.place(c)
	if x.Out[c.ID] {
		p.raw(" hidden")
	}
	p.raw(">")
	p.openingLink(c, x.Query)
	if c.ID == x.Open {
		p.raw(` aria-current="true"`)
	}
	p.raw(">")
	p.verdictIcon("i", c.Verdict)
	p.raw(`<span dir="auto">`)
	p.text(shortened(c.Quote, indexLength))
	p.raw(`</span><span class="vh">, `, string(c.Verdict), "</span></a></li>\n")
}
