package span

import (
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
