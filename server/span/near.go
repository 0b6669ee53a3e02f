package span

import "stet/server/factcheck"

// Near gives where in the new text a span's words would stand, as a position: after what stood before them and stayed in order.
func (b *Bridge) Near(s factcheck.Span) int {
	at, _ := b.from.wordsOf(s)
	for at--; at >= 0; at-- {
		if to := b.words[at]; to >= 0 && b.pairs[b.from.sentence[at]].how == same {
			return b.to.at[to].End
		}
	}
	return 0
}
