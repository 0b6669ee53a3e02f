package extract

import "encoding/xml"

// wordNotes reads the footnotes of a Word file, or its endnotes. Which of them belong to the text is told by what refers to them: nothing does
// to those that Word parts notes from the text by.
type wordNotes struct {
	*wordBody
	byID map[string][]Piece
	id   string // of the note that is read
	kept int    // pieces, of the notes before it
}

func (r *wordReader) notes(reason Reason) wordNotes {
	b := r.body()
	b.aside = reason
	return wordNotes{wordBody: b, byID: map[string][]Piece{}}
}

func (n *wordNotes) token(token xml.Token) {
	n.wordBody.token(token)
	switch t := token.(type) {
	case xml.StartElement:
		if isNote(t.Name) {
			n.id = value(t, "id")
		}
	case xml.EndElement:
		if isNote(t.Name) {
			n.keep()
		}
	}
}

func isNote(name xml.Name) bool { return name.Local == "footnote" || name.Local == "endnote" }

// keep keeps the note that ends here.
func (n *wordNotes) keep() {
	n.end()
	if note := n.pieces[n.kept:]; len(note) > 0 {
		n.byID[n.id] = note
	}
	n.kept = len(n.pieces)
}

// noted is what stands in the notes to a block.
type noted struct {
	after int // blocks of the text
	notes []Piece
}

// cite takes up a note that the block under way refers to, the first time that one does.
func (b *wordBody) cite(notes map[string][]Piece, id string) {
	b.cited = append(b.cited, notes[id]...)
	delete(notes, id)
}

// settle puts what the block that has ended refers to behind it.
func (b *wordBody) settle() {
	if len(b.cited) > 0 {
		b.noted = append(b.noted, noted{len(b.pieces), b.cited})
		b.cited = nil
	}
}

// withNotes gives the blocks of the text, behind each the notes to it.
func (b *wordBody) withNotes() (all []Piece) {
	pieces, at := spaced(b.pieces), 0
	for _, n := range b.noted {
		all = append(append(all, pieces[at:n.after]...), spaced(n.notes)...)
		at = n.after
	}
	return append(all, pieces[at:]...)
}
