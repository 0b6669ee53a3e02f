package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"stet/server/factcheck"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// ReadDOCX reads a Word file (Office Open XML): headings, lists, quotations, captions, tables, formulas and links. Text that was deleted
// or hidden is left out, and so is what was moved, at its old place; footnotes, endnotes and struck words are set aside. Entities of its own, by which
// a small file would grow without end, are never expanded.
//
// The error is Invalid for what is no such file or holds no text, TooLarge for what is too large when unpacked.
func ReadDOCX(raw []byte) (Draft, error) {
	z, err := openArchive(raw)
	if err != nil {
		return Draft{}, err
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[f.Name] = f
	}
	if parts["word/document.xml"] == nil {
		return Draft{}, factcheck.BadField("file", "This is an archive, but no Word file. Save the article as .docx, text or HTML and import that.")
	}
	r := wordReader{styles: map[string]string{}, raisedStyles: map[string]bool{}, lists: newWordLists()}
	footnotes, endnotes, b := r.notes(Footnote), r.notes(Endnote), r.body()
	b.footnotes, b.endnotes = footnotes.byID, endnotes.byID
	for _, part := range []struct {
		name string
		read func(xml.Token)
	}{
		{"docProps/core.xml", r.core}, {"word/styles.xml", r.styleSheet}, {"word/numbering.xml", r.lists.token},
		{"word/_rels/footnotes.xml.rels", footnotes.targets.token}, {"word/footnotes.xml", footnotes.token},
		{"word/_rels/endnotes.xml.rels", endnotes.targets.token}, {"word/endnotes.xml", endnotes.token},
		{"word/_rels/document.xml.rels", b.targets.token}, {"word/document.xml", b.token},
	} {
		if err := readPart(parts[part.name], part.read); err != nil {
			return Draft{}, err
		}
	}
	b.end()
	if max(len(footnotes.pieces), len(endnotes.pieces)) > mostPieces {
		return Draft{}, errTooManyBlocks()
	}
	return Draft{About: r.about, Pieces: b.withNotes(), Notes: r.unread.notes()}.sifted()
}

// readPart hands a part's tokens on, one by one.
func readPart(f *zip.File, read func(xml.Token)) error {
	if f == nil {
		return nil
	}
	raw, err := unpack(f, mostOfOnePart)
	if err != nil {
		return err
	}
	if attributesIn(raw) > mostOfOneElement {
		return factcheck.BadField("file", "The Word file is damaged: an element of its part %s has more than %d attributes. Save it again in the word processor and import that.", f.Name, mostOfOneElement)
	}
	tokens := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := tokens.RawToken()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return factcheck.Wrap(factcheck.Invalid, err, "The Word file is damaged: its part "+f.Name+" cannot be read. Save it again in the word processor and import that.")
		}
		read(token)
	}
}

// mostOfOneElement is how many attributes one may have: the decoder makes a dozen times as much of each as it is long.
const mostOfOneElement = 1000

// attributesIn gives the most that one element has, or a few more.
func attributesIn(raw []byte) (most int) {
	for {
		start := bytes.IndexByte(raw, '<')
		if start < 0 {
			return most
		}
		var count int
		if count, raw = attributesOf(raw[start+1:]); count > most {
			most = count
		}
	}
}

var notElements = []struct{ begin, end []byte }{{[]byte("!--"), []byte("-->")}, {[]byte("![CDATA["), []byte("]]>")}, {[]byte("?"), []byte("?>")}}

// attributesOf counts the attributes of a tag, and gives what follows it.
func attributesOf(tag []byte) (count int, rest []byte) {
	for _, other := range notElements {
		if bytes.HasPrefix(tag, other.begin) {
			_, rest, _ = bytes.Cut(tag, other.end)
			return 0, rest
		}
	}
	for i := 0; i < len(tag); i++ {
		switch tag[i] {
		case '>':
			return count, tag[i+1:]
		case '=':
			count++
		case '"', '\'':
			closing := bytes.IndexByte(tag[i+1:], tag[i])
			if closing < 0 {
				return count, nil
			}
			i += closing + 1
		}
	}
	return count, nil
}

// wordReader gathers what stands beside a Word file's text.
type wordReader struct {
	about  About
	styles map[string]string // the names of styles, by id

	raisedStyles map[string]bool // those that set text above the line, by id
	lists        wordLists
	urls         addresses

	unread wordUnread

	inside string // the element of the properties that is read
	id     string // of the style that is read
}

// core reads the file's properties.
func (r *wordReader) core(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.inside = t.Name.Local
	case xml.EndElement:
		r.inside = ""
	case xml.CharData:
		switch r.inside {
		case "title":
			r.about.Title = oneLine(string(t))
		case "creator":
			r.about.Byline = oneLine(string(t))
		case "language":
			r.about.Language = oneLine(string(t))
		}
	}
}

func (r *wordReader) styleSheet(token xml.Token) {
	t, ok := token.(xml.StartElement)
	switch {
	case ok && t.Name.Local == "style":
		r.id = value(t, "styleId")
	case ok && t.Name.Local == "name":
		r.styles[r.id] = strings.ToLower(value(t, "val"))
	case ok && t.Name.Local == "vertAlign":
		r.raisedStyles[r.id] = value(t, "val") == "superscript"
	}
}

// wordTargets are the addresses that a part of a Word file leads to, by id.
type wordTargets map[string]string

func (w wordTargets) token(token xml.Token) {
	if t, ok := token.(xml.StartElement); ok && t.Name.Local == "Relationship" && value(t, "TargetMode") == "External" {
		w[value(t, "Id")] = value(t, "Target")
	}
}

// value gives an attribute, whatever its prefix; "" for one that is longer than any name or address is, which thousands of elements
// could ask for.
func value(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && len(a.Value) <= longestAddress {
			return a.Value
		}
	}
	return ""
}
