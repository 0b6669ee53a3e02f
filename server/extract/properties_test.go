package extract

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// pieces are what random sources are made of: text, marks of Markdown, and characters that have to go.
var pieces = []string{
	"a", "word ", "Two words. ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "é", "e", "\u0301", "精", "治理", "。", "😀", "👨‍👩‍👧", "\u200d", "\u00a0",
	"\u202e", "\x00", "\u00ad", "\u2028", "\u0085", "\ufeff", "# ", "## ", "- ", "1. ", "> ", "*", "**", "_", "`", "```\n", "[", "](", "http://a.example/",
	")", "[x]: http://b.example\n", "![", "<b>", "</b>", "<div>", "<br>", "<!--", "-->", "|", "---\n", "|-|-|\n", "&amp;", "&#x202e;", "&nbsp;", "\\", "    ",
	"title: x\n", "שלום", strings.Repeat("long line ", 6),
}

func sources() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(0, 80).Draw(t, "n")
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), n, n).Draw(t, "pieces"), "")
	})
}

// failer is what a test, a fuzz target and a property have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// wantSound holds an article to what package extract promises of all of them.
func wantSound(t failer, a Article) {
	t.Helper()
	if !norm.NFC.IsNormalString(a.Text) || !utf8.ValidString(a.Text) || strings.IndexFunc(a.Text, isUnwanted) >= 0 {
		t.Fatalf("the text is not clean: %q", a.Text)
	}
	points, at := []rune(a.Text), 0
	for _, b := range a.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(points) {
			t.Fatalf("block %v follows %d in a text of %d", b.Span, at, len(points))
		}
		if gap := string(points[at:b.Start]); strings.TrimSpace(gap) != "" {
			t.Fatalf("%q lies between blocks", gap)
		}
		if unicode.IsSpace(points[b.Start]) || unicode.IsSpace(points[b.End-1]) {
			t.Fatalf("block %v begins or ends in white space", b.Span)
		}
		at = b.End
	}
	if at != len(points) {
		t.Fatalf("the text goes on after the last block: %q", string(points[at:]))
	}
	at = 0
	for _, l := range a.Links {
		if l.Start < at || l.End <= l.Start || l.End > len(points) || !factcheck.Linkable(l.URL) {
			t.Fatalf("link %+v follows %d in a text of %d", l, at, len(points))
		}
		at = l.End
	}
}

func isUnwanted(r rune) bool {
	return r == '\u00ad' || r == '\ufeff' || unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && r != '\n' && r != '\t'
}

// seen gives what a reader sees of a text: no white space, nothing invisible.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFC.String(visible(s)))
}

func TestPlainLosesAndInventsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := sources().Draw(t, "source")
		a, err := Plain([]byte(source))
		if err != nil {
			if seen(source) != "" {
				t.Fatal(err)
			}
			return
		}
		wantSound(t, a)
		if got, want := seen(a.Text), seen(source); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestPlainOfPlainIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, err := Plain([]byte(sources().Draw(t, "source")))
		if err != nil {
			return
		}
		again, err := Plain([]byte(a.Text))
		if err != nil || again.Text != a.Text || again.Title != a.Title || len(again.Blocks) != len(a.Blocks) {
			t.Fatalf("got %+v %v, want %+v", again, err, a)
		}
	})
}

func TestMarkdownIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, err := Markdown([]byte(sources().Draw(t, "source")))
		if err == nil {
			wantSound(t, a)
		}
	})
}
