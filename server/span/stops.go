package span

import "unicode"

// isStop says whether c can end a sentence.
func isStop(c rune) bool {
	if c < unicode.MaxLatin1 {
		return needsSpace(c)
	}
	return unicode.Is(unicode.Sentence_Terminal, c)
}

func isStopOrMark(c rune) bool { return isStop(c) || unicode.IsMark(c) }

// needsSpace says whether a stop ends a sentence only where white space follows.
func needsSpace(c rune) bool { return c == '.' || c == '!' || c == '?' }

func isCloser(c rune) bool {
	return c == '"' || c == '\'' || unicode.In(c, unicode.Pe, unicode.Pf, unicode.M)
}

// isSpacedCloser also takes the mark that opens a quotation in English and closes one in German: white space has to
// follow it, so it can only be closing.
func isSpacedCloser(c rune) bool { return isCloser(c) || unicode.Is(unicode.Pi, c) }

// isLeading is what stands between two sentences: white space and opening marks.
func isLeading(c rune) bool {
	return unicode.IsSpace(c) || c == '"' || c == '\'' || unicode.In(c, unicode.Ps, unicode.Pi)
}

// isUnspaced says whether c is of Chinese or Japanese, which leave no space after a stop.
func isUnspaced(c rune) bool { return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// goesOnAfter says whether a sentence does after a full-width stop: before a comma and its like (SB8a), or within a
// number.
func goesOnAfter(stop, next rune) bool {
	switch next {
	case ',', ';', ':', '，', '、', '；', '：':
		return true
	}
	return stop == '．' && unicode.IsDigit(next)
}
