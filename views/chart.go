package views

import "strconv"

// chart appends the start of a drawing, which says in words what it shows. It is a group and no image, so that what can be
// pressed in it can be reached.
func (p *press) chart(id, title, said string, width, height int) {
	p.raw(`<svg class="chart" id="`, id, `" role="group" aria-labelledby="`, id, `-t" aria-describedby="`, id, `-d"`)
	p.attribute("width", int64(width))
	p.attribute("height", int64(height))
	p.raw(` viewBox="0 0 `, strconv.Itoa(width), " ", strconv.Itoa(height), `"><title id="`, id, `-t">`)
	p.text(title)
	p.raw(`</title><desc id="`, id, `-d">`)
	p.text(said)
	p.raw("</desc>")
}

// label appends a text of a drawing. It is not read aloud, since the drawing and its cells say more.
func (p *press) label(x, y int, anchor, text string) {
	p.raw(`<text aria-hidden="true" text-anchor="`, anchor, `"`)
	p.attribute("x", int64(x))
	p.attribute("y", int64(y))
	p.raw(">")
	p.text(text)
	p.raw("</text>")
}

// cell appends a square with a text in it, which leads somewhere unless the address is "".
func (p *press) cell(x, y int, class, text, said, address string) {
	p.openLink(address, said)
	p.raw(`<rect class="`, class, `" width="44" height="44"`)
	p.attribute("x", int64(x))
	p.attribute("y", int64(y))
	p.raw(`/><text aria-hidden="true" text-anchor="middle" class="on-`, class, `"`)
	p.attribute("x", int64(x+cell/2))
	p.attribute("y", int64(y+cell/2+4))
	p.raw(">")
	p.text(text)
	p.raw("</text>")
	p.closeLink(address)
}

// openLink appends the start of a link in a drawing, with what is read aloud of it; nothing where the address is "".
func (p *press) openLink(address, said string) {
	if address == "" {
		return
	}
	p.raw(`<a href="`)
	p.text(address)
	p.raw(`" aria-label="`)
	p.text(said)
	p.raw(`">`)
}

func (p *press) closeLink(address string) {
	if address != "" {
		p.raw("</a>")
	}
}
