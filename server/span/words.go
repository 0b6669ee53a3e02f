package span

import "unicode"

// CountWords counts the words of a text as word processors do: a run of characters between white space that holds a letter
// or digit is one, and every Chinese or Japanese character is one of its own.
func CountWords(s string) int {
	words, inWord := 0, false
	for _, c := range s {
		switch {
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana):
			words++
			inWord = false
		case unicode.IsSpace(c):
			inWord = false
		case !inWord && (unicode.IsLetter(c) || unicode.IsNumber(c)):
			words++
			inWord = true
		}
	}
	return words
}
