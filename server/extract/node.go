package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attribute gives the value of an element's attribute, "" where it has none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// find gives the first element of a kind within n, in the order of the page; nil where there is none.
func find(n *html.Node, kind atom.Atom) *html.Node {
	if n.Type == html.ElementNode && n.DataAtom == kind {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, kind); found != nil {
			return found
		}
	}
	return nil
}

// unseen says whether a browser shows nothing of an element.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Iframe, atom.Embed, atom.Canvas,
		atom.Audio, atom.Video, atom.Select, atom.Textarea, atom.Input, atom.Datalist, atom.Rp:
		return true
	}
	switch n.Namespace + " " + n.Data {
	case "math annotation", "math annotation-xml", "svg title", "svg desc", "svg metadata", "svg defs", "svg symbol":
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attribute(n, "style"), " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || hasAttribute(n, "hidden")
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// isBlock says whether an element begins a line of its own.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Figure, atom.Figcaption,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Details, atom.Summary, atom.Center,
		atom.Body, atom.Html, atom.Menu, atom.Dialog, atom.Hgroup, atom.Td, atom.Th, atom.Button, atom.Legend, atom.Dir, atom.Listing, atom.Xmp:
		return true
	}
	return n.Namespace == "svg" && n.Data == "text"
}

// isBeside says whether what an element holds is no part of the sentence that it stands in: the words of a drawing, how signs are
// pronounced, and what browsers show in the place of something else.
func isBeside(n *html.Node) bool {
	return n.DataAtom == atom.Svg || n.DataAtom == atom.Rt || n.DataAtom == atom.Object || n.DataAtom == atom.Noscript
}

// isStruck says whether an element strikes out what it holds. What was put in its place often follows at once.
func isStruck(n *html.Node) bool {
	return n.DataAtom == atom.Del || n.DataAtom == atom.S || n.DataAtom == atom.Strike
}

// isMostlyStruck says whether most of a page is struck out: by a mark that is never closed.
func isMostlyStruck(n *html.Node) bool {
	all, struck := 0, 0
	var count func(n *html.Node, within bool)
	count = func(n *html.Node, within bool) {
		within = within || isStruck(n)
		if words := len(strings.TrimSpace(n.Data)); n.Type == html.TextNode {
			all += words
			if within {
				struck += words
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode || !unseen(c) {
				count(c, within)
			}
		}
	}
	count(n, false)
	return 2*struck > all
}

// isPart says whether an element is a part of a page rather than a block of a text.
func isPart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Td, atom.Th, atom.Body, atom.Form, atom.Figure, atom.Center, atom.Details:
		return true
	}
	return false
}
