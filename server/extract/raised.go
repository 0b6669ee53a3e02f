package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// raised are the characters that stand for digits and signs set above the line: 10⁶ is not 106, nor is 2019¹ the year 20191.
var raised = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	'+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', 'n': 'ⁿ',
}

const longestRaised = 40 // bytes

// isRaisable says whether text above the line can be written so whole: numbers, or several with commas between them. The others stay as
// they are: the “st” of 1st.
func isRaisable(s string) bool {
	for _, r := range s {
		if raised[r] == 0 && !strings.ContainsRune(", \t\n", r) {
			return false
		}
	}
	return len(s) < longestRaised
}

// raise gives the text above the line.
func raise(s string) string {
	return strings.Map(func(r rune) rune {
		if up := raised[r]; up != 0 {
			return up
		}
		return r
	}, s)
}

// lower gives the character on the line for one above it, and one dash for all that may stand for a minus.
func lower(r rune) rune {
	if low, ok := lowered[r]; ok {
		return low
	}
	return r
}

var lowered = func() map[rune]rune {
	lowered := map[rune]rune{}
	for low, up := range raised {
		if low >= utf8.RuneSelf {
			low, up = '-', low
		}
		lowered[up] = low
	}
	return lowered
}()

// superscript walks an element that is set above the line.
func (w *walker) superscript(n *html.Node) {
	w.line.raised = isRaisable(textUpTo(n, longestRaised))
	w.nodes(n)
	w.line.raised = false
}

// power walks the base of a formula's power, and above the line its exponent.
func (w *walker) power(n *html.Node) {
	isBase := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		w.line.raised = !isBase && isRaisable(textUpTo(c, longestRaised))
		w.node(c)
		w.line.raised, isBase = false, false
	}
}

// tag reads a tag within a line of Markdown.
func (l *line) tag(n *ast.RawHTML) {
	tag := strings.ToLower(string(n.Segments.Value(l.source)))
	inner, isText := n.NextSibling().(*ast.Text)
	l.raised = isText && superscriptTag.MatchString(tag) && isRaisable(string(inner.Value(l.source)))
	if strings.HasPrefix(tag, "<br") {
		l.write("\n")
	}
}

var superscriptTag = regexp.MustCompile(`^<sup[\s>]`)

var superscripts = regexp.MustCompile(`(?i)<sup(?:\s[^<>]*)?>([^<>]*)</sup\s*>`)

// raiseIn writes the superscripts of an HTML source as characters, where that can be done.
func raiseIn(source string) string {
	return superscripts.ReplaceAllStringFunc(source, func(found string) string {
		inner := superscripts.FindStringSubmatch(found)[1]
		if isRaisable(inner) {
			return raise(inner)
		}
		return inner
	})
}
