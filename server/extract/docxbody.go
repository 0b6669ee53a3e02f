package extract

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"strings"

	"stet/server/factcheck"
)

// wordBody sets the paragraphs of a Word file, or of its notes, into pieces.
type wordBody struct {
	*wordReader
	wordPlace
	outer   []wordPlace // those that the place stands within
	lists   wordLists
	targets wordTargets
	pieces  []Piece
	titled  bool // the title has been met

	depth  int   // elements that are open
	hidden int   // the depth of the one in which nothing counts; 0 outside of such
	said   int   // how often anything was written
	told   []int // how often before each of the alternatives that are open
	run    int   // the depth of the run that is read

	inProperties bool // of a paragraph
	wordFields
	wordFormula

	footnotes map[string][]Piece // those to which nothing has referred yet, by id
	endnotes  map[string][]Piece // likewise
	noted     []noted            // the notes to the blocks so far, in their order
}

// wordPlace is where in a Word file words are read: its text, or what stands apart from it, such as a text box.
type wordPlace struct {
	line   *line
	links  []wordLink
	style  string // of the paragraph: its name
	list   string
	level  string  // in the list
	rows   int     // how many tables deep
	text   bool    // characters are of the text
	raised bool    // above the line
	veiled bool    // not to be seen
	joined bool    // the paragraph goes on in the next one
	aside  Reason  // why nothing of it is of the text; "" for the text itself
	cited  []Piece // of the notes to the block under way
	until  int     // the depth of the element that it ends with
}

func (r *wordReader) body() *wordBody {
	return &wordBody{wordReader: r, lists: r.lists.anew(), targets: wordTargets{}, wordPlace: wordPlace{line: &line{urls: &r.urls}}}
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
		b.depth++
		if b.hidden == 0 && b.isElsewhere(t.Name) {
			b.hidden = b.depth
		}
		if b.hidden == 0 {
			b.open(t)
		}
	case xml.EndElement:
		if b.hidden == 0 {
			b.close(t)
		} else if b.hidden == b.depth {
			b.hidden = 0
		}
		b.depth--
	case xml.CharData:
		if b.text && b.hidden == 0 {
			b.line.raised = (b.raised || b.above > 0) && isRaisable(string(t))
			b.write(string(t))
			b.line.raised = false
		}
	}
}

// isElsewhere says whether an element holds what does not count where it stands: what was said already, in a way that only newer programs
// read; what was moved, which stands at its new place, too; what was deleted; and how something was set before it was changed.
func (b *wordBody) isElsewhere(name xml.Name) bool {
	switch name.Local {
	case "Choice", "Fallback":
		return len(b.told) > 0 && b.said > b.told[len(b.told)-1]
	case "moveFrom", "del":
		b.joined = b.joined || b.inProperties // of a paragraph, its end alone
		return true
	}
	return strings.HasSuffix(name.Local, "Change")
}

// write adds to the line what a reader sees.
func (b *wordBody) write(s string) {
	if !b.veiled && !b.instructs() {
		b.said++
		b.line.write(s)
	}
}

func (b *wordBody) open(t xml.StartElement) {
	if t.Name.Space == "m" {
		b.openFormula(t)
	}
	switch t.Name.Local {
	case "AlternateContent":
		b.told = append(b.told, b.said)
	case "p":
		b.style, b.list, b.level = "", "", ""
	case "pPr":
		b.inProperties = true
	case "pStyle":
		b.style = b.styles[value(t, "val")]
	case "framePr":
		b.joined = value(t, "dropCap") != "" && value(t, "dropCap") != "none" // a first letter
	case "numId":
		b.list = value(t, "val")
	case "ilvl":
		b.level = value(t, "val")
	case "r":
		b.raised, b.veiled, b.run = false, false, b.depth
	case "rStyle":
		b.raised = b.isOfRun() && b.raisedStyles[value(t, "val")]
	case "vertAlign":
		b.raised = b.isOfRun() && value(t, "val") == "superscript"
	case "vanish":
		b.veiled = b.isOfRun() && isOn(t)
	case "strike", "dstrike":
		if b.isOfRun() && isOn(t) {
			b.apart(cmp.Or(b.aside, OutsideText), b.run)
		}
	case "drawing", "pict", "txbxContent":
		b.apart(b.aside, b.depth)
	case "rt": // how what follows is pronounced
		b.apart(cmp.Or(b.aside, OutsideText), b.depth)
	case "t":
		b.text = true
	case "tab", "ptab":
		if len(b.line.buf) > 0 && !b.inProperties {
			b.write("\t")
		}
	case "br", "cr":
		b.write("\n")
	case "sym", "symEx":
		b.sign(t)
	case "noBreakHyphen":
		b.write("-")
	case "fldChar":
		b.field(value(t, "fldCharType"))
	case "hyperlink":
		b.links = append(b.links, wordLink{b.targets[value(t, "id")], len(b.line.buf)})
	case "footnoteReference":
		b.cite(b.footnotes, value(t, "id"))
	case "endnoteReference":
		b.cite(b.endnotes, value(t, "id"))
	case "tr":
		b.end()
		b.rows++
	case "altChunk":
		b.unread.chunks++
	case "chart", "relIds":
		b.unread.drawings++
	}
}

// isOfRun says whether a property is one of the run that is read, and not of a paragraph's mark or a control.
func (b *wordBody) isOfRun() bool { return b.run > 0 && b.depth == b.run+2 }

// isOn says whether a property that is there holds.
func isOn(t xml.StartElement) bool {
	switch value(t, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}

func (b *wordBody) close(t xml.EndElement) {
	switch t.Name.Local {
	case "AlternateContent":
		b.told = b.told[:max(0, len(b.told)-1)]
	case "pPr":
		b.inProperties = false
	case "r":
		b.run = 0
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
		b.closeParagraph()
	}
	if t.Name.Space == "m" {
		b.closeFormula(t)
	}
	for len(b.outer) > 0 && b.until == b.depth {
		b.comeBack()
	}
}

func (b *wordBody) closeParagraph() {
	b.wordFields = wordFields{}
	switch {
	case b.joined:
		b.joined = false
	case b.rows == 0:
		b.end()
	case len(b.line.buf) > 0:
		b.line.write(" ")
	}
}

// mostApart is how deep what stands apart may stand within other such: no program writes more than one in another.
const mostApart = 20

// apart begins what stands apart from the paragraph that it is anchored in, until an element ends. It comes in before that paragraph.
func (b *wordBody) apart(aside Reason, until int) {
	if len(b.outer) == mostApart {
		return
	}
	b.outer = append(b.outer, b.wordPlace)
	b.wordPlace = wordPlace{line: &line{urls: b.line.urls}, aside: aside, until: until}
}

// comeBack goes on where what stood apart began.
func (b *wordBody) comeBack() {
	b.end()
	last := len(b.outer) - 1
	b.wordPlace, b.outer = b.outer[last], b.outer[:last]
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
	b.joined = false
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
	case b.aside == "" && !b.titled && len(b.pieces) == 0 && (b.style == "title" || b.style == "heading 1"):
		b.about.Title, b.titled = oneLine(body), true // it heads the text, and leaves it
		return
	case b.style == "title":
		p.Kind, p.Level = factcheck.Heading, 1
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
