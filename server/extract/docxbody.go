package extract

import (
	"bytes"
	"encoding/xml"
	"strings"

	"stet/server/factcheck"
)

// wordBody sets the paragraphs of a Word file, or of its notes, into pieces.
type wordBody struct {
	*wordReader
	lists     wordLists
	targets   wordTargets
	pieces    []Piece
	line      *line
	style     string // of the paragraph: its name
	list      string
	level     string // in the list
	rows      int    // how many tables deep
	elsewhere int    // within what is not of the text here
	text      bool   // characters are of the text
	raised    bool   // above the line
	links     []wordLink

	aside     Reason             // why nothing of it is of the text; "" for the text itself
	footnotes map[string][]Piece // those to which nothing has referred yet, by id
	endnotes  map[string][]Piece // likewise
	cited     []Piece            // of the notes to the block under way
	noted     []noted            // the notes to the blocks so far, in their order
}

func (r *wordReader) body() *wordBody {
	return &wordBody{wordReader: r, lists: r.lists.anew(), targets: wordTargets{}, line: &line{urls: &r.urls}}
}

// wordLink is a link that is not closed yet.
type wordLink struct {
	address string
	start   int // byte of the line
}

func (b *wordBody) token(token xml.Token) {
	if len(b.pieces) > mostPieces {
		return // it is refused
	}
	switch t := token.(type) {
	case xml.StartElement:
		if b.elsewhere > 0 || isElsewhere(t.Name) {
			b.elsewhere++
			return
		}
		b.open(t)
	case xml.EndElement:
		if b.elsewhere > 0 {
			b.elsewhere--
			return
		}
		b.close(t)
	case xml.CharData:
		if b.text && b.elsewhere == 0 {
			b.line.raised = b.raised && isRaisable(string(t))
			b.line.write(string(t))
			b.line.raised = false
		}
	}
}

// isElsewhere says whether an element holds what does not count where it stands: what is there a second time for older programs, what was
// moved, which stands at its new place, too, and what was deleted.
func isElsewhere(name xml.Name) bool {
	return name.Local == "Fallback" || name.Local == "moveFrom" || name.Local == "del"
}

func (b *wordBody) open(t xml.StartElement) {
	switch t.Name.Local {
	case "p":
		b.style, b.list, b.level = "", "", ""
	case "pStyle":
		b.style = b.styles[value(t, "val")]
	case "numId":
		b.list = value(t, "val")
	case "ilvl":
		b.level = value(t, "val")
	case "r":
		b.raised = false
	case "vertAlign":
		b.raised = value(t, "val") == "superscript"
	case "t":
		b.text = true
	case "tab", "ptab":
		if len(b.line.buf) > 0 {
			b.line.write("\t")
		}
	case "br", "cr":
		b.line.write("\n")
	case "sym":
		b.sign(t)
	case "noBreakHyphen":
		b.line.write("-")
	case "hyperlink":
		b.links = append(b.links, wordLink{b.targets[value(t, "id")], len(b.line.buf)})
	case "footnoteReference":
		b.cite(b.footnotes, value(t, "id"))
	case "endnoteReference":
		b.cite(b.endnotes, value(t, "id"))
	case "tr":
		b.end()
		b.rows++
	}
}

func (b *wordBody) close(t xml.EndElement) {
	switch t.Name.Local {
	case "t":
		b.text = false
	case "hyperlink":
		b.closeLink()
	case "tc":
		b.line.buf = bytes.TrimRight(b.line.buf, " ")
		b.line.write("\t")
	case "tr":
		b.rows = max(0, b.rows-1)
		b.style, b.list = "", ""
		b.end()
	case "p":
		if b.rows == 0 {
			b.end()
		} else if len(b.line.buf) > 0 {
			b.line.write(" ")
		}
	}
}

func (b *wordBody) closeLink() {
	n := len(b.links)
	if n == 0 {
		return
	}
	link := b.links[n-1]
	b.links = b.links[:n-1]
	b.line.leadTo(link.address, min(link.start, len(b.line.buf)), len(b.line.buf))
}

// end closes the paragraph under way, or the row of a table.
func (b *wordBody) end() {
	b.set()
	b.settle()
}

// set makes a piece of the paragraph under way, if it says anything.
func (b *wordBody) set() {
	body, links := b.line.finish()
	b.line, b.links = &line{urls: b.line.urls}, nil
	if body == "" {
		return
	}
	p := Piece{Kind: factcheck.Paragraph, Text: body, Links: links, Aside: b.aside, Sure: b.aside != ""}
	switch {
	case b.aside == "" && len(b.pieces) == 0 && (b.style == "title" || b.style == "heading 1"):
		b.about.Title = oneLine(body) // it heads the text, and leaves it
		return
	case strings.HasPrefix(b.style, "heading "):
		p.Kind, p.Level = factcheck.Heading, headingLevel(b.style)
	case strings.Contains(b.style, "quote"):
		p.Kind = factcheck.Quote
	case b.style == "caption":
		p.Kind = factcheck.Caption
	case b.list != "" && b.list != "0" || strings.HasPrefix(b.style, "list "):
		b.item(&p)
	}
	b.pieces = append(b.pieces, p)
}

func headingLevel(style string) int {
	if last := style[len(style)-1]; '1' <= last && last <= '6' {
		return int(last - '0')
	}
	return 6
}

// item sets a list item with its number.
func (b *wordBody) item(p *Piece) {
	p.Kind = factcheck.ListItem
	number := b.lists.number(b.list, b.level)
	p.Text = number + p.Text
	for i := range p.Links {
		p.Links[i].Start += len(number)
		p.Links[i].End += len(number)
	}
}
