package span

import (
	"fmt"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// longArticle is 50,000 words in 1,000 paragraphs with 5,000 claims, a third of them overlapping their neighbour.
func longArticle() (*Text, []factcheck.Block, []factcheck.Claim) {
	paragraph := strings.TrimSpace(strings.Repeat("Facebook spent US$12.62 million on lobbying, 治理 says “it” 😀. ", 5))
	text := NewText(strings.TrimSpace(strings.Repeat(paragraph+"\n\n", 1000)))
	var all []factcheck.Span
	for i := range 5000 {
		start := i * text.Len() / 5000
		all = append(all, span(start, min(start+40+i%3*20, text.Len())))
	}
	return text, paragraphs(text.String()), claimsOver(all...)
}

func BenchmarkArticle(b *testing.B) {
	text, blocks, claims := longArticle()
	b.ReportAllocs()
	for b.Loop() {
		Article(text, blocks, claims, nil)
	}
}

func BenchmarkSegmentsOfOneBlock(b *testing.B) {
	text, blocks, claims := longArticle()
	for b.Loop() {
		Segments(text, blocks[len(blocks)/2], claims, nil)
	}
}

func BenchmarkNewText(b *testing.B) {
	text, _, _ := longArticle()
	for b.Loop() {
		NewText(text.String())
	}
}

func BenchmarkSnap(b *testing.B) {
	text, _, claims := longArticle()
	i := 0
	for b.Loop() {
		text.Snap(claims[i%len(claims)].Span)
		i++
	}
}

func BenchmarkFind(b *testing.B) {
	text, _, _ := longArticle()
	quote, prefix, suffix := text.Anchor(span(text.Len()-100, text.Len()-60))
	for b.Loop() {
		text.Find(quote, prefix, suffix)
	}
}

func BenchmarkSentences(b *testing.B) {
	text, blocks, _ := longArticle()
	for b.Loop() {
		Sentences(text, blocks)
	}
}

func BenchmarkGuessKind(b *testing.B) {
	for b.Loop() {
		GuessKind("Facebook has spent more on lobbying than any other company of the internet so far")
	}
}

// BenchmarkCarry compares a long article with an edit of it and carries a claim for every ten words, from 3,125 words and 312
// claims to 50,000 and 5,000, so that the growth of its cost can be seen.
func BenchmarkCarry(b *testing.B) {
	for words := 3125; words <= 50_000; words *= 2 {
		d := numberedDraft(words/50, 5)
		after := d.clone()
		for i := 0; i < len(after); i += 20 {
			after[i][2].text = strings.Replace(after[i][2].text, "people", "guests", 1)
		}
		after = append(after[:len(after)/2:len(after)/2], after[len(after)/2+1:]...)
		oldText, _ := d.laid(" ")
		newText, _ := after.laid(" ")
		from, to := NewText(oldText), NewText(newText)
		fromBlocks, toBlocks := paragraphs(oldText), paragraphs(newText)
		b.Run(fmt.Sprintf("%d words", words), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bridge := NewBridge(from, to, fromBlocks, toBlocks)
				for i := range words / 10 {
					start := i * from.Len() / (words / 10)
					bridge.Carry(span(start, min(start+40, from.Len())))
				}
			}
		})
	}
}
