// Package extract turns what an editor brings in (pasted text, a plain file, Markdown) into an article's text with its
// blocks and links. It is pure: it opens no file and asks no network.
//
// The text it makes is NFC with "\n" for line ends, and without control characters, direction overrides and other
// characters that nobody can see; nothing visible is lost and nothing is added. Blocks stand in order and do not
// overlap; they neither begin nor end in white space, and only white space lies between them.
package extract

import (
	"bytes"
	"path"
	"strings"

	"stet/server/factcheck"
)

// Article is what could be read of an article. Only the text is certain to be there; the rest is "" where the source
// does not tell.
type Article struct {
	Title       string
	Byline      string
	Publisher   string
	URL         string
	PublishedOn string // a plain date
	Language    string // a BCP 47 tag
	Text        string
	Blocks      []factcheck.Block
	Links       []factcheck.Link
	SetAside    []factcheck.SetAside // what was left out of the text
}

// Detect says how a file is to be read, by its name or, where that does not tell, by how it begins: "markdown" or "text".
func Detect(name string, raw []byte) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return "markdown"
	case "":
		if frontMatter.Match(bytes.TrimPrefix(raw, byteOrderMark)) {
			return "markdown"
		}
	}
	return "text"
}
