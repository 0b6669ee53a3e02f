package extract

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"

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
	if r.HTML != "" {
		d, err = ReadHTML([]byte(r.HTML), "text/html; charset=utf-8", r.URL)
	} else {
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
	number := 0
	for line := range bytes.Lines(bytes.TrimPrefix(s.Raw, byteOrderMark)) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		item := Item{Name: s.within(fmt.Sprint("line ", number))}
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			item.Err = factcheck.Wrap(factcheck.Invalid, err, "The line is no JSON object with texts for its values. Write an article a line: {\"title\": \"…\", \"text\": \"…\"}.")
		} else {
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
