package span

import (
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestASentenceWithoutEndIsCarriedAcross gives the bridge a sentence of 900,000 words, each of which may be one of as many others: held
// against each other, they would take hours.
func TestASentenceWithoutEndIsCarriedAcross(t *testing.T) {
	old, now := NewText(strings.TrimSpace(strings.Repeat("a b ", 450_000))), NewText(strings.TrimSpace(strings.Repeat("c a ", 450_000)))
	whole := func(text *Text) []factcheck.Block {
		return []factcheck.Block{{Kind: factcheck.Paragraph, Span: span(0, text.Len())}}
	}
	b := NewBridge(old, now, whole(old), whole(now))
	for i := range 1_000 {
		if got := b.Carry(span(i*1_000, i*1_000+9)); got.Outcome.Certain() {
			t.Fatalf("the words at %d are carried as %s to %v", i*1_000, got.Outcome, got.Span)
		}
	}
}
