package views

import (
	"bytes"
	"context"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// failer is a *testing.T, a *testing.B or a *rapid.T.
type failer interface {
	Helper()
	Fatal(...any)
}

// drawn gives the HTML of a component.
func drawn(t failer, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// page is HTML as a browser reads it.
type page struct{ root *html.Node }

func read(t failer, source string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return page{root}
}

// where gives the elements that pass, in the order of the page.
func (p page) where(passes func(*html.Node) bool) (found []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && passes(n) {
			found = append(found, n)
		}
	}
	return found
}

func (p page) byID(id string) *html.Node {
	for _, n := range p.where(func(n *html.Node) bool { return attribute(n, "id") == id }) {
		return n
	}
	return nil
}

func (p page) named(tag string) []*html.Node {
	return p.where(func(n *html.Node) bool { return n.Data == tag })
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is an element's textContent.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
