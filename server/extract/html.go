package extract

import (
	"cmp"
	"errors"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/server/factcheck"
)

// MaxPage is the largest web page taken in, in bytes; most of a page is not the article's text.
const MaxPage = 10 << 20

// HTML reads the source of a web page: what it says of the article, and the article's text without the page's furniture,
// which is set aside. address is where the page was found, "" where that is not known.
//
// The error is Invalid for what holds no text, TooLarge beyond [MaxPage].
func HTML(raw []byte, address string) (Article, error) {
	d, err := ReadHTML(raw, "", address)
	if err != nil {
		return Article{}, err
	}
	return d.Safe(), nil
}

// ReadHTML is [HTML] before it is decided what is set aside. declared is the character set that the page was sent with, "" for
// none.
func ReadHTML(raw []byte, declared, address string) (Draft, error) {
	if len(raw) > MaxPage {
		return Draft{}, tooLarge("page", len(raw), MaxPage)
	}
	source, note, err := decodePage(raw, declared)
	if err != nil {
		return Draft{}, err
	}
	doc, err := parsePage(source)
	if err != nil {
		return Draft{}, err
	}
	boundData(doc)
	base := baseOf(doc, address)
	blocks := walk(doc, base)
	found := articleIn(doc, base, blocks)
	if !showsText(blocks) && !tellsText(found.pieces) {
		return Draft{}, nothingShown(doc)
	}
	d := Draft{About: aboutPage(doc, found, address), Pieces: found.pieces}
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	d.dropTitle()
	return d.sifted()
}

// mostTags is how many tags a page may have. What is read of it takes some hundred bytes for each.
const mostTags = 250_000

func parsePage(source string) (*html.Node, error) {
	var all made
	if err := all.add(source, true); err != nil {
		return nil, err
	}
	doc, err := html.Parse(readInTime(source))
	switch {
	case errors.Is(err, errTooLong):
		return nil, tooManyCopies()
	case err != nil:
		return nil, factcheck.Wrap(factcheck.Invalid, err, "The page cannot be read: its HTML is nested too deep. Paste its text instead.")
	}
	if err := all.addUnscripted(doc); err != nil {
		return nil, err
	}
	dropLongAddresses(doc)
	return doc, nil
}

// showsText says whether a page shows anything but what stands in for what it does not.
func showsText(blocks []Piece) bool {
	return slices.ContainsFunc(blocks, func(p Piece) bool { return !p.Sure })
}

// tellsText says whether a page that shows nothing without its scripts holds its article all the same, for search engines say.
func tellsText(pieces []Piece) bool {
	const leastTold = 400 // bytes
	size := 0
	for _, p := range pieces {
		if !strings.Contains(p.Text, "<") { // markup that was taken for text
			size += len(p.Text)
		}
	}
	return size >= leastTold
}

// nothingShown says why a page holds no text.
func nothingShown(doc *html.Node) error {
	if find(doc, atom.Script) == nil {
		return errEmpty()
	}
	return factcheck.BadField("text", "The page holds no text: what it shows is made by its scripts. Open it in a browser and paste its text.")
}

// baseOf is what the page's relative links lead on from.
func baseOf(doc *html.Node, address string) *url.URL {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || len(address) > longestAddress {
		at = nil
	}
	if base := find(doc, atom.Base); base != nil {
		if given, err := url.Parse(attribute(base, "href")); err == nil {
			if at == nil {
				at = &url.URL{}
			}
			at = at.ResolveReference(given)
		}
	}
	if at != nil && at.Host == "" {
		return nil
	}
	return at
}

// articleIn finds the article among the blocks of a page.
func articleIn(doc *html.Node, base *url.URL, blocks []Piece) extraction {
	if !fits(doc) {
		return largeText(doc, base, blocks)
	}
	found := mainText(doc, base)
	found.pieces = merge(blocks, found.pieces)
	return found
}

// extraction is what is found of an article.
type extraction struct {
	pieces []Piece
	about  trafilatura.Metadata
}

// What the library is given: its time grows with the square of these.
const (
	mostElements = 12_000
	mostWords    = 1 << 20  // bytes of text, once for each heading that they stand in
	mostNested   = 48 << 20 // bytes of text, once for each element that they stand in
)

// fits says whether a page is of a size that the library copes with.
func fits(doc *html.Node) bool {
	left := room{mostElements, mostWords, mostNested}
	left.take(doc, depth{})
	return left.isLeft()
}

// mainText has the library find the article in a page. It finds nothing in pages that are too odd for it. Dates are searched for by
// its fast search: nothing stands behind the other one (see the module dateparser).
func mainText(doc *html.Node, base *url.URL) (found extraction) {
	defer func() {
		if recover() != nil { // a page that the library trips over is read whole
			found = extraction{}
		}
	}()
	result, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL: base, EnableFallback: true, ExcludeComments: true, IncludeLinks: true, HtmlDateMode: trafilatura.Fast,
	})
	if err != nil || result.ContentNode == nil {
		return extraction{}
	}
	return extraction{unmarked(walk(result.ContentNode, base)), result.Metadata}
}

// unmarked takes out reasons that are not sure: the library has decided already.
func unmarked(pieces []Piece) []Piece {
	for i := range pieces {
		if !pieces[i].Sure {
			pieces[i].Aside = ""
		}
	}
	return pieces
}

func aboutPage(doc *html.Node, found extraction, address string) About {
	m := found.about
	about := About{Title: oneLine(m.Title), Byline: oneLine(m.Author), Publisher: oneLine(m.Sitename), URL: address, Language: pageLanguage(doc, m.Language)}
	if about.URL == "" && isWebAddress(m.URL) {
		about.URL = m.URL
	}
	if !m.Date.IsZero() && m.Date.Before(time.Now().AddDate(1, 0, 0)) {
		about.PublishedOn = m.Date.Format(time.DateOnly)
	}
	about.Title = cmp.Or(headline(doc, about.Title), pageTitle(doc))
	return about
}

// headline gives the heading that the name of the page begins with, where the title that was found is no part of that: the title
// of a whole site, say.
func headline(doc *html.Node, found string) string {
	named := ""
	if n := find(doc, atom.Title); n != nil {
		named = oneLine(textUpTo(n, longestHeadline))
	}
	if found != "" && strings.Contains(named, found) {
		return found
	}
	for n := range doc.Descendants() {
		if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 {
			continue
		}
		if heading := oneLine(textUpTo(n, longestHeadline)); strings.HasPrefix(named, heading) && len(heading) >= shortestHeadline {
			return heading
		}
	}
	return found
}

// shortestHeadline is the least that a heading must have in common with the name of the page, in bytes.
const shortestHeadline = 12

// longestHeadline is how much of a heading is read for the name of a page, in bytes.
const longestHeadline = 1024

func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

func pageTitle(doc *html.Node) string {
	for _, kind := range []atom.Atom{atom.H1, atom.Title} {
		if n := find(doc, kind); n != nil {
			if title := oneLine(textUpTo(n, longestHeadline)); title != "" {
				return title
			}
		}
	}
	return ""
}

func textOf(n *html.Node) string { return textUpTo(n, math.MaxInt) }

// textUpTo gives the first bytes of an element's text, and no part of a character.
func textUpTo(n *html.Node, most int) string {
	if n.Type == html.TextNode {
		return firstBytes(n.Data, most)
	}
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type != html.TextNode {
			continue
		}
		left := most - b.Len()
		b.WriteString(firstBytes(c.Data, left))
		if len(c.Data) >= left {
			break
		}
	}
	return b.String()
}

func firstBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
