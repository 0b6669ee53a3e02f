package extract

import (
	"bytes"
	"regexp"

	"stet/server/factcheck"
)

// foreign lists the files that are brought in by mistake, by the bytes they begin with.
var foreign = []struct{ begins, name string }{
	{"PK\x03\x04", "a Word file, or another kind of archive"},
	{"\xD0\xCF\x11\xE0", "an old Word file"},
	{"%PDF", "a PDF file"},
	{`{\rtf`, "an RTF file"},
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
		return notTaken("the source of a web page (HTML)")
	}
	return nil
}

func notTaken(name string) error {
	return factcheck.BadField("text", "This is %s, which is not taken in yet. Save the article as plain text and import that, or paste its text.", name)
}
