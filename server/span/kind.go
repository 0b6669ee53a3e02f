package span

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/server/factcheck"
)

// clue is what a word or a figure suggests of the claim it stands in, from the least to the most telling.
type clue int

const (
	nothing clue = iota
	happening
	telling // somebody said so
	numberWord
	ranking
	dated
	counted
	ratio
	priced
	percentage
)

var clueKinds = [...]factcheck.Kind{
	nothing:    factcheck.Other,
	happening:  factcheck.Occurrence,
	telling:    factcheck.Attribution,
	numberWord: factcheck.Count,
	ranking:    factcheck.Statistic,
	dated:      factcheck.Date,
	counted:    factcheck.Count,
	ratio:      factcheck.Statistic,
	priced:     factcheck.Money,
	percentage: factcheck.Percentage,
}

// guessedBytes is how much of a quote is looked at: an overlong claim is not worth a long search.
const guessedBytes = 4096

// GuessKind says what sort of claim a quote most likely makes, by the figures and words in it, English or Chinese. What
// is mostly within quotation marks is a quotation whatever it holds; else the most telling clue decides.
func GuessKind(quote string) factcheck.Kind {
	quote = quote[:min(len(quote), guessedBytes)]
	if mostlyQuoted(quote) {
		return factcheck.Quotation
	}
	best := chineseClue(quote)
	tokens := tokenise(strings.ToLower(quote))
	for i := range tokens {
		best = max(best, tokens.clue(i))
	}
	return clueKinds[best]
}

// mostlyQuoted says whether at least half of the quote stands within quotation marks.
func mostlyQuoted(quote string) bool {
	if !strings.ContainsAny(quote, `"“«„‘「『`) {
		return false
	}
	points := quoted(quote)
	return points > 0 && 2*points >= utf8.RuneCountInString(strings.TrimSpace(quote))
}

// quotationEnds are the marks that may end a quotation, by the one that begins it; ‘ has ends of its own.
var quotationEnds = map[rune]string{'“': "”", '"': `"`, '«': "»", '「': "」", '『': "』", '„': "“”"}

// quoted counts the code points within quotation marks, with the marks, after ‘’ with what follows. A “ alone quotes to the end, as where
// a longer speech goes on. Of other marks, an end that does not come is looked for once.
func quoted(quote string) (points int) {
	endless := map[rune]bool{}
	for quote != "" {
		begin, size := utf8.DecodeRuneInString(quote)
		length := -1
		switch ends := quotationEnds[begin]; {
		case begin == '‘':
			length = lastEnd(quote[size:])
		case ends != "" && !endless[begin]:
			length = firstEnd(quote[size:], ends)
			if length < 0 && begin == '“' {
				length = len(quote) - size
			}
			endless[begin] = length < 0
		}
		if length >= 0 {
			points += utf8.RuneCountInString(quote[:size+length])
		}
		quote = quote[size+max(0, length):]
	}
	return points
}

// firstEnd gives the byte after the first of some marks; -1 where there is none.
func firstEnd(s, marks string) int {
	at := strings.IndexAny(s, marks)
	if at < 0 {
		return -1
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	return at + size
}

// lastEnd gives the byte after the last ’ before another ‘ that no letter follows, which would make it an apostrophe, and after what
// follows it; -1 where there is none.
func lastEnd(s string) int {
	within, _, _ := strings.Cut(s, "‘")
	for {
		at := strings.LastIndex(within, "’")
		if at < 0 {
			return -1
		}
		after := at + len("’")
		if r, size := utf8.DecodeRuneInString(s[after:]); !unicode.IsLetter(r) {
			return after + size
		}
		within = within[:at]
	}
}
