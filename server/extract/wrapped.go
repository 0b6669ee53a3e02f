package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The widths, in code points, at which people and mail programs break lines.
const narrowestWrap, widestWrap = 40, 120

// hardWrapped says whether lines look like one paragraph broken to fit a width: every line but the last is so full that
// the first word of the next would not have fitted, and some line goes on in the middle of a sentence.
func hardWrapped(lines []string) bool {
	if len(lines) == 1 {
		return true
	}
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	return narrowestWrap <= width && width <= widestWrap && allFull(lines, width) && someGoOn(lines)
}

func allFull(lines []string, width int) bool {
	for i, next := range lines[1:] {
		if utf8.RuneCountInString(lines[i])+utf8.RuneCountInString(firstWord(next)) < width {
			return false
		}
	}
	return true
}

// firstWord gives what a line cannot be broken within: a word with the space before it, or one Chinese character.
func firstWord(line string) string {
	first, size := utf8.DecodeRuneInString(line)
	if isWide(first) {
		return line[:size]
	}
	word, _, _ := strings.Cut(line, " ")
	return " " + word
}

// someGoOn says whether a line begins in lower case or, in a script without, follows one that does not end a sentence.
func someGoOn(lines []string) bool {
	for i, next := range lines[1:] {
		first, _ := utf8.DecodeRuneInString(next)
		last, _ := utf8.DecodeLastRuneInString(lines[i])
		if unicode.IsLower(first) || unicode.Is(unicode.Lo, first) && !unicode.IsPunct(last) {
			return true
		}
	}
	return false
}
