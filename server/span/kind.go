package span

import (
	"regexp"
	"strings"
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

var quotations = regexp.MustCompile(`“[^”]*(?:”|$)|"[^"]*"|«[^»]*»|「[^」]*」|『[^』]*』|„[^“”]*[“”]|‘[^‘]*’(?:$|[^\pL])`)

// mostlyQuoted says whether at least half of the quote stands within quotation marks.
func mostlyQuoted(quote string) bool {
	if !strings.ContainsAny(quote, `"“«„‘「『`) {
		return false
	}
	quoted := 0
	for _, part := range quotations.FindAllString(quote, -1) {
		quoted += utf8.RuneCountInString(part)
	}
	return quoted > 0 && 2*quoted >= utf8.RuneCountInString(strings.TrimSpace(quote))
}
