package interchange

import (
	"fmt"
	"strings"

	"stet/server/factcheck"
)

// File is what was read of another tool's file.
type File struct {
	Format Format
	Parts  []Part
}

// Part is a text with what is marked in it: the whole article, or one of several pieces of it.
type Part struct {
	Text  string // "" where the file does not hold the text; its positions then count in the article's
	Items []Item
}

// Item is something that a file marks, before it has its place in the article.
type Item struct {
	Name      string          // how the file names it: "T4", "row 3"
	Span      *factcheck.Span // in code points of the part's text, or of the article's where the part has none; nil where not given
	Quote     string          // what stands there, as far as the file says
	Prefix    string          // just before it
	Suffix    string          // and after it
	Kind      factcheck.Kind  // "" where the file does not say
	Verdict   factcheck.Verdict
	Rating    factcheck.Rating
	Note      string
	Speaker   string
	Citations []factcheck.Citation
	Pieces    bool   // the quote is of several pieces, between which other words may stand: it counts at its position alone
	Why       string // why it cannot come in, whatever its place; "" where it can
	remarks   int    // of which the note is made
}

// Skipped is an item that does not come in.
type Skipped struct {
	Item string `json:"item" doc:"How the file names it."`
	Why  string `json:"why" doc:"Why it does not come in."`
}

// Count is how many items the file holds.
func (f File) Count() (n int) {
	for _, p := range f.Parts {
		n += len(p.Items)
	}
	return n
}

// take reads a word that a file attaches to an item: a verdict, a kind, a rating or a speaker where it is one, whatever its case;
// else it is kept at the end of the note.
func (i *Item) take(name, word string) {
	word = strings.TrimSpace(word)
	if word == "" || i.takeNamed(strings.ToLower(name), word) {
		return
	}
	if name == "" {
		if key, value, named := strings.Cut(word, ":"); named && i.takeNamed(strings.ToLower(key), strings.TrimSpace(value)) {
			return
		}
		name = "Label"
		if i.takeVerdict(word) || i.takeKind(word) {
			return
		}
	}
	i.note(name + ": " + word)
}

// takeNamed reads a value under a name of ours.
func (i *Item) takeNamed(name, value string) bool {
	switch name {
	case "verdict":
		return i.takeVerdict(value)
	case "kind":
		return i.takeKind(value)
	case "rating":
		return i.takeRating(value)
	case "speaker":
		i.Speaker = value
		return true
	}
	return false
}

func (i *Item) takeVerdict(word string) bool {
	verdict, err := factcheck.ParseVerdict(strings.ToLower(word))
	if err == nil {
		i.Verdict = verdict
	}
	return err == nil
}

func (i *Item) takeKind(word string) bool {
	kind, err := factcheck.ParseKind(strings.ToLower(word))
	if err == nil {
		i.Kind = kind
	}
	return err == nil
}

func (i *Item) takeRating(word string) bool {
	if len(word) == 0 || word[0] < '1' || word[0] > '5' || len(word) > 1 && word[1] != ' ' {
		return false
	}
	i.Rating = factcheck.Rating(word[0] - '0')
	return true
}

// maxRemarks is how many remarks may be made of one item: its note is made anew with each.
const maxRemarks = 1_000

// note adds a paragraph to the note.
func (i *Item) note(s string) {
	switch {
	case s == "" || i.remarked():
	case i.Note == "":
		i.Note = s
	default:
		i.Note += "\n\n" + s
	}
}

// remarked counts a remark, and says whether that is one too many.
func (i *Item) remarked() bool {
	if i.remarks++; i.remarks > maxRemarks {
		i.Why = fmt.Sprintf("More than %d remarks are made of it; put them together into one.", maxRemarks)
	}
	return i.remarks > maxRemarks
}
