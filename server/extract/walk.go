package extract

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/server/factcheck"
)

// walker sets the blocks that a browser would show of a page into pieces.
type walker struct {
	base    *url.URL // what relative links lead on from; nil where that is not known
	pieces  []Piece
	line    *line
	kind    factcheck.BlockKind
	level   int
	ordinal string // what the next line begins with: the number of a list item
	number  string // what this line began with
	aside   Reason // of the element that is being walked
	pre     bool   // white space counts
	home    *html.Node
	parsed  bool // what browsers show without scripts is elements, and not their source
	struck  bool // most of it is struck out, which says nothing then
	deep    int  // in how many fractions
}

// walk gives the blocks within n. White space is folded as a browser folds it.
func walk(n *html.Node, base *url.URL) []Piece {
	w := walker{base: base, line: &line{urls: &addresses{}}, kind: factcheck.Paragraph, struck: isMostlyStruck(n)}
	w.node(n)
	w.end()
	return spaced(w.pieces)
}

func (w *walker) nodes(parent *html.Node) {
	for c := parent.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *walker) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.words(n.Data)
	case n.Type == html.DocumentNode:
		w.nodes(n)
	case n.Type != html.ElementNode || unseen(n):
	case isBeside(n), isStruck(n) && !w.struck:
		w.beside(n)
	case isBlock(n):
		w.block(n)
	default:
		w.inline(n)
	}
}

func (w *walker) inline(n *html.Node) {
	switch n.Data {
	case "mfrac":
		w.fraction(n)
		return
	case "msup":
		w.power(n)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.line.broken = false
		w.line.write("\n")
	case atom.Span:
		if strings.Contains(attribute(n, "style"), "mso-list:Ignore") {
			w.wordMark(n)
			return
		}
		w.nodes(n)
	case atom.Sup:
		w.superscript(n)
	case atom.A:
		w.line.link(w.address(attribute(n, "href")), func() { w.nodes(n) })
	default:
		w.nodes(n)
	}
}

// beside sets aside what an element holds, without parting the line that it stands in.
func (w *walker) beside(n *html.Node) {
	inner := walker{base: w.base, pieces: w.pieces, line: &line{urls: w.line.urls}, kind: factcheck.Paragraph, aside: cmp.Or(w.aside, OutsideText), parsed: w.parsed, struck: w.struck || isStruck(n)}
	if n.DataAtom == atom.Noscript && !w.parsed {
		n, inner.parsed = unscripted(n), true
	}
	inner.nodes(n)
	inner.end()
	for i := len(w.pieces); i < len(inner.pieces); i++ {
		inner.pieces[i].Sure, inner.pieces[i].home = true, nil
	}
	w.pieces = inner.pieces
}

// unscripted gives what browsers show of an element without scripts. With them they take it for mere text, as the parser does.
func unscripted(n *html.Node) *html.Node {
	shown := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragmentWithOptions(readInTime(textOf(n)), shown, html.ParseOptionEnableScripting(false))
	if err != nil {
		return n // nested too deep: its source is better than nothing
	}
	for _, c := range nodes {
		shown.AppendChild(c)
	}
	return shown
}

// fraction writes its line as a stroke: one half is not twelve.
func (w *walker) fraction(n *html.Node) {
	stroke := ""
	w.deep++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			w.words(stroke)
			from := len(w.line.buf)
			w.node(c)
			if w.deep <= deepestFraction {
				w.line.bracket(from)
			}
			stroke = "/"
		}
	}
	w.deep--
}

// wordMark reads what a word processor writes before a list item, which it pastes as a paragraph: numbers stay, bullets go.
func (w *walker) wordMark(n *html.Node) {
	if mark := oneLine(textOf(n)); mark != "" && unicode.IsDigit(rune(mark[0])) {
		w.ordinal = mark + " "
	}
}

// address makes a link's address whole; "" where it cannot be.
func (w *walker) address(href string) string {
	at, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	if w.base != nil {
		at = w.base.ResolveReference(at)
	}
	return at.String()
}

// words writes text as a browser shows it. Where the source broke a line, Chinese and Japanese need no space.
func (w *walker) words(s string) {
	if w.pre {
		w.line.write(w.start() + s)
		return
	}
	for s != "" {
		space := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		w.gap(s[:space])
		s = s[space:]
		word := strings.IndexFunc(s, unicode.IsSpace)
		if word < 0 {
			word = len(s)
		}
		if word > 0 {
			w.line.write(w.start() + s[:word])
		}
		s = s[word:]
	}
}

func (w *walker) gap(space string) {
	switch {
	case space == "" || len(w.line.buf) == 0 || strings.ContainsRune("\n\t ", rune(w.line.buf[len(w.line.buf)-1])):
	case strings.Contains(space, "\n"):
		w.line.broken = true
	default:
		w.line.write(" ")
	}
}

// start gives what stands before a line's first words.
func (w *walker) start() string {
	ordinal := w.ordinal
	if ordinal != "" {
		w.ordinal, w.number = "", ordinal
	}
	return ordinal
}

// block walks an element that stands on lines of its own.
func (w *walker) block(n *html.Node) {
	w.end()
	kind, level, aside, pre, home := w.kind, w.level, w.aside, w.pre, w.home
	w.kindOf(n)
	if isPart(n) {
		w.home = n
	}
	if w.aside == "" {
		w.aside = furnitureOf(n)
	}
	switch n.DataAtom {
	case atom.Ol:
		w.numbered(n)
	case atom.Tr:
		w.row(n)
	default:
		w.nodes(n)
	}
	w.end()
	w.kind, w.level, w.aside, w.pre, w.home = kind, level, aside, pre, home
}

func (w *walker) kindOf(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind, w.level = factcheck.Heading, int(n.Data[1]-'0')
	case atom.Li:
		w.kind, w.level = factcheck.ListItem, 0
	case atom.P:
		if strings.Contains(attribute(n, "style"), "mso-list:") {
			w.kind, w.level = factcheck.ListItem, 0
		}
	case atom.Blockquote:
		w.kind, w.level = factcheck.Quote, 0
	case atom.Figcaption, atom.Caption:
		w.kind, w.level = factcheck.Caption, 0
	case atom.Pre:
		w.pre = true
	}
}

// numbered keeps the numbers of an ordered list, which the text may speak of.
func (w *walker) numbered(n *html.Node) {
	number := 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Li {
			if given, err := strconv.Atoi(attribute(c, "value")); err == nil {
				number = given
			}
			w.ordinal = fmt.Sprintf("%d. ", number)
			number++
		}
		w.node(c)
		w.ordinal = ""
	}
}

// row sets a table's row as one paragraph with tabs between the cells.
func (w *walker) row(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if len(w.line.buf) > 0 {
			w.line.write("\t")
		}
		w.nodes(c) // with blocks of its own they part the row: pages were once laid out by tables
	}
}

// end closes the block under way.
func (w *walker) end() {
	body, links := w.line.finish()
	w.line = &line{urls: w.line.urls}
	if body != "" {
		w.pieces = append(w.pieces, Piece{Kind: w.kind, Level: w.level, Text: body, Links: links, Aside: w.aside, number: w.number, home: w.home})
	}
	w.number = ""
}

// spaced sets the white space that parts blocks: an empty line, or a line end between list items.
func spaced(pieces []Piece) []Piece {
	for i := range pieces {
		pieces[i].Gap = "\n\n"
		if i > 0 && pieces[i].Kind == factcheck.ListItem && pieces[i-1].Kind == factcheck.ListItem {
			pieces[i].Gap = "\n"
		}
	}
	return pieces
}
