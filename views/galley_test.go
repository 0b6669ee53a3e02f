package views

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stet/server/factcheck"
	"stet/server/span"
)

// hostile are pieces of text that have broken out of somebody's page.
var hostile = []string{
	"<script>alert(1)</script>", "</p></mark>", `"><img src=x onerror=alert(1)>`, "&lt;", "&amp;amp;", "&#13;", "<!--", "-->", "]]>", "<", ">", "&", `"`, "'",
	"\t", "\n", "\r", "é", "e\u0301", "👩‍👩‍👧", "🇫🇷", "抖音", "עברית", "العربية", " ", "  ", "word", "US$12.62 million", "</textarea>", "{{.}}", "\u00a0", "𝒳",
}

func drawText(t *rapid.T) string {
	anything := rapid.String().Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
	pieces := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(hostile), anything), 1, 12).Draw(t, "text")
	return cmp.Or(strings.TrimSpace(strings.Join(pieces, "")), "text")
}

// drawGalley makes an article of random blocks with random claims and links over it.
func drawGalley(t *rapid.T) Galley {
	kinds := []factcheck.BlockKind{factcheck.Paragraph, factcheck.Heading, factcheck.ListItem, factcheck.Quote, factcheck.Caption}
	var blocks []factcheck.Block
	whole := ""
	for i := range rapid.IntRange(1, 5).Draw(t, "blocks") {
		if i > 0 {
			whole += "\n\n"
		}
		start := utf8.RuneCountInString(whole)
		whole += drawText(t)
		within := factcheck.Span{Start: start, End: utf8.RuneCountInString(whole)}
		blocks = append(blocks, factcheck.Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Level: i, Span: within})
	}
	text := span.NewText(whole)
	claims := drawClaims(t, text)
	g := Galley{Text: text, Blocks: blocks, Claims: claims, Links: drawLinks(t, text.Len()), Viewer: 1}
	if len(claims) > 0 {
		g.Stop = claims[0].ID
	}
	return g
}

func drawClaims(t *rapid.T, text *span.Text) (claims []factcheck.Claim) {
	for i := range rapid.IntRange(0, 12).Draw(t, "claims") {
		start := rapid.IntRange(0, text.Len()-1).Draw(t, "start")
		s := factcheck.Span{Start: start, End: rapid.IntRange(start+1, text.Len()).Draw(t, "end")}
		if text.Check(s) != nil {
			continue
		}
		verdict := rapid.SampledFrom(factcheck.Verdicts).Draw(t, "verdict")
		claims = append(claims, factcheck.Claim{ID: int64(i + 1), Span: s, Verdict: verdict, ReviewerID: int64(i % 2), Reviewer: `o"brien`})
	}
	slices.SortFunc(claims, func(a, b factcheck.Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return claims
}

func drawLinks(t *rapid.T, length int) (links []factcheck.Link) {
	addresses := []string{"https://example.org/?a=1&b=<2>", "javascript:alert(1)", `http://example.org/"onclick="x`}
	for at := 0; at < length-1 && len(links) < 3; {
		start := rapid.IntRange(at, length-1).Draw(t, "link")
		at = rapid.IntRange(start+1, length).Draw(t, "link end")
		links = append(links, factcheck.Link{URL: rapid.SampledFrom(addresses).Draw(t, "url"), Span: factcheck.Span{Start: start, End: at}})
	}
	return links
}

func TestBlocksReadAsTheRevisionDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGalley(t)
		p := read(t, drawn(t, g))
		for i, b := range g.Blocks {
			element := p.byID("block-" + strconv.Itoa(i+1))
			if element == nil {
				t.Fatalf("block %d is not in the page", i+1)
			}
			if got, want := textOf(element), g.Text.Slice(b.Span); got != want {
				t.Fatalf("block %d reads %q, the revision %q", i+1, got, want)
			}
		}
	})
}

func TestMarksOfAClaimReadAsItsQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGalley(t)
		p := read(t, drawn(t, g))
		for _, c := range g.Claims {
			id, got := strconv.FormatInt(c.ID, 10), ""
			for _, m := range p.named("mark") {
				if slices.Contains(strings.Fields(attribute(m, "data-claims")), id) {
					got += textOf(m)
				}
			}
			if want := g.Text.Slice(c.Span); spaceless(got) != spaceless(want) {
				t.Fatalf("the marks of claim %s read %q, its quote is %q", id, got, want)
			}
		}
	})
}

// spaceless leaves out white space, since a claim may run over the space between two blocks, which is not drawn.
func spaceless(s string) string { return strings.Join(strings.Fields(s), "") }

func TestEachClaimIsNamedAndTickedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGalley(t)
		p := read(t, drawn(t, g))
		for _, c := range g.Claims {
			id := "claim-" + strconv.FormatInt(c.ID, 10)
			named := p.where(func(n *html.Node) bool { return attribute(n, "id") == id })
			if len(named) != 1 || !within(named[0], "mark") {
				t.Fatalf("%d elements are called %s, wanted one in a mark", len(named), id)
			}
		}
		ticks := p.where(func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "class"), "tick ") })
		stops := p.where(func(n *html.Node) bool { return attribute(n, "tabindex") == "0" })
		if len(ticks) != len(g.Claims) || len(stops) != min(1, len(g.Claims)) {
			t.Fatalf("%d ticks and %d tab stops for %d claims", len(ticks), len(stops), len(g.Claims))
		}
	})
}

func within(n *html.Node, tag string) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == tag {
			return true
		}
	}
	return false
}

func TestNothingInATextBecomesMarkup(t *testing.T) {
	ours := []string{"html", "head", "body", "p", "h2", "h3", "mark", "span", "svg", "use", "a"}
	rapid.Check(t, func(t *rapid.T) {
		p := read(t, drawn(t, drawGalley(t)))
		for _, n := range p.where(func(*html.Node) bool { return true }) {
			if !slices.Contains(ours, n.Data) {
				t.Fatalf("a text made an element %s", n.Data)
			}
			if href := attribute(n, "href"); n.Data == "a" && !strings.HasPrefix(href, "http") {
				t.Fatalf("a link leads to %q", href)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Fatalf("a text made an attribute %s", a.Key)
				}
			}
		}
	})
}

func TestPartOfAGalleyIsDrawnAsWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGalley(t)
		whole := drawn(t, g)
		if again := drawn(t, g); again != whole {
			t.Fatalf("the same galley was drawn differently: %q, %q", whole, again)
		}
		from := rapid.IntRange(0, len(g.Blocks)-1).Draw(t, "from")
		part := g
		part.From, part.Blocks = from, g.Blocks[from:]
		if tail := drawn(t, part); !strings.HasSuffix(whole, tail) {
			t.Fatalf("blocks from %d alone: %q; within: %q", from+1, tail, whole)
		}
	})
}
