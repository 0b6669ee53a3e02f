package extract

import (
	"stet/server/factcheck"
)

// ReadPaste reads HTML from the clipboard: whoever copied it has chosen what is the article already, so all of it is its text but
// for what is worded as boilerplate.
//
// The error is Invalid for what holds no text, TooLarge beyond [MaxPage].
func ReadPaste(source string) (Draft, error) {
	if len(source) > MaxPage {
		return Draft{}, tooLarge("text", len(source), MaxPage)
	}
	doc, err := parsePage(source)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Pieces: unmarked(walk(doc, nil))}
	if len(d.Pieces) > 1 && d.Pieces[0].Kind == factcheck.Heading {
		d.About.Title, d.Pieces[0].Aside = oneLine(d.Pieces[0].Text), TitleLine
	}
	return d.sifted()
}
