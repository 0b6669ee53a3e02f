package extract

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
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

// lines reads JSON Lines: an object a line, with title, text or html, and what else is known.
func (s Source) lines(yield func(Item) bool) {
	text, isMarked := byMark(s.Raw)
	if !isMarked {
		text = string(s.Raw)
	}
	number := 0
	for line := range bytes.Lines([]byte(text)) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		item := Item{Name: s.within(fmt.Sprint("line ", number))}
		r, err := lineOf(line)
		if item.Err = err; err == nil {
			item.Draft, item.Err = r.draft()
		}
		if !yield(item) {
			return
		}
	}
	if number == 0 {
		yield(Item{Name: s.Name, Err: errEmpty()})
	}
}

// lineOf reads one object. What it says twice, or in no letters, is not guessed.
func lineOf(line []byte) (r row, err error) {
	if !utf8.Valid(line) {
		return r, factcheck.BadField("file", "The line is not UTF-8, in which JSON is written. Save the file as UTF-8 and import it again.")
	}
	switch err = json.Unmarshal(line, &r, json.MatchCaseInsensitiveNames(true)); {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return r, factcheck.Wrap(factcheck.Invalid, err, "The line has one name twice, and only one of the two values could come in. Leave one out.")
	case err != nil:
		return r, factcheck.Wrap(factcheck.Invalid, err, "The line is no JSON object with whole texts for its values. Write an article a line: {\"title\": \"…\", \"text\": \"…\"}.")
	}
	return r, nil
}
