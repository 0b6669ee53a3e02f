package views

import (
	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// Gone takes a claim's card and its entry in the index off the page.
func Gone(c factcheck.Claim) templ.Component {
	return pressed(func(p *press) {
		p.raw(`<article id="card-`)
		p.number(c.ID)
		p.raw(`" data-gone></article><li id="index-`)
		p.number(c.ID)
		p.raw(`" data-gone></li>`)
	})
}

// CitationGone takes one citation off its claim's open card.
func CitationGone(claim int64, n int) templ.Component {
	return pressed(func(p *press) {
		p.raw(`<li id="cite-`)
		p.number(claim)
		p.raw("-")
		p.number(int64(n))
		p.raw(`" data-gone></li>`)
	})
}
