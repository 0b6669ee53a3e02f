package views

import (
	"context"
	"io"
	"strconv"

	"stet/server/factcheck"
	"stet/server/span"
)

// CarryoverPage is the queue of an article's claims that need a look.
type CarryoverPage struct {
	Frame   Frame
	Article factcheck.Article
	Strays  []Stray // of a long queue, those of one page
	Waiting int     // how many claims wait in all
	Before  int     // how many of them stand before Strays
	Earlier int64   // the last claim before Strays; 0 where there is none
	Later   int64   // the first after them, likewise
}

// stretch says which claims of a long queue the page shows.
func (p CarryoverPage) stretch() string {
	return "This page has numbers " + strconv.Itoa(p.Before+1) + " to " + strconv.Itoa(p.Before+len(p.Strays)) + "."
}

// at is where a claim of the queue is shown; "" for none.
func (p CarryoverPage) at(claim int64) string {
	if claim == 0 {
		return ""
	}
	return strayPath(p.Article.ID, claim)
}

func strayPath(article, claim int64) string {
	id := strconv.FormatInt(claim, 10)
	return "/articles/" + strconv.FormatInt(article, 10) + "/carryover?claim=" + id + "#claim-" + id
}

// Stray is one claim that needs a look: where it stood, and the text where it may stand now.
type Stray struct {
	Claim    factcheck.Claim
	Outcome  factcheck.Carriage
	To       int    // the revision that Now is of
	Proposed string // the words proposed; "" for none
	Old, Now Excerpted
	May      bool // who looks may answer
	Mine     bool
	Quote    QuoteForm // what was typed to place it
	Problem  string
}

func (s Stray) id(what string) string { return what + "-" + strconv.FormatInt(s.Claim.ID, 10) }

func (s Stray) action() string { return "/claims/" + strconv.FormatInt(s.Claim.ID, 10) + "/carryover" }

// Excerpted is some blocks of a text with a span marked in them.
type Excerpted struct {
	Text   *span.Text
	Blocks []factcheck.Block
	Marked factcheck.Span // empty for a place between words, which is marked too
	Class  string         // of the mark
}

// Render implements templ.Component. A block's element holds exactly its text and says where it starts, so that words selected in it
// have a span.
func (e Excerpted) Render(_ context.Context, w io.Writer) error {
	p := newPress()
	for _, b := range e.Blocks {
		p.raw(`<p class="para"`)
		p.attribute("data-start", int64(b.Start))
		p.raw(` dir="auto">`)
		start, end := max(b.Start, min(e.Marked.Start, b.End)), min(b.End, max(e.Marked.End, b.Start))
		p.text(e.Text.Slice(factcheck.Span{Start: b.Start, End: start}))
		switch {
		case start < end:
			p.raw(`<mark class="`, e.Class, `">`)
			p.text(e.Text.Slice(factcheck.Span{Start: start, End: end}))
			p.raw("</mark>")
		case e.Marked.Start == e.Marked.End && b.Start <= e.Marked.Start && e.Marked.Start <= b.End:
			p.raw(`<span class="`, e.Class, `" role="img" aria-label="It stood here."></span>`)
		}
		p.text(e.Text.Slice(factcheck.Span{Start: max(start, end), End: b.End}))
		p.raw("</p>\n")
	}
	return p.release(w)
}
