package span

import (
	"cmp"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// pieces are what random texts are made of: whatever leans on its neighbours, and plain things between.
var pieces = []string{
	"a", "word ", "The ", "U.S. ", "2.83", " ", "\t", "\n", "\n\n", "\r\n", ".", "?", "”", "“", "’", "'", "—", "-", "(", ",",
	"é", "e", "\u0301", "\u0308", "精", "彩", "。", "」", "\u200d", "\ufe0f", "\u20e3",
	"😀", "❤️", "👨‍👩‍👧‍👦", "👍🏽", "🏽", "🇨🇳", "🇺", "\U000E0067", "한", "ᄒ", "ᅡ", "ᆫ", "क", "्", "ष", "\u0e33", "\u0600", "ﾞ", "\U0010FFFD",
}

func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(0, 150).Draw(t, "n")
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), n, n).Draw(t, "pieces"), "")
	})
}

// spans draws a span with start < end within length code points, which are more than none.
func spans(length int) *rapid.Generator[factcheck.Span] {
	return rapid.Custom(func(t *rapid.T) factcheck.Span {
		start := rapid.IntRange(0, length-1).Draw(t, "start")
		return factcheck.Span{Start: start, End: rapid.IntRange(start+1, length).Draw(t, "end")}
	})
}

func claimsOver(spans ...factcheck.Span) []factcheck.Claim {
	claims := make([]factcheck.Claim, len(spans))
	for i, s := range spans {
		claims[i].Span = s
	}
	slices.SortFunc(claims, func(a, b factcheck.Claim) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End)
	})
	return claims
}

// paragraphs gives a text's blocks: its runs of lines, without the white space around them.
func paragraphs(s string) []factcheck.Block {
	var blocks []factcheck.Block
	pos := 0
	for part := range strings.SplitAfterSeq(s, "\n") {
		body := strings.TrimSpace(part)
		start := pos + len([]rune(part[:strings.Index(part, body)]))
		pos += len([]rune(part))
		if body != "" {
			end := start + len([]rune(body))
			blocks = append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: start, End: end}})
		}
	}
	return blocks
}

func span(start, end int) factcheck.Span { return factcheck.Span{Start: start, End: end} }
