package extract

import "stet/server/factcheck"

// rescued takes back headings, list items and quotations that the library has left out although they stand in the midst of the
// text: in the same part of the page as the blocks before and after them, a heading as the block after it, and named as nothing else.
func rescued(pieces []Piece) []Piece {
	before := -1
	for i := range pieces {
		if pieces[i].Aside != "" {
			continue
		}
		if before >= 0 {
			rescue(pieces[before+1:i], pieces[before], pieces[i])
			rescueHeading(&pieces[i-1], pieces[i])
		}
		before = i
	}
	return pieces
}

// mostRescued is how many blocks on end are taken back; more are a list of something else.
const mostRescued = 30

func rescue(between []Piece, before, after Piece) {
	if before.home == nil || before.home != after.home || len(between) > mostRescued {
		return
	}
	for i := range between {
		p := &between[i]
		if p.Aside == OutsideText && p.home == before.home && p.Kind != factcheck.Paragraph && p.Kind != factcheck.Caption && !isLink(*p) {
			p.Aside, p.Sure = "", false
		}
	}
}

// rescueHeading takes back a heading that stands just before text, in the same part of the page.
func rescueHeading(p *Piece, text Piece) {
	if p.Aside == OutsideText && p.Kind == factcheck.Heading && p.home != nil && p.home == text.home && text.Kind != factcheck.Heading && !isLink(*p) {
		p.Aside, p.Sure = "", false
	}
}
