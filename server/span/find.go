package span

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
)

// countedMatches is how many places of a quote are counted before the count is given as "more than".
const countedMatches = 999

// Find gives the one span where quote stands with prefix just before it and suffix just after it; either may be empty.
// All three are taken in the form of a revision's text: NFC, with "\n" for line ends.
//
// A quote that stands nowhere is Invalid and names the field; one that stands several times is a Conflict that says
// how many.
func (t *Text) Find(quote, prefix, suffix string) (factcheck.Span, error) {
	quote, prefix, suffix = asInText(quote), asInText(prefix), asInText(suffix)
	switch {
	case strings.TrimSpace(quote) == "":
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is empty: give the words as they stand in the text.")
	case !utf8.ValidString(prefix + quote + suffix): // half a character would be found in the midst of another
		return factcheck.Span{}, factcheck.BadField("quote", "The quote is not valid UTF-8: copy it from the text again.")
	}
	at, count := t.search(prefix + quote + suffix)
	switch {
	case count == 1:
		start := t.CodePoint(at + len(prefix))
		return factcheck.Span{Start: start, End: start + utf8.RuneCountInString(quote)}, nil
	case count > 1:
		return factcheck.Span{}, severalPlaces(count, prefix+suffix != "")
	}
	return factcheck.Span{}, t.notStanding(quote, prefix, suffix)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func asInText(s string) string { return norm.NFC.String(lineEnds.Replace(s)) }

// search gives the first byte at which words stand, and at how many places they do, overlapping ones included.
func (t *Text) search(words string) (first, count int) {
	first = -1
	for from := 0; count <= countedMatches; count++ {
		i := strings.Index(t.s[from:], words)
		if i < 0 {
			break
		}
		if first < 0 {
			first = from + i
		}
		_, size := utf8.DecodeRuneInString(t.s[from+i:])
		from += i + size
	}
	return first, count
}

func severalPlaces(count int, narrowed bool) error {
	times, mend := "%d times", "add the words before it (prefix) or after it (suffix) to say which."
	if count > countedMatches {
		count, times = countedMatches, "more than %d times"
	}
	if narrowed {
		mend = "give more of the words before it (prefix) or after it (suffix)."
	}
	return factcheck.Errorf(factcheck.Conflict, "This quote stands "+times+" in the text; "+mend, count)
}

// notStanding says which of the three is at fault.
func (t *Text) notStanding(quote, prefix, suffix string) error {
	if !strings.Contains(t.s, quote) {
		return factcheck.BadField("quote", "This quote does not stand in the text: copy the words exactly as they are there.")
	}
	var wrong []factcheck.FieldError
	if !strings.Contains(t.s, prefix+quote) {
		wrong = append(wrong, factcheck.FieldError{Field: "prefix", Message: "The quote stands in the text, but not just after this prefix."})
	}
	if !strings.Contains(t.s, quote+suffix) {
		wrong = append(wrong, factcheck.FieldError{Field: "suffix", Message: "The quote stands in the text, but not just before this suffix."})
	}
	if wrong == nil {
		wrong = []factcheck.FieldError{{Field: "suffix", Message: "The quote stands in the text, but not between this prefix and this suffix."}}
	}
	return factcheck.BadFields(wrong)
}
