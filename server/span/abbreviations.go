package span

import (
	"strings"
	"unicode"
)

// What an abbreviation says about the full stop after it.
var (
	// A name or an example follows these: the sentence always goes on.
	beforeName = words(`mr mrs ms mx dr prof rev fr hon messrs gen sen sens rep reps gov pres supt lt col sgt capt cmdr adm maj
		cpl pvt e.g i.e cf viz vs approx`)
	// A number follows these, or they are words of their own: "No. 5", "It was in Jan. 5 people came".
	beforeNumber = words(`no nos nr art sec fig figs vol vols p pp ch par para ed eds tel jan feb mar apr jun jul aug sep sept oct
		nov dec ca c est`)
	// These end a sentence as often as not: it does where the next word is one that begins sentences.
	eitherWay = words(`inc corp co ltd llc plc bros jr sr etc al esq st mt ft ave blvd rd dept univ assn intl`)

	sentenceOpeners = words(`a after all although an and another as at because before both but by despite during each even every few
		for from he her here his how however i if in instead is it its last many meanwhile more most much my neither next no none
		nor not now of on once one only or other others our over she since so some such than that the their then there these they
		this those though through today under until we what when where whether which while who why with without yet you your`)
)

// abbreviates says whether the full stop at stop belongs to a word or number that it shortens rather than to the
// sentence. next is where what follows begins.
func (r *sentenceReader) abbreviates(stop, next int) bool {
	word := r.wordBefore(stop)
	switch {
	case word == "":
		return r.enumerates(stop)
	case beforeName[word]:
		return true
	case beforeNumber[word]:
		return next < len(r.runes) && unicode.IsDigit(r.runes[next])
	case eitherWay[word], strings.Contains(word, "."), r.isInitial(stop):
		return !sentenceOpeners[r.wordAfter(next)]
	}
	return false
}

// wordBefore gives the letters and full stops just before stop, in lower case: "u.s" before the last stop of "U.S.".
func (r *sentenceReader) wordBefore(stop int) string {
	from := stop
	for from > r.start && (unicode.IsLetter(r.runes[from-1]) || r.runes[from-1] == '.') {
		from--
	}
	return strings.ToLower(strings.TrimLeft(string(r.runes[from:stop]), "."))
}

func (r *sentenceReader) wordAfter(from int) string {
	return strings.ToLower(string(r.runes[from:r.skip(from, unicode.IsLetter)]))
}

// isInitial says whether a lone capital stands before the stop, as in "George W. Bush".
func (r *sentenceReader) isInitial(stop int) bool {
	return unicode.IsUpper(r.runes[stop-1]) && (stop-1 == r.start || !unicode.IsLetter(r.runes[stop-2]))
}

// enumerates says whether the sentence is but a number so far, as in "1. Read the text".
func (r *sentenceReader) enumerates(stop int) bool {
	from := r.skip(r.start, unicode.IsSpace)
	return from < stop && r.skip(from, unicode.IsDigit) == stop
}
