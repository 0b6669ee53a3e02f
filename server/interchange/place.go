package interchange

import (
	"cmp"
	"context"
	"errors"
	"unicode/utf8"

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
// Whatever is not certain is left out. It goes on no longer than ctx lasts; where the words to be looked for are too many, the error
// is TooLarge.
func (f File) Place(ctx context.Context, text *span.Text) (placed []Placed, skipped []Skipped, err error) {
	whole := &article{text: text, finder: span.NewFinder(text), seen: map[wording]found{}}
	for _, part := range f.Parts {
		if len(part.Items) == 0 {
			continue
		}
		p := newPlacer(whole, part)
		for _, item := range part.Items {
			if err := cmp.Or(ctx.Err(), whole.tooMuch()); err != nil {
				return nil, nil, err
			}
			at, how, why := p.place(item)
			if why != "" {
				skipped = append(skipped, Skipped{item.Name, why})
				continue
			}
			placed = append(placed, Placed{item, at, how})
		}
	}
	return placed, skipped, nil
}

// article is what the items of a file are looked for in.
type article struct {
	text   *span.Text
	finder *span.Finder
	bare   *span.Bare        // nil until a part wants it
	seen   map[wording]found // a file may hold the same words often
	sought int               // bytes that were looked for or held against the text
}

type wording struct{ quote, prefix, suffix string }

type found struct {
	at  factcheck.Span
	why string
}

// maxSought is how many bytes the items of one file may have looked for: as many as it holds, twice over. A part's text can have
// more of them marked.
const maxSought = 2 * MaxBytes

func (a *article) tooMuch() error {
	if a.sought <= maxSought {
		return nil
	}
	return factcheck.Errorf(factcheck.TooLarge, "The passages of the file are longer than %d MB together, and do not stand where it says. Bring it in in parts.", maxSought>>20)
}

// fit finds where a part's text lies in the article's.
func (a *article) fit(part *span.Text) (span.Fit, bool) {
	if a.bare == nil {
		a.bare = span.NewBare(a.text)
	}
	return a.bare.Fit(span.NewBare(part))
}

// alike says whether words are those that stand somewhere.
func (a *article) alike(quote, there string) bool {
	if quote != there {
		a.sought += len(quote) + len(there)
	}
	return span.Alike(quote, there)
}

// placer holds one part of a file against the article.
type placer struct {
	*article
	part *span.Text // nil where the part has no text of its own
	lies span.Fit
	fits bool
}

func newPlacer(whole *article, part Part) *placer {
	p := &placer{article: whole}
	if part.Text != "" {
		p.part = span.NewText(part.Text)
		p.lies, p.fits = whole.fit(p.part)
	}
	return p
}

func (p *placer) place(item Item) (at factcheck.Span, how, why string) {
	if item.Why != "" {
		return at, "", item.Why
	}
	if why = overlong(&item); why != "" {
		return at, "", why
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

// maxMarked is how many code points are looked at of what an item marks: more than a claim could ever be on, however they are spaced.
const maxMarked = 2 * factcheck.MaxClaim

// overlong refuses a quote of more than is looked at. A position of more counts for nothing.
func overlong(item *Item) (why string) {
	length := utf8.RuneCountInString(item.Quote)
	if item.Span != nil && item.Span.Len() > maxMarked {
		if item.Quote == "" {
			length = item.Span.Len()
		}
		item.Span = nil
	}
	if length > maxMarked {
		return factcheck.TooMuchMarked(length).Message
	}
	return ""
}

// inPart takes the quote and its surroundings from the part's own text, where its position is one of it and bears out the quote
// that the file gives.
func (p *placer) inPart(item *Item) (why string) {
	if item.Span == nil {
		return ""
	}
	if p.part.Check(*item.Span) != nil || item.Quote != "" && !p.alike(item.Quote, p.part.Slice(*item.Span)) {
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
		at, ok = p.lies.Span(*item.Span)
		return at, ok && p.text.Check(at) == nil
	}
	at = *item.Span
	return at, item.Quote != "" && p.text.Check(at) == nil && p.alike(item.Quote, p.text.Slice(at))
}

// byQuote finds words that stand at one place alone. Where they do not stand between the words the file gives, they must stand
// nowhere else at all.
func (a *article) byQuote(w wording) (factcheck.Span, string) {
	known, ok := a.seen[w]
	if !ok {
		known = a.find(w)
		a.sought += len(w.prefix) + len(w.quote) + len(w.suffix)
		a.seen[w] = known
	}
	return known.at, known.why
}

func (a *article) find(w wording) found {
	at, err := a.finder.Find(w.quote, w.prefix, w.suffix)
	if err == nil {
		return found{at: at}
	}
	if w.prefix+w.suffix != "" && factcheck.CodeOf(err) == factcheck.Invalid {
		if at, alone := a.finder.Find(w.quote, "", ""); alone == nil {
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
