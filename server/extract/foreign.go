package extract

import (
	"bytes"
	"regexp"

	"stet/server/factcheck"
)

// foreign lists the files that are brought in by mistake, by the bytes they begin with.
var foreign = []struct{ begins, name string }{
	{"PK\x03\x04", "a Word file, or an archive"},
	{"\xD0\xCF\x11\xE0", "an old Word file"},
	{"%PDF", "a PDF file"},
	{`{\rtf`, "an RTF file"},
	{"\x89PNG\r\n", "a picture"},
	{"\xFF\xD8\xFF", "a picture"},
	{"GIF8", "a picture"},
}

// page is how the source of a web page begins, after a declaration and comments.
var page = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b`)

// notForeign refuses what is no text, or the source of something else. It is asked of what was brought in, and of the text
// without its invisible characters, behind which the same beginning may stand.
func notForeign(raw []byte) error {
	for _, sort := range foreign {
		if bytes.HasPrefix(raw, []byte(sort.begins)) {
			return notTaken(sort.name)
		}
	}
	if page.Match(raw) {
		return factcheck.BadField("text", "This is the source of a web page (HTML), not its text. Import it as HTML, or paste the text that the page shows.")
	}
	return nil
}

func notTaken(name string) error {
	return factcheck.BadField("text", "This is %s, not a text. Choose a .docx, .html, .txt or .md file, or paste the article’s text.", name)
}
