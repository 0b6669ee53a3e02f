package views

import (
	"iter"
	"strconv"

	"stet/server/factcheck"
)

// ImportPage is the form that brings an article in.
type ImportPage struct {
	Frame Frame
	Form  ImportForm
}

// ImportForm is what was typed of an article, and what is wrong with it.
type ImportForm struct {
	Title       string
	Byline      string
	Publisher   string
	URL         string
	PublishedOn string
	Language    string
	Text        string
	HTML        string // the text as it was copied, with its headings, lists and links; "" where it was typed
	Address     string // to be fetched
	Format      string // "text", "markdown" or "html", of Text
	Key         string // names this submit, so that it counts once
	Problem     string
	Fields      []factcheck.FieldError
}

// bad says whether the problem is about a field.
func (f ImportForm) bad(name string) bool {
	for _, wrong := range f.Fields {
		if wrong.Field == name {
			return true
		}
	}
	return false
}

// firstBad gives the first field at fault, "" where none is.
func (f ImportForm) firstBad() string {
	if len(f.Fields) == 0 {
		return ""
	}
	return f.Fields[0].Field
}

// articleFiles are the files that articles come in.
const articleFiles = ".html,.htm,.mhtml,.mht,.docx,.txt,.md,.markdown,.json,.jsonl,.csv,.zip,text/html,text/plain,text/markdown"

// ImportRunPage tells of the articles that files hold, as they are imported.
type ImportRunPage struct {
	Frame Frame
	Items iter.Seq[ImportItem]
}

// ImportOutcome says what became of an article.
type ImportOutcome string

// The outcomes.
const (
	WasImported ImportOutcome = "imported"
	NeedsLook   ImportOutcome = "needs a look"
	WasThere    ImportOutcome = "there already"
	NotImported ImportOutcome = "not imported"
)

// ImportItem is what became of one article.
type ImportItem struct {
	Name    string // of the file, and the place in it
	Outcome ImportOutcome
	Title   string
	Address string // where to go on, "" for nowhere
	Why     string
}

// Failed is the item that was not imported.
func (i ImportItem) Failed(why string) ImportItem {
	i.Outcome, i.Why = NotImported, why
	if why == "" {
		i.Why = "Something went wrong on the desk. Try again in a moment."
	}
	return i
}

// class names an outcome for the styles.
func (o ImportOutcome) class() string {
	return map[ImportOutcome]string{WasImported: "run--in", NeedsLook: "run--look", WasThere: "run--there", NotImported: "run--not"}[o]
}

// LookPage shows what was read of an article, block by block.
type LookPage struct {
	Frame Frame
	ID    int64
	Form  ImportForm
	Bits  []Bit
	Alike []factcheck.Duplicate
	Notes []string
}

// Bit is a block that is kept or set aside.
type Bit struct {
	Number int
	Kind   factcheck.BlockKind
	Level  int
	Text   string
	Links  int
	Why    string // it is probably not of the article's text, "" where it is
	Keep   bool
}

func (p LookPage) address() string { return "/imports/" + strconv.FormatInt(p.ID, 10) }

// aside counts the blocks that are set aside.
func (p LookPage) aside() (n int) {
	for _, b := range p.Bits {
		if !b.Keep {
			n++
		}
	}
	return n
}

// captions counts the captions of pictures among them.
func (p LookPage) captions() (n int) {
	for _, b := range p.Bits {
		if b.Kind == factcheck.Caption && b.Why != "" && !b.Keep {
			n++
		}
	}
	return n
}

func (b Bit) field() string { return "keep." + strconv.Itoa(b.Number) }

// reason is what a block that is left out is marked with.
func (b Bit) reason() string {
	if b.Why == "" {
		return "left out"
	}
	return b.Why
}

// kindWord names what a block is, "" for a paragraph.
func (b Bit) kindWord() string {
	return map[factcheck.BlockKind]string{factcheck.Heading: "heading", factcheck.ListItem: "list item", factcheck.Quote: "quotation", factcheck.Caption: "caption"}[b.Kind]
}

// likeness says how an article on the desk is like this one.
func likeness(d factcheck.Duplicate) string {
	switch d.Why {
	case factcheck.SameText:
		return "has the same text"
	case factcheck.SameAddress:
		return "was published at the same address"
	}
	return "has nearly the same text"
}
