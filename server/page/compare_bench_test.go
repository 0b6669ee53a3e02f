package page_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
)

// crowd gives an article of so many words with so many readers, each of whom marked so many claims, now and then a little
// otherwise than the others.
func (n *newsroom) crowd(words, readers, claims int) {
	n.Helper()
	var b strings.Builder
	for i := range words {
		if i > 0 && i%60 == 0 {
			b.WriteString("\n\n")
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString([]string{"million", "of", "company", "spent", "last", "a", "users"}[i%7])
	}
	n.article = n.importText(b.String())
	text := []rune(b.String())
	chance := rand.New(rand.NewPCG(1, 2))
	for r := range readers {
		name := fmt.Sprintf("reader%d", r)
		n.people[name] = n.add(name, factcheck.Reviewer)
		for i := range claims {
			start := i * (len(text) - 60) / claims
			for text[start] == ' ' || text[start] == '\n' {
				start++
			}
			end := start + 20 + chance.IntN(2)*5
			verdict := factcheck.Verdicts[(i+chance.IntN(5)/4)%3]
			_, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: start, End: end}, Verdict: verdict, Note: "As the filings say."})
			if err != nil {
				n.Fatal(err)
			}
		}
	}
}

func BenchmarkCompareScreen(b *testing.B) {
	for _, size := range []struct{ words, readers, claims int }{{1200, 2, 30}, {50000, 8, 1000}} {
		b.Run(fmt.Sprintf("%d words %d readers %d claims", size.words, size.readers, size.claims), func(b *testing.B) {
			n := newNewsroom(b)
			n.crowd(size.words, size.readers, size.claims)
			chidi := n.browser("chidi")
			var bytes int
			for b.Loop() {
				bytes = len(chidi.get(n.bench() + "/compare").body)
			}
			b.ReportMetric(float64(bytes), "bytes/page")
		})
	}
}
