package extract

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"stet/server/factcheck"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify))

// Markdown reads CommonMark with tables and bare addresses. Front matter (title, byline, publisher, url, published_on
// or date, language) describes the article; without a title there, the first "# heading" is the title and leaves the
// text. Marks are taken out of the text; lines broken to fit a width are joined.
//
// The error is Invalid for what is empty, not UTF-8 or a file of another sort and for a date that cannot be read, TooLarge
// beyond [MaxBytes].
func Markdown(raw []byte) (Article, error) {
	s, err := decode(raw)
	if err != nil {
		return Article{}, err
	}
	s = visible(s)
	if err := notForeign([]byte(s)); err != nil {
		return Article{}, err
	}
	fields, body := cutFrontMatter(s)
	var a Article
	if err := a.describe(fields); err != nil {
		return Article{}, err
	}
	if err := tangled(body); err != nil {
		return Article{}, err
	}
	source := []byte(body)
	w := writer{source: source, article: &a}
	w.blocks(markdown.Parser().Parse(text.NewReader(source)), factcheck.Paragraph)
	a.Text = w.text.String()
	if a.Text == "" {
		return Article{}, errEmpty()
	}
	return a, nil
}
