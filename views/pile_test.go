package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/factcheck"
	"stet/server/span"
)

// pile is an article of which the same words are claimed over and over.
func pile(claims int) Galley {
	text := span.NewText("The company spent US$12.62 million in 2018.")
	g := Galley{Text: text, Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{End: text.Len()}}}, Viewer: 1}
	for i := range claims {
		g.Claims = append(g.Claims, factcheck.Claim{ID: int64(i + 1), Span: factcheck.Span{Start: 4, End: 11}, Verdict: factcheck.Disputed, ReviewerID: 1})
	}
	return g
}

// Browsers nest no more than 512 elements, and put what is deeper beside them.
func TestAPileIsNoDeeperThanItIsDrawn(t *testing.T) {
	const claims = 2000
	g := pile(claims)
	g.Open = 1700
	source := drawn(t, g)
	page := read(t, source)
	mark := page.named("mark")[0]
	deepest := 0
	for n := range mark.Descendants() {
		deep := 0
		for at := n; at != mark; at = at.Parent {
			deep++
		}
		deepest = max(deepest, deep)
	}
	if deepest > drawnOfPile {
		t.Errorf("%d elements are nested in the mark", deepest)
	}
	told := strings.Fields(attribute(mark, "data-claims"))
	for i := range claims {
		id := fmt.Sprint(i + 1)
		if !slices.Contains(told, id) || strings.Count(source, `id="claim-`+id+`"`) != 1 {
			t.Errorf("claim %s is told of %t and has %d places", id, slices.Contains(told, id), strings.Count(source, `id="claim-`+id+`"`))
		}
	}
	open := page.where(func(n *html.Node) bool { return strings.Contains(attribute(n, "class"), "is-selected") })
	if len(open) != 1 || attribute(open[0], "id") != "claim-1700" || told[drawnOfPile-1] != "1700" {
		t.Errorf("%d elements draw the claim that stands open; the %d. told of is %s", len(open), drawnOfPile, told[drawnOfPile-1])
	}
	if said := attribute(mark, "aria-description"); !strings.HasSuffix(said, fmt.Sprintf("; and %d more", claims-drawnOfPile)) {
		t.Errorf("it is described as %q", said)
	}
	if ticks := strings.Count(source, `class="tick `); ticks != drawnOfPile {
		t.Errorf("%d signs end the claims", ticks)
	}
	if textOf(page.byID("block-1")) != g.Text.Slice(g.Blocks[0].Span) {
		t.Error("the text is another")
	}
}
