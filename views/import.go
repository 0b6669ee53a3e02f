package views

import "stet/server/factcheck"

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
	Format      string // "text" or "markdown", of Text
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
