package span

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, a number with what joins its digits, a sign of money or percentage, or a run of Chinese, in lower case.
type token struct {
	text  string
	glued bool // follows a letter with at most a hyphen between, like the number of "G20" or "COVID-19"
}

type tokens []token

// tokenise gives the tokens of s, which is in lower case. White space and punctuation part tokens.
func tokenise(s string) tokens {
	var found tokens
	glued := false
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case isDigit(r):
			size = numberLength(s[at:])
		case isWordLetter(r):
			size = lengthOf(s[at:], isWordLetter)
		case isHan(r):
			size = lengthOf(s[at:], isHan)
		case !isSign(r):
			glued = glued && r == '-'
			at += size
			continue
		}
		found = append(found, token{s[at : at+size], glued})
		glued = isWordLetter(r)
		at += size
	}
	return found
}

// numberLength gives the bytes of the number that s begins with: digits, and signs between digits as in "1,500.25",
// "2019-10-21" or "5:30".
func numberLength(s string) int {
	end := 0
	for at, r := range s {
		switch {
		case isDigit(r):
			end = at + 1
		case at > end, !isJoint(r):
			return end
		}
	}
	return end
}

func lengthOf(s string, is func(rune) bool) int {
	for at, r := range s {
		if !is(r) {
			return at
		}
	}
	return len(s)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isWordLetter(r rune) bool { return unicode.IsLetter(r) && !isHan(r) }

func isPercent(r rune) bool { return r == '%' || r == '％' || r == '‰' }

func isSign(r rune) bool { return isPercent(r) || unicode.Is(unicode.Sc, r) }

func isJoint(r rune) bool {
	switch r {
	case '.', ',', ':', '/', '-', '–', '\'', '’':
		return true
	}
	return false
}

// at gives the text of a token, "" outside.
func (ts tokens) at(i int) string {
	if i < 0 || i >= len(ts) {
		return ""
	}
	return ts[i].text
}

// starts says whether a token begins with a code point of some sort.
func starts(token string, is func(rune) bool) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return token != "" && is(r)
}

func isNumber(token string) bool { return starts(token, isDigit) }
