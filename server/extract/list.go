package extract

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"stet/server/factcheck"
)

// row is an article of a list.
type row struct {
	Title       string `json:"title"`
	Headline    string `json:"headline"`
	Byline      string `json:"byline"`
	Author      string `json:"author"`
	Publisher   string `json:"publisher"`
	URL         string `json:"url"`
	PublishedOn string `json:"published_on"`
	Date        string `json:"date"`
	Language    string `json:"language"`
	Text        string `json:"text"`
	HTML        string `json:"html"`
}

func (r row) draft() (d Draft, err error) {
	switch {
	case strings.TrimSpace(r.HTML) != "" && strings.TrimSpace(r.Text) != "":
		return d, factcheck.BadField("file", "There is both a text and an html here, and only one of them can be the article. Leave the other one empty.")
	case strings.TrimSpace(r.HTML) != "":
		d, err = ReadHTML([]byte(r.HTML), "text/html; charset=utf-8", r.URL)
	default:
		d, err = ReadPlain([]byte(r.Text))
	}
	if err != nil {
		return d, err
	}
	date, err := plainDate(cmp.Or(r.PublishedOn, r.Date))
	if err != nil {
		return d, err
	}
	d.About = About{Title: cmp.Or(r.Title, r.Headline, d.About.Title), Byline: cmp.Or(r.Byline, r.Author, d.About.Byline), Publisher: cmp.Or(r.Publisher, d.About.Publisher),
		URL: cmp.Or(r.URL, d.About.URL), PublishedOn: cmp.Or(date, d.About.PublishedOn), Language: cmp.Or(r.Language, d.About.Language)}
	if d.About.Title == "" {
		d.About.Title = d.Safe().FirstLine()
	}
	return d, nil
}

// json gives a source of JSON as UTF-8, where a mark at its beginning says that it is something else.
func (s Source) json() []byte {
	if text, isMarked := byMark(s.Raw); isMarked {
		return []byte(text)
	}
	return s.Raw
}

// lines reads JSON Lines: an object a line, with title, text or html, and what else is known.
func (s Source) lines(yield func(Item) bool) {
	number := 0
	for line := range bytes.Lines(s.json()) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		item := Item{Name: s.within(fmt.Sprint("line ", number))}
		item.Draft, item.Err = draftOfJSON(line)
		if !yield(item) {
			return
		}
	}
	if number == 0 {
		yield(Item{Name: s.Name, Err: errEmpty()})
	}
}

// values reads articles that are told in JSON one after another, or in arrays: the same objects as [Source.lines].
func (s Source) values(yield func(Item) bool) {
	values := jsontext.NewDecoder(bytes.NewReader(s.json()), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for number := 1; ; {
		if kind := values.PeekKind(); kind == '[' || kind == ']' {
			if _, err := values.ReadToken(); err == nil {
				continue
			}
		}
		item := Item{Name: s.within(fmt.Sprint("entry ", number))}
		value, err := values.ReadValue()
		switch {
		case err == io.EOF && number > 1:
			return
		case err == io.EOF:
			item = Item{Name: s.Name, Err: errEmpty()}
		case err != nil:
			item.Err = factcheck.Wrap(factcheck.Invalid, err, "The JSON is broken here, or breaks off. What came before it was read; save the file again and import the rest.")
		default:
			item.Draft, item.Err = draftOfJSON(value)
		}
		if !yield(item) || err != nil {
			return
		}
		number++
	}
}

// draftOfJSON reads one object. What it says twice, or in no letters, is not guessed.
func draftOfJSON(object []byte) (d Draft, err error) {
	if !utf8.Valid(object) {
		return d, factcheck.BadField("file", "This is not UTF-8, in which JSON is written. Save the file as UTF-8 and import it again.")
	}
	var r row
	switch err = json.Unmarshal(object, &r, json.MatchCaseInsensitiveNames(true)); {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return d, factcheck.Wrap(factcheck.Invalid, err, "This has one name twice, and only one of the two values could come in. Leave one out.")
	case err != nil:
		return d, factcheck.Wrap(factcheck.Invalid, err, "This is no JSON object with whole texts for its values. Write each article as {\"title\": \"…\", \"text\": \"…\"}.")
	}
	return r.draft()
}
