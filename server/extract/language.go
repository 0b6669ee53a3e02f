package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"
)

// pageLanguage gives a page's language as a BCP 47 tag: as the page says, unless its text (whose language was guessed) says
// otherwise; "" where neither tells.
func pageLanguage(doc *html.Node, guessed string) string {
	said := ""
	if root := find(doc, atom.Html); root != nil {
		said = attribute(root, "lang")
	}
	tag, err := language.Parse(said)
	if err != nil || tag == language.Und {
		return guessed
	}
	if base, _ := tag.Base(); guessed != "" && base.String() != guessed {
		return guessed
	}
	return tag.String()
}
