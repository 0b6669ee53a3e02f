package span

import (
	"iter"
	"strings"
	"unicode/utf8"

	uax29 "github.com/clipperhouse/uax29/v2/words"

	"stet/server/factcheck"
)

// Words gives the words and signs of a part of the text in order (UAX 29), without the white space between them.
func (t *Text) Words(within factcheck.Span) iter.Seq[factcheck.Span] {
	return func(yield func(factcheck.Span) bool) {
		pos := within.Start
		for parts := uax29.FromString(t.Slice(within)); parts.Next(); {
			part := parts.Value()
			word := factcheck.Span{Start: pos, End: pos + utf8.RuneCountInString(part)}
			pos = word.End
			if strings.TrimSpace(part) != "" && !yield(word) {
				return
			}
		}
	}
}
