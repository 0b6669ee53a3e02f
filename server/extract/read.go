package extract

import (
	"path"
	"strings"

	"stet/server/factcheck"
)

// Source is something brought in that holds one article.
type Source struct {
	Name     string // of the file, "" where it is none
	Format   Format // "" to find out
	Declared string // the Content-Type it came with, "" for none
	Address  string // where it was found, "" where that is not known
	Raw      []byte
}

// Read reads an article. Where it has no title of its own, its file's name is one.
//
// The error is Invalid for what cannot be read or holds no text, TooLarge for what is too large.
func Read(s Source) (Draft, error) {
	d, err := s.read()
	if err != nil {
		return d, err
	}
	if d.About.URL == "" {
		d.About.URL = s.Address
	}
	if d.About.Title == "" && s.Name != "" {
		d.About.Title = strings.TrimSuffix(path.Base(s.Name), path.Ext(s.Name))
	}
	return d, nil
}

func (s Source) read() (Draft, error) {
	switch s.Format = s.format(); s.Format {
	case PageHTML:
		return ReadHTML(s.Raw, s.Declared, s.Address)
	case Pasted:
		return ReadPaste(string(s.Raw))
	case PageMHT:
		return ReadMHT(s.Raw)
	case MarkDown:
		return readText(s.Raw, Markdown)
	case Word:
		return ReadDOCX(s.Raw)
	case Text:
		return readText(s.Raw, Plain)
	case JSON, JSONL, CSV, Zip:
		return Draft{}, factcheck.BadField("file", "This file holds a list of articles, not one. Import it as a file, and each of its articles comes in.")
	}
	return Draft{}, factcheck.BadField("format", "There is no format %q: choose text, html, markdown or docx.", s.Format)
}

// ReadPlain is [Plain] in any character set, before it is decided what is set aside.
func ReadPlain(raw []byte) (Draft, error) { return readText(raw, Plain) }

func readText(raw []byte, read func([]byte) (Article, error)) (Draft, error) {
	if len(raw) > MaxBytes {
		return Draft{}, tooLarge("article", len(raw), MaxBytes)
	}
	if err := notForeign(raw); err != nil {
		return Draft{}, err
	}
	s, note, err := decodeAny(raw)
	if err != nil {
		return Draft{}, err
	}
	a, err := read([]byte(s))
	if err != nil {
		return Draft{}, err
	}
	d := draftOf(a)
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	return d.sifted()
}
