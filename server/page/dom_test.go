package page_test

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// page is HTML as a browser reads it.
type page struct{ root *html.Node }

func (n *newsroom) read(source string) page {
	n.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		n.Fatal(err)
	}
	return page{root}
}

// where gives the elements that pass, in the order of the page.
func (p page) where(passes func(*html.Node) bool) (found []*html.Node) {
	for node := range p.root.Descendants() {
		if node.Type == html.ElementNode && passes(node) {
			found = append(found, node)
		}
	}
	return found
}

// byID gives the element with an id as HTML, "" where there is none.
func (p page) byID(id string) string {
	for _, node := range p.where(func(n *html.Node) bool { return attribute(n, "id") == id }) {
		var b strings.Builder
		html.Render(&b, node)
		return b.String()
	}
	return ""
}

// ids lists the ids that begin with a word, in the order of the page.
func (p page) ids(word string) (ids []string) {
	for _, node := range p.where(func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "id"), word) }) {
		ids = append(ids, attribute(node, "id"))
	}
	return ids
}

// field gives the value of a control by its name, of the form with an id, "" where it has none.
func (p page) field(form, name string) string { return p.fieldOf("id", form, name) }

// chosen gives what a form's choice stands on.
func (p page) chosen(form, name string) string {
	chosen := func(n *html.Node) bool {
		return n.Data == "option" && attribute(n.Parent, "name") == name && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "selected" })
	}
	for _, option := range p.where(chosen) {
		for around := range option.Ancestors() {
			if attribute(around, "id") == form {
				return attribute(option, "value")
			}
		}
	}
	return ""
}

// classField is field for a form that is known by its class.
func (p page) classField(form, name string) string { return p.fieldOf("class", form, name) }

func (p page) fieldOf(by, form, name string) string {
	for _, f := range p.where(func(n *html.Node) bool { return n.Data == "form" && attribute(n, by) == form }) {
		for node := range f.Descendants() {
			if attribute(node, "name") == name {
				return valueOf(node)
			}
		}
	}
	return ""
}

func valueOf(node *html.Node) string {
	if node.Data != "textarea" {
		return attribute(node, "value")
	}
	var b strings.Builder
	for d := range node.Descendants() {
		b.WriteString(d.Data)
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
