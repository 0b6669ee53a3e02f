package span

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trait is what a word tells of the sentence it stands in. Figures and names tell sentences apart that else read alike.
type trait int8

const (
	ordinary  trait = iota
	mark            // a sign
	measuring       // stands with figures: million, nearly, euros
	figured         // with a digit, or a number in words: what is corrected most
	calendar        // a month or a day of the week
	named           // written with a capital wherever it stands
	traits
)

// inLetters says whether a slip of the pen leaves the word what it was: a figure or a measure it does not.
func (t trait) inLetters() bool { return t == ordinary || t == named || t == calendar }

var weekdays = words("monday tuesday wednesday thursday friday saturday sunday")

// traitsOf gives the trait of each word of two texts, by its number.
func traitsOf(n *numbers) []trait {
	list := make([]trait, len(n.words))
	for word, id := range n.words {
		list[id] = n.trait(word)
	}
	return list
}

func (n *numbers) trait(word string) trait {
	first, _ := utf8.DecodeRuneInString(word)
	lower := strings.ToLower(word)
	_, small := n.words[lower]
	switch {
	case strings.ContainsFunc(word, unicode.IsNumber), isWrittenFigure(lower):
		return figured
	case lower != word && (months[lower] || weekdays[lower]):
		return calendar
	case scales[lower], currencies[lower], quantifiers[lower]:
		return measuring
	case !isLettered(first) && !isUnspaced(first):
		return mark
	case small, sentenceOpeners[lower], beforeName[lower], len(word) == utf8.RuneLen(first): // without capitals it is itself in small letters
		return ordinary
	}
	return named
}

func isWrittenFigure(lower string) bool { return wordClues[lower] == numberWord && !scales[lower] }
