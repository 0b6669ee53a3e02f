package span

import (
	"strings"
	"unicode/utf8"

	"stet/server/factcheck"
)

// countedMatches is how many places of a quote are counted before the count is given as "more than".
const countedMatches = 999

// Find gives the one span where quote stands with prefix just before it and suffix just after it; either may be empty.
// All three are first put in the form of a revision's text. Where they do not stand exactly so, runs of white space count as
// equal and outer ones not at all; and where that does not help either, typographic quotation marks, apostrophes and dashes
// count as their straight forms.
//
// A quote that stands nowhere is Invalid and names the field; one that stands several times is a Conflict that says
// how many.
func (t *Text) Find(quote, prefix, suffix string) (factcheck.Span, error) {
	if !utf8.ValidString(prefix) || !utf8.ValidString(quote) || !utf8.ValidString(suffix) { // half a character would be found in the midst of another
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is not valid UTF-8: copy it from the text again.")
	}
	w := wording{asInText(prefix), asInText(quote), asInText(suffix)}
	if strings.TrimSpace(w.quote) == "" {
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is empty: give the words as they stand in the text.")
	}
	at, count := search(t.s, w.prefix+w.quote+w.suffix)
	if count == 0 {
		return t.findAlike(w)
	}
	start := t.CodePoint(at + len(w.prefix))
	return t.theOne(factcheck.Span{Start: start, End: start + utf8.RuneCountInString(w.quote)}, count, w)
}

// theOne gives the first place where it is the only one.
func (t *Text) theOne(first factcheck.Span, count int, w wording) (factcheck.Span, error) {
	if count > 1 {
		return factcheck.Span{}, severalPlaces(count, w.prefix+w.suffix != "")
	}
	return first, nil
}

func (t *Text) findAlike(w wording) (factcheck.Span, error) {
	for _, f := range []fold{blanks, signs} {
		if first, count := t.among(f, f.apply(t.s), f.of(w)); count > 0 {
			return t.theOne(first, count, w)
		}
	}
	return factcheck.Span{}, t.notStanding(w)
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

// notStanding says which of the three is at fault.
func (t *Text) notStanding(w wording) error {
	text, w := signs.apply(t.s), signs.of(w)
	stands := func(part wording) bool {
		_, count := t.among(signs, text, part)
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
