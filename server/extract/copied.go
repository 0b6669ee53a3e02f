package extract

import (
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/server/factcheck"
)

// What the parser copies again and again: all attributes of the page's root, or of its body, at each of their tags, and a text at each
// piece that is added to it, as where tags stand between them of which it makes nothing.
const (
	mostCopiedAttributes = 10_000_000
	mostCopiedText       = 2 << 30 // bytes
)

// copied is about how much of a source the parser would copy.
type copied struct {
	ofRoot     map[string]bool // the names of its attributes, and of its body's
	attributes int

	text, fostered int // bytes of the text that the next piece is added to, and of that in front of a table
	bytes          int64

	tables           int
	inSelect, inGaps bool // between the cells of a table, what stands there is put in front of it
}

func (c *copied) tagOf(z *html.Tokenizer) (name atom.Atom, attributes int) {
	tag, more := z.TagName()
	name = atom.Lookup(tag)
	for more {
		var attribute []byte
		attribute, _, more = z.TagAttr()
		attributes++
		if name == atom.Html || name == atom.Body {
			c.note(string(attribute))
		}
	}
	return name, attributes
}

func (c *copied) note(attribute string) {
	if c.ofRoot == nil {
		c.ofRoot = map[string]bool{}
	}
	c.ofRoot[attribute] = true
}

func (c *copied) start(name atom.Atom, attributes int) {
	switch name {
	case atom.Html, atom.Body:
		if attributes > 0 {
			c.attributes += len(c.ofRoot)
		}
		return
	case atom.Select, atom.Input, atom.Textarea, atom.Keygen:
		wasIn := c.inSelect
		c.inSelect = name == atom.Select && !wasIn
		if wasIn || c.inGaps {
			return
		}
	case atom.Table:
		if c.inSelect && c.tables == 0 {
			return
		}
		c.inSelect, c.inGaps = false, true
		c.tables++
	case atom.Td, atom.Th, atom.Caption:
		if c.tables == 0 {
			return
		}
		c.inSelect, c.inGaps = false, false
	case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Col, atom.Colgroup:
		c.leaveCell()
		return
	case atom.Head, atom.Frameset, atom.Frame, atom.Form, atom.Script, atom.Style, atom.Template:
		return
	case atom.Option, atom.Optgroup:
	default:
		if c.inSelect {
			return
		}
		c.inGaps = false
	}
	c.text = 0
}

func (c *copied) end(name atom.Atom) {
	switch name {
	case atom.Select:
		c.inSelect = false
	case atom.Td, atom.Th, atom.Caption, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Colgroup:
		c.leaveCell()
	case atom.Table:
		c.leaveCell()
		c.tables = max(0, c.tables-1)
		c.inGaps = false
	}
}

func (c *copied) leaveCell() {
	if c.tables > 0 {
		c.inSelect, c.inGaps = false, true
	}
}

func (c *copied) comment() {
	if c.tables == 0 && !c.inSelect {
		c.text = 0
	}
}

func (c *copied) add(piece string) {
	if c.inGaps && strings.TrimSpace(piece) != "" {
		c.bytes += int64(c.fostered)
		c.fostered += len(piece)
		return
	}
	c.bytes += int64(c.text)
	c.text += len(piece)
}

func (c *copied) isTooMuch() bool {
	return c.attributes > mostCopiedAttributes || c.bytes > mostCopiedText
}

// readTime is how long the parser may take over a page, whatever that makes of it.
const readTime = 30 * time.Second

var errTooLong = errors.New("the page takes too long to read")

// inTime gives a source to the parser until its time is up.
type inTime struct {
	source *strings.Reader
	until  time.Time
}

func readInTime(source string) io.Reader {
	return inTime{strings.NewReader(source), time.Now().Add(readTime)}
}

// Read implements io.Reader. It gives a part of what there is room for, so that the time is asked for often.
func (r inTime) Read(p []byte) (int, error) {
	const least = 512
	if time.Now().After(r.until) {
		return 0, errTooLong
	}
	return r.source.Read(p[:min(len(p), max(least, len(p)/4))])
}

func tooManyCopies() error {
	return factcheck.Errorf(factcheck.TooLarge, "The page’s tags are too tangled to be read: it would take minutes. Paste its text instead.")
}
