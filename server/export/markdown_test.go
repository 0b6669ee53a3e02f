package export_test

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stet/server/export"
	"stet/server/factcheck"
)

func writtenReport(t testing.TB, f export.ReportFormat, m checked, options export.ReportOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := export.WriteReports(&out, f, export.Just(m.report()), options); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rendered gives the text and the links of a Markdown file, as CommonMark reads it.
func rendered(t testing.TB, source []byte) (text string, links []string) {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.Convert(source, &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
		if node.Type == html.ElementNode && !slices.Contains(strings.Fields("html head body h1 h2 h3 h4 h5 h6 p ul li a strong hr blockquote"), node.Data) {
			t.Errorf("a text has become <%s>", node.Data)
		}
		for _, a := range node.Attr {
			if a.Key == "href" {
				links = append(links, a.Val)
			}
		}
	}
	return b.String(), links
}

func TestAMarkdownReportSaysItAll(t *testing.T) {
	m := material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", Method: "We ask.\nTwice.", Corrections: "desk@example.org"}
	text, links := rendered(t, writtenReport(t, export.Markdown, m, export.ReportOptions{}))
	for _, want := range []string{"Lobbying", "US$12.62 million[1] in 2018", "“治理之路”[2] was the[3]", "Disputed, 2 Mostly false, the desk’s decision, claimed by The treasurer", "12.6, not 12.62",
		"For: Filing; p. 3; primary source; seen 2026-01-02; archived copy", "Against: Filing", "Read otherwise by Name of rosa: Verified so it says", "“company” An opinion.", "in revision 0 of the article",
		"Nothing has been corrected.", "each without seeing what the others marked", "1 reading is not handed in", "We ask.", "Twice.", "desk@example.org", "Published by The Desk"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if !strings.Contains(text, "3 of 4 claims checked, 1 disputed, 3 without a source.") {
		t.Errorf("the coverage is not told:\n%s", text)
	}
	for _, want := range []string{"https://example.org/1", "https://example.org/2", "https://archive.example.org/1", "https://news.example.org/1", "https://desk.example.org"} {
		if !slices.Contains(links, want) {
			t.Errorf("it lacks a link to %s", want)
		}
	}
}

// TestNothingWrittenBecomesMarkdown puts any text into every field a person writes.
func TestNothingWrittenBecomesMarkdown(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		hostile := rapid.SampledFrom([]string{"# head", "- item", "1. item", "12) item", "> quote", "    code", "```\ncode\n```", "~~~", "<b>bold</b>", "<!-- x -->", "*a* _b_ **c**", "[a](javascript:alert(1))",
			"![x](y)", "a\n===", "a\n---", "---", "***", "| a | b |\n|---|---|", "&amp; &lt;", `\*`, "$x$", "www.example.org", "https://example.org/_a_", "<https://example.org>", "a  \nb", "\ttab", "+ plus", "= =", ": x", "^a^", "{#id}", "[^1]: note", "[a]: https://example.org"})
		line := rapid.SliceOfN(rapid.OneOf(hostile, rapid.StringMatching(`[ -~]{1,12}`)), 1, 4)
		note := strings.TrimSpace(strings.Join(line.Draw(rt, "lines"), "\n"))
		m := material()
		m.Claims[2].Note, m.Article.Title, m.Claims[2].Speaker = note, strings.Join(strings.Fields(note), " "), strings.Join(strings.Fields(note), " ")
		m.Claims[2].Citations[0].Passage = note
		m.Claims[2].Citations[1].Title = strings.Join(strings.Fields(note), " ")
		text, links := rendered(t, writtenReport(t, export.Markdown, m, export.ReportOptions{}))
		packed := strings.Join(strings.Fields(text), " ")
		if times := strings.Count(packed, strings.Join(strings.Fields(note), " ")); times < 4 {
			rt.Fatalf("%q stands %d times in\n%s", note, times, text)
		}
		for _, l := range links {
			if u, err := url.Parse(l); err != nil || u.Host == "" || !strings.HasSuffix(u.Host, "example.org") {
				rt.Fatalf("a link leads to %q", l)
			}
		}
	})
}
