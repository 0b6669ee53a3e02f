package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/server/factcheck"
)

// What the parser may make of a page besides its tags. Formatting that is left open is opened anew, with its attributes, in each block
// that follows: a few hundred bytes of it make millions of elements.
const (
	mostReopened   = 1_000_000 // elements and attributes
	mostAttributes = 500_000
)

// made is what the parser makes of one source after another.
type made struct {
	attributes, reopened int
	copied               copied
}

// add refuses a source of which the parser would make more than there is room for. scripts says whether it is read as browsers do that
// run scripts.
func (m *made) add(source string, scripts bool) error {
	if n := strings.Count(source, "<"); n > mostTags {
		return factcheck.Errorf(factcheck.TooLarge, "The page has %d tags; at most %d are read. Paste its text instead.", n, mostTags)
	}
	z := html.NewTokenizer(strings.NewReader(source))
	var open openTags
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return nil
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			key := string(raw[:min(len(raw), longestKey)])
			name, n := m.copied.tagOf(z)
			m.attributes += n
			open.start(name, key, n)
			m.copied.start(name, n)
			if open.inDrawing() || name == atom.Noscript && !scripts {
				z.NextIsNotRawText()
			}
		case html.EndTagToken:
			name, _ := m.copied.tagOf(z)
			open.end(name)
			m.copied.end(name)
		case html.TextToken:
			m.copied.add(string(raw))
		case html.CommentToken:
			m.copied.comment()
		}
		z.AllowCDATA(open.inDrawing())
		if kind != html.CommentToken {
			m.reopened += open.weight
		}
		if m.attributes > mostAttributes {
			return factcheck.Errorf(factcheck.TooLarge, "The page’s tags have more than %d attributes. Paste its text instead.", mostAttributes)
		}
		if m.copied.isTooMuch() {
			return tooManyCopies()
		}
		if m.reopened > mostReopened {
			return factcheck.Errorf(factcheck.TooLarge, "The page leaves too much of its formatting open, for more than %d tags and attributes in all. Paste its text instead.", mostReopened)
		}
	}
}

// longestKey is how much of a tag, in bytes, is compared with others; longer ones count as differing.
const longestKey = 1024

// openTags are the formatting tags that are open, and between them those that keep an end tag from what was opened before. Where it is
// not certain that the parser closes a tag, it stays.
type openTags struct {
	tags   []openTag
	weight int // of all formatting
}

type openTag struct {
	name   atom.Atom
	key    string
	weight int // the element and its attributes; 0 for one that keeps end tags from what is before it
}

func (o *openTags) start(name atom.Atom, key string, attributes int) {
	switch {
	case isFormatting(name):
		o.leaveDrawing()
		o.dropFourth(key)
		if name == atom.A {
			o.end(name)
		}
		o.push(openTag{name, key, 1 + attributes})
	case name == atom.Table:
		o.leaveDrawing()
		if last := o.lastBar(); last < 0 || o.tags[last].name != atom.Table {
			o.push(openTag{name: name})
		}
	case name == atom.Td || name == atom.Th || name == atom.Caption:
		o.leaveCell()
		if last := o.lastBar(); last >= 0 && o.tags[last].name == atom.Table {
			o.push(openTag{name: name})
		}
	case name == atom.Tr || name == atom.Tbody:
		o.leaveCell()
	case isBar(name):
		o.push(openTag{name: name})
	case name == atom.P || name == atom.Div:
		o.leaveDrawing()
	}
}

func (o *openTags) end(name atom.Atom) {
	switch last := o.lastBar(); {
	case isFormatting(name):
		for i := len(o.tags) - 1; i > last; i-- {
			if o.tags[i].name == name {
				o.drop(i)
				return
			}
		}
	case name == atom.Td || name == atom.Th || name == atom.Tr:
		o.leaveCell()
	case name == atom.Table:
		o.leaveCell()
		if last = o.lastBar(); last >= 0 && o.tags[last].name == atom.Table {
			o.drop(last)
		}
	case last >= 0 && o.tags[last].name == name:
		o.drop(last)
	}
}

func (o *openTags) push(t openTag) {
	o.tags = append(o.tags, t)
	o.weight += t.weight
}

func (o *openTags) drop(i int) {
	o.weight -= o.tags[i].weight
	o.tags = append(o.tags[:i], o.tags[i+1:]...)
}

// dropFourth makes room for a tag that is open three times already: the parser keeps no more of the same.
func (o *openTags) dropFourth(key string) {
	if len(key) == longestKey {
		return
	}
	first, same, last := 0, 0, o.lastBar()
	for i := len(o.tags) - 1; i > last; i-- {
		if o.tags[i].key == key {
			first = i
			same++
		}
	}
	if same >= 3 {
		o.drop(first)
	}
}

// lastBar gives the last tag that keeps end tags from what is before it; -1 for none.
func (o *openTags) lastBar() int {
	i := len(o.tags) - 1
	for i >= 0 && o.tags[i].weight > 0 {
		i--
	}
	return i
}

// leaveCell closes the cell of a table that is open, with all formatting in it.
func (o *openTags) leaveCell() {
	last := o.lastBar()
	if last < 0 || o.tags[last].name != atom.Td && o.tags[last].name != atom.Th && o.tags[last].name != atom.Caption {
		return
	}
	for len(o.tags) > last {
		o.drop(len(o.tags) - 1)
	}
}

func (o *openTags) leaveDrawing() {
	if o.inDrawing() {
		o.drop(o.lastBar())
	}
}

func (o *openTags) inDrawing() bool {
	last := o.lastBar()
	return last >= 0 && (o.tags[last].name == atom.Svg || o.tags[last].name == atom.Math)
}

func isFormatting(name atom.Atom) bool {
	switch name {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

func isBar(name atom.Atom) bool {
	switch name {
	case atom.Svg, atom.Math, atom.Object, atom.Applet, atom.Marquee, atom.Template, atom.ForeignObject, atom.Foreignobject:
		return true
	}
	return false
}

// addUnscripted refuses a page for what it shows where there are no scripts, which is parsed for itself, with all that it holds.
func (m *made) addUnscripted(n *html.Node) error {
	if n.DataAtom == atom.Noscript {
		return m.add(textOf(n), false)
	}
	for c := range n.ChildNodes() {
		if err := m.addUnscripted(c); err != nil {
			return err
		}
	}
	return nil
}
