package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"stet/server/factcheck"
)

// Draft is an article as it was read, block by block, before it is decided which blocks are its text. It is kept as JSON until
// somebody has looked it over.
type Draft struct {
	About  About    `json:"about"`
	Pieces []Piece  `json:"pieces"`
	Notes  []string `json:"notes,omitempty"` // what whoever looks it over should know: "Read as GBK."
}

// About is what could be read of an article beside its text; "" where the source does not tell.
type About struct {
	Title       string `json:"title"`
	Byline      string `json:"byline"`
	Publisher   string `json:"publisher"`
	URL         string `json:"url"`
	PublishedOn string `json:"published_on"` // a plain date
	Language    string `json:"language"`     // a BCP 47 tag
}

// Piece is one block of a draft.
type Piece struct {
	Kind  factcheck.BlockKind `json:"kind"`
	Level int                 `json:"level,omitempty"`
	Text  string              `json:"text"`
	Gap   string              `json:"gap"`             // the white space before it
	Links []factcheck.Link    `json:"links,omitempty"` // counted from the start of Text
	Aside Reason              `json:"aside,omitempty"` // why it is probably not of the article's text; "" where it is
	Sure  bool                `json:"sure,omitempty"`  // the reason holds without anybody looking

	number string     // of the list item, which the library leaves out
	home   *html.Node // the part of a page that it stands in
	agreed bool       // the library took it for the text, and the page says that it is none
}

// Safe gives the article without what is surely not of its text.
func (d Draft) Safe() Article {
	return d.Article(func(i int) bool { return !d.Pieces[i].Sure })
}

// Whole gives the article with everything that was read.
func (d Draft) Whole() Article { return d.Article(func(int) bool { return true }) }

// Article gives the article whose text is made of the pieces that are kept. The others are set aside, each with its reason.
func (d Draft) Article(keep func(i int) bool) Article {
	a := Article{Title: d.About.Title, Byline: d.About.Byline, Publisher: d.About.Publisher, URL: d.About.URL,
		PublishedOn: d.About.PublishedOn, Language: d.About.Language}
	var text strings.Builder
	at := 0
	for i, p := range d.Pieces {
		if !keep(i) {
			a.SetAside = append(a.SetAside, p.setAside(len(a.Blocks)))
			continue
		}
		if len(a.Blocks) > 0 {
			text.WriteString(p.Gap)
			at += utf8.RuneCountInString(p.Gap)
		}
		a.add(p, at)
		text.WriteString(p.Text)
		at += utf8.RuneCountInString(p.Text)
	}
	a.Text = text.String()
	return a
}

func (a *Article) add(p Piece, at int) {
	span := factcheck.Span{Start: at, End: at + utf8.RuneCountInString(p.Text)}
	a.Blocks = append(a.Blocks, factcheck.Block{Kind: p.Kind, Level: p.Level, Span: span})
	for _, link := range p.Links {
		link.Start += at
		link.End += at
		a.Links = append(a.Links, link)
	}
}

func (p Piece) setAside(after int) factcheck.SetAside {
	reason := p.Aside
	if reason == "" {
		reason = LeftOut
	}
	return factcheck.SetAside{Text: p.Text, Kind: p.Kind, Level: p.Level, Links: p.Links, Reason: string(reason), After: after}
}

// draftOf takes an article apart again.
func draftOf(a Article) Draft {
	d := Draft{About: About{a.Title, a.Byline, a.Publisher, a.URL, a.PublishedOn, a.Language}}
	text, end, link := []rune(a.Text), 0, 0
	for _, b := range a.Blocks {
		p := Piece{Kind: b.Kind, Level: b.Level, Text: string(text[b.Start:b.End]), Gap: string(text[end:b.Start])}
		for ; link < len(a.Links) && a.Links[link].End <= b.End; link++ {
			l := a.Links[link]
			p.Links = append(p.Links, factcheck.Link{URL: l.URL, Span: factcheck.Span{Start: l.Start - b.Start, End: l.End - b.Start}})
		}
		d.Pieces, end = append(d.Pieces, p), b.End
	}
	return d
}
