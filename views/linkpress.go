package views

import "stet/server/factcheck"

// linkPress appends a text that has links of its own.
type linkPress struct {
	press
	links []factcheck.Link
	open  int // the link whose element stands open; -1 for none
}

func newLinkPress(links []factcheck.Link) linkPress {
	return linkPress{press: newPress(), links: links, open: -1}
}

// linkTo closes the link that stands open and opens the one wanted, unless they are the same; -1 wants none.
func (p *linkPress) linkTo(wanted int) {
	if wanted >= 0 && !factcheck.Linkable(p.links[wanted].URL) {
		wanted = -1
	}
	if wanted == p.open {
		return
	}
	if p.open >= 0 {
		p.raw("</a>")
	}
	if wanted >= 0 {
		p.raw(`<a class="out" rel="noopener noreferrer nofollow" target="_blank" href="`)
		p.text(p.links[wanted].URL)
		p.raw(`">`)
	}
	p.open = wanted
}
