package span

import (
	"fmt"
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

// TestMuchThatIsAlikeIsCarriedAcross gives the bridge texts in which a great deal could have become of a great deal: looked through anew
// for each sentence, or for each claim, they would take minutes.
func TestMuchThatIsAlikeIsCarriedAcross(t *testing.T) {
	whole := func(text *Text) []factcheck.Block {
		return []factcheck.Block{{Kind: factcheck.Paragraph, Span: span(0, text.Len())}}
	}
	passages := func(text *Text) []factcheck.Block { return paragraphs(text.String()) }
	for _, shape := range []struct {
		name     string
		old, now func(b *strings.Builder)
		blocks   func(*Text) []factcheck.Block
		outcome  factcheck.Carriage
	}{
		{"every word of a sentence stands in sentences of their own", func(b *strings.Builder) {
			for i := range 125_000 {
				if fmt.Fprintf(b, "w%d ", i); i%1_990 == 1_989 {
					b.WriteString("end. ")
				}
			}
		}, func(b *strings.Builder) {
			for i := range 125_000 {
				fmt.Fprintf(b, "W w%d. V w%d. ", i, i)
			}
		}, whole, factcheck.CarriedGone},
		{"one of many that are the same stays among many others", func(b *strings.Builder) {
			b.WriteString(strings.Repeat("The desk counts trains. ", 10_000))
		}, func(b *strings.Builder) {
			b.WriteString(strings.Repeat("7! ", 300_000) + "The desk counts trains." + strings.Repeat(" 8!", 300_000))
		}, whole, factcheck.CarriedUncertain},
		{"every sentence of a passage goes into one of its own", func(b *strings.Builder) {
			for i := range 50_000 {
				fmt.Fprintf(b, "Q%d aai bbi cc. ", i)
			}
		}, func(b *strings.Builder) {
			for i := range 50_000 {
				fmt.Fprintf(b, "Q%d aai bbi dd.\n\n", i)
			}
		}, passages, factcheck.CarriedUncertain},
	} {
		text := func(write func(*strings.Builder)) *Text {
			var b strings.Builder
			write(&b)
			return NewText(strings.TrimSpace(b.String()))
		}
		old, now := text(shape.old), text(shape.now)
		b := NewBridge(old, now, shape.blocks(old), shape.blocks(now))
		of := map[factcheck.Carriage]int{}
		for at := 0; at+9 < old.Len(); at += max(1, old.Len()/10_000) {
			of[b.Carry(span(at, at+9)).Outcome]++
		}
		if len(of) != 1 || of[shape.outcome] < 10_000 {
			t.Errorf("%s: carried are %v", shape.name, of)
		}
	}
}
