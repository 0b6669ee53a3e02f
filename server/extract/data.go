package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What the scripts of a page may hold of JSON for search engines, together. A value of a few bytes takes some hundred times its own room
// once the library has read it; an article's own is some hundred values and its text.
const (
	mostData   = 512 << 10 // bytes
	mostValues = 20_000
)

// boundData empties the scripts of JSON that a page has beyond what is read.
func boundData(doc *html.Node) {
	bytes, values := 0, 0
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || !strings.HasSuffix(attribute(n, "type"), "+json") || n.FirstChild == nil {
			continue
		}
		text := textOf(n)
		bytes += len(text)
		if bytes <= mostData {
			values += valuesIn(html.UnescapeString(text)) // as the library reads it
		}
		if bytes > mostData || values > mostValues {
			n.FirstChild, n.LastChild = nil, nil
		}
	}
}

// valuesIn counts the values of JSON, one too many for each list or object.
func valuesIn(s string) (values int) {
	inString := false
	for i := 0; i < len(s); i++ {
		switch {
		case inString && s[i] == '\\':
			i++
		case s[i] == '"':
			inString = !inString
		case !inString && strings.IndexByte("{[,", s[i]) >= 0:
			values++
		}
	}
	return values
}
