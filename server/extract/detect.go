package extract

import (
	"bytes"
	"path"
	"strings"
)

// Format is how a file is to be read.
type Format string

// The formats.
const (
	Text     Format = "text"
	PageHTML Format = "html"
	PageMHT  Format = "mhtml"  // a page saved with its pictures
	Pasted   Format = "pasted" // HTML from the clipboard
	MarkDown Format = "markdown"
	Word     Format = "docx"
	JSON     Format = "json"  // an article, or an array of them
	JSONL    Format = "jsonl" // an article a line
	CSV      Format = "csv"   // an article a row
	Zip      Format = "zip"   // a file an article
)

var endings = map[string]Format{
	".txt": Text, ".text": Text, ".md": MarkDown, ".markdown": MarkDown, ".mdown": MarkDown, ".mkd": MarkDown, ".html": PageHTML, ".htm": PageHTML, ".xhtml": PageHTML,
	".mht": PageMHT, ".mhtml": PageMHT, ".docx": Word, ".json": JSON, ".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV, ".zip": Zip,
}

// Known says whether a file's name is of a format that articles come in.
func Known(name string) bool { return endings[strings.ToLower(path.Ext(name))] != "" }

// Detect says how a file is to be read, by its name, or where that does not tell or tells of text, by how it begins.
func Detect(name string, raw []byte) Format {
	format := endings[strings.ToLower(path.Ext(name))]
	if format != "" && format != Text {
		return format
	}
	raw = bytes.TrimPrefix(raw, byteOrderMark)
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")) && bytes.Contains(raw, []byte("word/document.xml")):
		return Word
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return Zip
	case page.Match(raw[:min(len(raw), 4096)]):
		return PageHTML
	case format == "" && frontMatter.Match(raw):
		return MarkDown
	}
	return Text
}

// Several says whether a file of this format may hold several articles.
func (f Format) Several() bool { return f == JSON || f == JSONL || f == CSV || f == Zip }
