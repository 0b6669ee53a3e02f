package interchange

import (
	"errors"

	"stet/server/factcheck"
	"stet/server/span"
)

// Placed is an item that has found its place in the article.
type Placed struct {
	Item
	At  factcheck.Span // in code points of the article's text
	How string         // ByPosition or ByQuote
}

// How an item found its place.
const (
	ByPosition = "position" // what the file says stands there does
	ByQuote    = "quote"    // its words stand at one place alone
)

// Place finds where the items of a file stand in the text of an article. A position counts only where the file's own text or
// quote bears it out; else an item is found by its words, with those before and after it, if they stand at one place alone.
// Whatever is not certain is left out.
func (f File) Place(text *span.Text) (placed []Placed, skipped []Skipped) {
	whole := span.NewBare(text)
	for _, part := range f.Parts {
		p := newPlacer(text, whole, part)
		for _, item := range part.Items {
			at, how, why := p.place(item)
			if why != "" {
				skipped = append(skipped, Skipped{item.Name, why})
				continue
			}
			placed = append(placed, Placed{item, at, how})
		}
	}
	return placed, skipped
}

// placer holds one part of a file against the article.
type placer struct {
	text *span.Text // the article's
	bare *span.Bare
	part *span.Text // nil where the part has no text of its own
	fit  span.Fit
	fits bool
	seen map[wording]found // a file may hold the same words often, and looking for them goes through the text
}

type wording struct{ quote, prefix, suffix string }

type found struct {
	at  factcheck.Span
	why string
}

func newPlacer(text *span.Text, whole *span.Bare, part Part) *placer {
	p := &placer{text: text, bare: whole, seen: map[wording]found{}}
	if part.Text != "" {
		p.part = span.NewText(part.Text)
		p.fit, p.fits = whole.Fit(span.NewBare(p.part))
	}
	return p
}

func (p *placer) place(item Item) (at factcheck.Span, how, why string) {
	if item.Why != "" {
		return at, "", item.Why
	}
	if p.part != nil {
		if why = p.inPart(&item); why != "" {
			return at, "", why
		}
	}
	if at, ok := p.byPosition(item); ok {
		return at, ByPosition, ""
	}
	if item.Pieces {
		return at, "", inPieces
	}
	if item.Quote == "" {
		return at, "", "It gives a position, but not the words that stand there, so the position cannot be checked."
	}
	at, why = p.byQuote(wording{item.Quote, item.Prefix, item.Suffix})
	return at, ByQuote, why
}

// inPart takes the quote and its surroundings from the part's own text, where its position is one of it and bears out the quote
// that the file gives.
func (p *placer) inPart(item *Item) (why string) {
	if item.Span == nil {
		return ""
	}
	if p.part.Check(*item.Span) != nil || item.Quote != "" && !span.Alike(item.Quote, p.part.Slice(*item.Span)) {
		if item.Span = nil; item.Quote == "" {
			return "Its position is not one of the file’s text."
		}
		return ""
	}
	item.Quote, item.Prefix, item.Suffix = p.part.Anchor(*item.Span)
	return ""
}

// byPosition gives the item's position where it is borne out.
func (p *placer) byPosition(item Item) (at factcheck.Span, ok bool) {
	switch {
	case item.Span == nil || p.part != nil && !p.fits:
		return at, false
	case p.part != nil:
		at, ok = p.fit.Span(*item.Span)
		return at, ok && p.text.Check(at) == nil
	}
	at = *item.Span
	return at, item.Quote != "" && p.text.Check(at) == nil && span.Alike(item.Quote, p.text.Slice(at))
}

// byQuote finds words that stand at one place alone. Where they do not stand between the words the file gives, they must stand
// nowhere else at all.
func (p *placer) byQuote(w wording) (factcheck.Span, string) {
	known, ok := p.seen[w]
	if !ok {
		known = p.find(w)
		p.seen[w] = known
	}
	return known.at, known.why
}

func (p *placer) find(w wording) found {
	if !p.bare.Holds(w.quote) {
		return found{why: notThere}
	}
	at, err := p.text.Find(w.quote, w.prefix, w.suffix)
	if err == nil {
		return found{at: at}
	}
	if w.prefix+w.suffix != "" && factcheck.CodeOf(err) == factcheck.Invalid {
		if at, alone := p.text.Find(w.quote, "", ""); alone == nil {
			return found{at: at}
		} else if factcheck.CodeOf(alone) == factcheck.Conflict {
			return found{why: "Its words stand more than once in the text, and nowhere between the words that the file says stand around them."}
		}
	}
	return found{why: reason(err)}
}

const inPieces = "It marks pieces with other words between them; a claim is one passage."

const notThere = "Its words do not stand in the text."

// reason is what an error says, as the reason why an item is left out.
func reason(err error) string {
	var known *factcheck.Error
	if errors.As(err, &known) && known.Code == factcheck.Conflict {
		return "Its words stand more than once in the text, so it is not certain which are meant."
	}
	return notThere
}
