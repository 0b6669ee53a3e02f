package span

import "strings"

// clue says what the token at i suggests beside its neighbours.
func (ts tokens) clue(i int) clue {
	text := ts.at(i)
	switch {
	case starts(text, isPercent):
		return percentage
	case ts.prices(i):
		return priced
	case ts.compares(i):
		return ratio
	case isNumber(text):
		return ts.figureClue(i)
	}
	return max(wordClues[text], phraseClues[[2]string{text, ts.at(i + 1)}])
}

// prices says whether the token is a currency beside an amount: "US$12.62", "150 million dollars", "USD 40,000".
func (ts tokens) prices(i int) bool {
	text := ts.at(i)
	switch {
	case starts(text, isSign), currencyCodes[text]:
		return isNumber(ts.at(i+1)) || ts.isAmount(i-1)
	case currencies[text]:
		return ts.isAmount(ts.beforeCurrency(i))
	}
	return text == "won" && scales[ts.at(i-1)]
}

// beforeCurrency passes over whose currency it is: "millions of US dollars".
func (ts tokens) beforeCurrency(i int) int {
	for i--; whoseCurrency[ts.at(i)]; i-- {
	}
	return i
}

func (ts tokens) isAmount(i int) bool {
	text := ts.at(i)
	return isNumber(text) || scales[text] || wordClues[text] == numberWord
}

// compares says whether a ratio begins at i: "three times as many", "one in five", "4 out of every 10".
func (ts tokens) compares(i int) bool {
	text, next := ts.at(i), ts.at(i+1)
	switch {
	case (text == "a" || text == "one") && fractions[next]:
		return true
	case !isNumber(text) && text != "one" && wordClues[text] != numberWord:
		return false
	case next == "times":
		return comparatives[ts.at(i+2)]
	case next == "in":
		i += 2
	case next == "out" && ts.at(i+2) == "of":
		i += 3
	default:
		return false
	}
	if ts.at(i) == "every" {
		i++
	}
	return wordClues[ts.at(i)] == numberWord || isNumber(ts.at(i)) && len(ts.at(i)) <= 2
}

// figureClue tells a number that counts something from one that dates it.
func (ts tokens) figureClue(i int) clue {
	text, next := ts.at(i), ts.at(i+1)
	switch {
	case isYear(text):
		if things[next] || things[ts.at(i+2)] && wordClues[next] == nothing {
			return counted
		}
		return dated
	case ts.isDay(i), isCalendar(text):
		return dated
	case ts[i].glued:
		return nothing
	case starts(next, isWordLetter), strings.ContainsAny(text, ",'’"), isNumber(next) && len(next) == 3, quantifiers[ts.at(i-1)]:
		return counted
	}
	return nothing
}

// isYear takes "2009", "2016–2021" and "2019-10-21" alike.
func isYear(number string) bool {
	digits := 0
	for digits < len(number) && isDigit(rune(number[digits])) {
		digits++
	}
	rest := number[digits:]
	return digits == 4 && "1500" <= number[:4] && number[:4] < "2100" &&
		(rest == "" || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "/"))
}

// isCalendar takes "21/10/2019", "21.10.2019" and "5:30".
func isCalendar(number string) bool {
	return strings.Count(number, "/") == 2 || strings.Count(number, ".") == 2 || strings.Contains(number, ":")
}

// isDay says whether the number at i is a day beside its month, or an hour.
func (ts tokens) isDay(i int) bool {
	if months[ts.at(i-1)] && len(ts.at(i)) <= 2 {
		return true
	}
	for i++; ordinals[ts.at(i)] || ts.at(i) == "of"; i++ {
	}
	return months[ts.at(i)] || (ts.at(i) == "a" || ts.at(i) == "p") && ts.at(i+1) == "m" || ts.at(i) == "am" || ts.at(i) == "pm"
}
