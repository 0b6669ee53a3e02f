package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Excerpt is a piece of an article's text around the first word that a search found in it. It is empty where the words stand in
// the title alone, or are spelt otherwise there.
type Excerpt struct{ Before, Match, After string }

// around is how many code points of text an excerpt shows on either side.
const around = 80

// excerpt gives the piece of the current text of an article around what was typed.
func (r *Reader) excerpt(articleID int64, typed string) (Excerpt, error) {
	text, err := one(r, scanText, `select v.text from articles a join revisions v on v.article_id = a.id and v.number = a.revision
		where a.id = ?`, articleID)
	return excerptOf(text, typed), err
}

func excerptOf(text, typed string) Excerpt {
	for word := range strings.FieldsSeq(typed) {
		word = strings.TrimFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
		if start, end, ok := standing(text, word); ok {
			return Excerpt{Before: before(text[:start]), Match: text[start:end], After: after(text[end:])}
		}
	}
	return Excerpt{}
}

// standing finds the bytes of the first place where word begins a word of text, whatever its case.
func standing(text, word string) (start, end int, ok bool) {
	if word == "" {
		return 0, 0, false
	}
	length := utf8.RuneCountInString(word)
	wordBefore := false
	for i, c := range text {
		if candidate := firstRunes(text[i:], length); !wordBefore && strings.EqualFold(candidate, word) {
			return i, i + len(candidate), true
		}
		wordBefore = (unicode.IsLetter(c) || unicode.IsNumber(c)) && !unspaced(c)
	}
	return 0, 0, false
}

// before gives the end of s, from a word's beginning.
func before(s string) string {
	piece := lastRunes(s, around)
	if len(piece) == len(s) {
		return oneLine(s)
	}
	if _, whole, ok := strings.Cut(piece, " "); ok {
		piece = whole
	}
	return "… " + oneLine(piece)
}

// after gives the beginning of s, to a word's end.
func after(s string) string {
	piece := firstRunes(s, around)
	if len(piece) == len(s) {
		return oneLine(s)
	}
	if i := strings.LastIndexByte(piece, ' '); i > 0 {
		piece = piece[:i]
	}
	return oneLine(piece) + " …"
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }
