// Package extract turns what an editor brings in (pasted text, web pages, Word files, lists of articles) into articles, each with
// its text, blocks and links. It is pure: it opens no file and, but for the one file that fetches pages, asks no network.
//
// What is read is a [Draft]: block by block, those that are probably not of the article's text (navigation, share lines) marked with
// the reason. Its [Draft.Safe] article leaves out what surely is not; a person may decide otherwise block by block.
//
// The text it makes is NFC with "\n" for line ends, and without control characters, direction overrides and other
// characters that nobody can see; nothing visible is lost and nothing is added. Blocks stand in order and do not
// overlap; they neither begin nor end in white space, and only white space lies between them.
package extract

import "stet/server/factcheck"

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
