package views

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// Cards are closed cards, in the order given; a card that stands open is drawn by [OpenCard].
type Cards struct {
	Claims []factcheck.Claim
	Viewer int64
	Out    map[int64]bool // the claims that the filter leaves out
	Query  string         // the filter as it stands in the address, to stay there: "" or "verdict=disputed&"
}

// ClosedCard is a single closed card.
func ClosedCard(c factcheck.Claim, viewer int64) Cards {
	return Cards{Claims: []factcheck.Claim{c}, Viewer: viewer}
}

// Head is the heading of a card, open or closed.
func Head(c factcheck.Claim, viewer int64) templ.Component {
	return pressed(func(p *press) { p.cardHead(&c, viewer, "") })
}

// Render implements templ.Component.
func (c Cards) Render(_ context.Context, w io.Writer) error {
	p := newPress()
	for i := range c.Claims {
		c.draw(&p, &c.Claims[i])
	}
	return p.release(w)
}

func (c Cards) draw(p *press, claim *factcheck.Claim) {
	p.raw(`<article class="card" id="card-`)
	p.number(claim.ID)
	p.raw(`" data-into="#cards"`)
	p.cardData(claim, c.Viewer)
	if c.Out[claim.ID] {
		p.raw(" hidden")
	}
	p.raw(">")
	p.cardHead(claim, c.Viewer, c.Query)
	p.cardNote(claim)
	p.cardClue(claim)
	p.cardMeta(claim, c.Viewer)
	p.raw("</article>\n")
}

// cardData appends the attributes by which scripts know a card, and its label.
func (p *press) cardData(c *factcheck.Claim, viewer int64) {
	p.place(c)
	p.raw(` data-for="claim-`)
	p.number(c.ID)
	p.raw(`"`)
	p.attribute("data-version", int64(c.Version))
	p.raw(` data-verdict="`, string(c.Verdict), `" data-kind="`, string(c.Kind), `" data-reviewer="`)
	p.text(c.Reviewer)
	p.raw(`"`)
	if c.ReviewerID == viewer {
		p.raw(` data-mine="1"`)
	}
	p.raw(` aria-labelledby="head-`)
	p.number(c.ID)
	p.raw(`"`)
}

// place appends what puts a claim's card, and its entry in the index, in order.
func (p *press) place(c *factcheck.Claim) {
	p.attribute("data-claim", c.ID)
	p.attribute("data-start", int64(c.Start))
	p.attribute("data-end", int64(c.End))
}

// cardHead appends a card's heading, which opens the card. The initial of another reviewer stands in it, since a card that has
// little room shows its heading alone.
func (p *press) cardHead(c *factcheck.Claim, viewer int64, query string) {
	p.raw(`<h3 class="card-head" id="head-`)
	p.number(c.ID)
	p.raw(`">`)
	p.openingLink(c, query)
	p.raw(`><span class="v v--`, string(c.Verdict), `">`)
	p.verdictIcon("i", c.Verdict)
	p.raw("<b>", verdictWord(c.Verdict), "</b></span></a>")
	if c.Rating != 0 {
		p.raw(`<span class="card-rating">`, ratingText(c.Rating), "</span>")
	}
	if c.Carried == factcheck.CarriedChanged {
		p.raw(`<span class="card-changed">`, changedSaid(c), "</span>")
	}
	if c.ReviewerID != viewer {
		p.raw(`<span class="who" aria-hidden="true">`)
		p.text(initial(c.Reviewer))
		p.raw("</span>")
	}
	p.raw(`<span class="num"><span class="vh">claim </span>`)
	p.number(c.ID)
	p.raw("</span></h3>")
}

// changedSaid says that the words of a claim are not those that were judged, or marked.
func changedSaid(c *factcheck.Claim) string {
	if c.Verdict == factcheck.Unchecked {
		return "text changed since marked"
	}
	return "text changed since checked"
}

// openingLink appends the start of a link to the claim with its card open, but for the closing bracket.
func (p *press) openingLink(c *factcheck.Claim, query string) {
	p.raw(`<a href="?`)
	p.text(query)
	p.raw("claim=")
	p.number(c.ID)
	p.raw("#claim-")
	p.number(c.ID)
	p.raw(`"`)
}

func (p *press) cardNote(c *factcheck.Claim) {
	if c.Note == "" {
		return
	}
	p.raw(`<p class="card-note" dir="auto">`)
	p.text(shortened(c.Note, noteLength))
	p.raw("</p>")
}

// What is longer is read whole where the card is open.
const (
	noteLength = 2_000 // code points
	clueLength = 80
)

// cardClue appends the first words of the claim, by which a card is known where it does not stand beside them.
func (p *press) cardClue(c *factcheck.Claim) {
	p.raw(`<p class="card-clue" dir="auto">`)
	p.text(shortened(c.Quote, clueLength))
	p.raw("</p>")
}

// cardMeta appends the small line: whose claim it is where it is not the viewer's, its kind, and what it rests on.
func (p *press) cardMeta(c *factcheck.Claim, viewer int64) {
	p.raw(`<p class="card-meta">`)
	if c.ReviewerID != viewer {
		p.raw("<span>")
		p.text(c.Reviewer)
		p.raw("</span>")
	}
	p.raw("<span>", string(c.Kind), "</span><span>", sourcesText(c.Citations), "</span></p>")
}
