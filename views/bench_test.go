package views

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/span"
)

// busyArticle makes an article of so many words, in paragraphs of sixty, with claims of four words spread evenly over it.
func busyArticle(words, claims int) Galley {
	var b strings.Builder
	var starts []int
	var blocks []factcheck.Block
	blockStart := 0
	for i := range words {
		if i%60 == 0 && i > 0 {
			blocks = append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: blockStart, End: b.Len()}})
			b.WriteString("\n\n")
			blockStart = b.Len()
		} else if i > 0 {
			b.WriteByte(' ')
		}
		starts = append(starts, b.Len())
		b.WriteString([]string{"million", "of", "company", "spent", "last", "a", "users"}[i%7])
	}
	blocks = append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: blockStart, End: b.Len()}})
	text := span.NewText(b.String())
	g := Galley{Text: text, Blocks: blocks, Viewer: 1}
	for i := range claims {
		first := i * (words - 4) / claims
		s := factcheck.Span{Start: starts[first], End: starts[first+4] - 1}
		g.Claims = append(g.Claims, factcheck.Claim{
			ID: int64(i + 1), Span: s, Quote: text.Slice(s), Verdict: factcheck.Verdicts[i%4], Kind: factcheck.Kinds[i%9], ReviewerID: 1,
			Reviewer: "rosa", Rating: factcheck.Rating(i % 6), Note: "Matches the four quarterly filings added up.", Citations: make([]factcheck.Citation, i%3), Version: 1,
		})
	}
	return g
}

func BenchmarkArticle(b *testing.B) {
	for _, size := range []struct{ words, claims int }{{1200, 300}, {50000, 5000}} {
		g := busyArticle(size.words, size.claims)
		carded := g.Claims[:300]
		b.Run(fmt.Sprintf("%d words %d claims", size.words, size.claims), func(b *testing.B) {
			var written counter
			for b.Loop() {
				written = 0
				g.Render(context.Background(), &written)
				Cards{Claims: carded, Viewer: 1}.Render(context.Background(), &written)
				Index{Claims: carded}.Render(context.Background(), &written)
			}
			b.ReportMetric(float64(written), "bytes/page")
			b.ReportMetric(float64(utf8.RuneCountInString(g.Text.String())), "characters")
		})
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

var _ io.Writer = new(counter)
