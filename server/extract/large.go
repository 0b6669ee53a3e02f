package extract

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// largeText finds the article in a page that is too large for the library: the library is shown how the page begins, and what
// stands further on in places of the same sort is of the article too. Where that is less than half of the page, all of it stays.
func largeText(doc *html.Node, base *url.URL, blocks []Piece) extraction {
	part := beginning(doc)
	found := mainText(part, base)
	at, sorts := places{map[place]int{}, map[*html.Node]int{}}, map[place]bool{}
	for _, p := range merge(walk(part, base), found.pieces) {
		if p.Aside == "" {
			sorts[at.sortOf(p)] = true
		}
	}
	all := bareSize(blocks)
	told := append([]Piece{}, blocks...)
	for i := range told {
		if told[i].Aside == "" && !sorts[at.sortOf(told[i])] {
			told[i].Aside = OutsideText
		}
		told[i].Sure = told[i].Aside != ""
	}
	if 2*bareSize(told) < all {
		told = whole(blocks)
	}
	return extraction{spaced(told), found.about}
}

// places numbers the places in pages by what they and those around them are and are called, less what only counts them.
type places struct {
	numbers map[place]int
	known   map[*html.Node]int
}

type place struct {
	within int // the number of the place around it
	name   string
}

func (p places) of(n *html.Node) int {
	if n == nil || n.Type != html.ElementNode {
		return 0
	}
	number, ok := p.known[n]
	if !ok {
		number = p.number(place{p.of(n.Parent), n.Data + " " + withoutDigits(attribute(n, "class"))})
		p.known[n] = number
	}
	return number
}

func (p places) number(at place) int {
	number, ok := p.numbers[at]
	if !ok {
		number = len(p.numbers) + 1
		p.numbers[at] = number
	}
	return number
}

// sortOf gives the sort of a block: what it is, and where.
func (p places) sortOf(block Piece) place { return place{p.of(block.home), string(block.Kind)} }

func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

// beginning copies a page as far as the library copes with it, and no further than half of that.
func beginning(doc *html.Node) *html.Node {
	left := room{mostElements / 2, mostWords / 2, mostNested / 2}
	return left.copied(doc, depth{})
}

// room is how many elements and bytes of text there is still room for. The library reads a text again for what it stands in.
type room struct{ elements, words, nested int }

// depth is how many elements something stands in, and how many of them are headings.
type depth struct{ elements, headings int }

func (r *room) isLeft() bool { return r.elements >= 0 && r.words >= 0 && r.nested >= 0 }

func (r *room) take(n *html.Node, at depth) {
	r.takeOne(n, at)
	at = at.within(n)
	for c := n.FirstChild; c != nil && r.isLeft(); c = c.NextSibling {
		r.take(c, at)
	}
}

func (r *room) takeOne(n *html.Node, at depth) {
	switch n.Type {
	case html.ElementNode:
		r.elements--
	case html.TextNode:
		r.words -= len(n.Data) * max(1, at.headings)
		r.nested -= len(n.Data) * at.elements
	}
}

func (r *room) copied(n *html.Node, at depth) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	if n.Type == html.TextNode {
		c.Data = firstBytes(n.Data, min(r.words/max(1, at.headings), r.nested/max(1, at.elements)))
	}
	r.takeOne(n, at)
	at = at.within(n)
	for child := n.FirstChild; child != nil && r.elements > 0 && r.words > 0 && r.nested > 0; child = child.NextSibling {
		c.AppendChild(r.copied(child, at))
	}
	return c
}

// within is the depth of what stands in an element at this one.
func (d depth) within(n *html.Node) depth {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		d.headings++
	}
	d.elements++
	return d
}
