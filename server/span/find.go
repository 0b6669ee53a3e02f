package span

import (
	"strings"
	"unicode/utf8"

	"stet/server/factcheck"
)

// Finder looks for many quotes in one text. What it has to make of the text for that it makes once, and no sooner than it is wanted.
// It is for one goroutine.
type Finder struct {
	text  *Text
	plain haystack
	alike [2]*folded // by blanks, and by signs
}

// NewFinder looks in a text.
func NewFinder(t *Text) *Finder { return &Finder{text: t, plain: haystack{s: t.s}} }

// Find looks for a single quote, as [Finder.Find] does.
func (t *Text) Find(quote, prefix, suffix string) (factcheck.Span, error) {
	return NewFinder(t).Find(quote, prefix, suffix)
}

// Find gives the one span where quote stands with prefix just before it and suffix just after it; either may be empty.
// All three are first put in the form of a revision's text. Where they do not stand exactly so, runs of white space count as
// equal and outer ones not at all; and where that does not help either, typographic quotation marks, apostrophes and dashes
// count as their straight forms.
//
// A quote that stands nowhere is Invalid and names the field; one that stands several times is a Conflict that says
// how many.
func (f *Finder) Find(quote, prefix, suffix string) (factcheck.Span, error) {
	if !utf8.ValidString(prefix) || !utf8.ValidString(quote) || !utf8.ValidString(suffix) { // half a character would be found in the midst of another
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is not valid UTF-8: copy it from the text again.")
	}
	w := wording{asInText(prefix), asInText(quote), asInText(suffix)}
	if strings.TrimSpace(w.quote) == "" {
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is empty: give the words as they stand in the text.")
	}
	at, count := f.plain.search(w.prefix + w.quote + w.suffix)
	if count == 0 {
		return f.findAlike(w)
	}
	start := at + len(w.prefix)
	return f.theOne(start, start+len(w.quote), count, w)
}

// theOne gives the bytes of the first place as a span where it is the only one.
func (f *Finder) theOne(start, end, count int, w wording) (factcheck.Span, error) {
	if count > 1 {
		return factcheck.Span{}, severalPlaces(count, w.prefix+w.suffix != "")
	}
	return factcheck.Span{Start: f.text.CodePoint(start), End: f.text.CodePoint(end)}, nil
}

func (f *Finder) findAlike(w wording) (factcheck.Span, error) {
	for _, fold := range []fold{blanks, signs} {
		if start, end, count := fold.of(w).among(f.folded(fold)); count > 0 {
			return f.theOne(start, end, count, w)
		}
	}
	return factcheck.Span{}, f.notStanding(signs.of(w))
}

func (f *Finder) folded(by fold) *folded {
	kept := &f.alike[0]
	if by == signs {
		kept = &f.alike[1]
	}
	if *kept == nil {
		*kept = by.whole(f.text.s)
	}
	return *kept
}

func severalPlaces(count int, narrowed bool) error {
	times, mend := "%d times", "add the words before it (prefix) or after it (suffix) to say which."
	if count > countedMatches {
		count, times = countedMatches, "more than %d times"
	}
	if narrowed {
		mend = "give more of the words before it (prefix) or after it (suffix)."
	}
	return factcheck.Errorf(factcheck.Conflict, "This quote stands "+times+" in the text; "+mend, count).Titled("The quote stands more than once")
}

// notStanding says which of the three, folded by signs, is at fault.
func (f *Finder) notStanding(w wording) error {
	stands := func(part wording) bool {
		_, _, count := part.among(f.folded(signs))
		return count > 0
	}
	if !stands(wording{quote: w.quote}) {
		return factcheck.BadField("quote", "This quote does not stand in the text: copy the words as they are there.")
	}
	var wrong []factcheck.FieldError
	if !stands(wording{prefix: w.prefix, quote: w.quote}) {
		wrong = append(wrong, factcheck.FieldError{Field: "prefix", Message: "The quote stands in the text, but not just after this prefix."})
	}
	if !stands(wording{quote: w.quote, suffix: w.suffix}) {
		wrong = append(wrong, factcheck.FieldError{Field: "suffix", Message: "The quote stands in the text, but not just before this suffix."})
	}
	if wrong == nil {
		wrong = []factcheck.FieldError{{Field: "suffix", Message: "The quote stands in the text, but not between this prefix and this suffix."}}
	}
	return factcheck.BadFields(wrong)
}
