package span

import (
	"unicode"

	"stet/server/factcheck"
)

// Sentences gives the sentences of every block in order, without the white space around them. The rules are those of
// UAX 29 (SB6 to SB11), narrowed where its authors advise: an abbreviation does not end a sentence, and a stop inside a
// Latin sentence counts only before white space.
func Sentences(text *Text, blocks []factcheck.Block) []factcheck.Span {
	var spans []factcheck.Span
	for _, b := range blocks {
		r := sentenceReader{runes: []rune(text.Slice(b.Span)), block: b.Start, spans: spans}
		spans = r.read()
	}
	return spans
}

// sentenceReader goes through one block.
type sentenceReader struct {
	runes []rune
	start int // where the sentence being read begins
	block int // where the block begins in the text
	spans []factcheck.Span
}

func (r *sentenceReader) read() []factcheck.Span {
	for i := 0; i < len(r.runes); {
		if !isStop(r.runes[i]) {
			i++
			continue
		}
		after := r.skip(i, isStopOrMark)
		if end := r.endAt(i, after); end > 0 {
			r.take(end)
		}
		i = max(r.start, after)
	}
	r.take(len(r.runes))
	return r.spans
}

// take adds the sentence that ends at end, if there is anything of it, and begins the next.
func (r *sentenceReader) take(end int) {
	start := min(r.skip(r.start, unicode.IsSpace), end)
	r.start = end
	for start < end && unicode.IsSpace(r.runes[end-1]) {
		end--
	}
	if start < end {
		r.spans = append(r.spans, factcheck.Span{Start: r.block + start, End: r.block + end})
	}
}

// endAt gives where the sentence ends if the stops from i to after end it, closing quotation marks and brackets
// included; 0 if it goes on.
func (r *sentenceReader) endAt(i, after int) int {
	if needsSpace(r.runes[i]) {
		return r.endBeforeSpace(i, after)
	}
	end := r.skip(after, isCloser)
	if end < len(r.runes) && goesOnAfter(r.runes[i], r.runes[end]) {
		return 0
	}
	return end
}

// endBeforeSpace is endAt for the stops that Latin and its like share with decimals and abbreviations.
func (r *sentenceReader) endBeforeSpace(i, after int) int {
	end := r.skipNotes(r.skip(after, isSpacedCloser))
	switch {
	case end == len(r.runes):
		return end
	case unicode.IsSpace(r.runes[end]):
		if r.goesOn(i, after, r.skip(end, isLeading)) {
			return 0
		}
		return end
	case i > 0 && isUnspaced(r.runes[i-1]) && isUnspaced(r.runes[end]):
		return end
	}
	return 0
}

// goesOn says whether the sentence does after the stops from i to after, where what follows begins at next.
func (r *sentenceReader) goesOn(i, after, next int) bool {
	if next < len(r.runes) && unicode.IsLower(r.runes[next]) {
		return true
	}
	return r.runes[i] == '.' && after == i+1 && r.abbreviates(i, next)
}

func (r *sentenceReader) skip(from int, is func(rune) bool) int {
	for from < len(r.runes) && is(r.runes[from]) {
		from++
	}
	return from
}

// skipNotes passes over the numbers of footnotes, "[12][13]", which belong to the sentence before them.
func (r *sentenceReader) skipNotes(from int) int {
	for from < len(r.runes) && r.runes[from] == '[' {
		end := r.skip(from+1, unicode.IsDigit)
		if end == from+1 || end == len(r.runes) || r.runes[end] != ']' {
			break
		}
		from = end + 1
	}
	return from
}
