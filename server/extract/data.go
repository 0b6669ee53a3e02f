package extract

import (
	"slices"
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

// What a page may give of names in its meta elements, and as much in its JSON. The library's time grows with the square of each, and of
// all together; an article's own page has some hundred, most of some ten bytes.
const (
	mostOfOneName = 2000     // bytes
	mostOfNames   = 64 << 10 // bytes
	mostNames     = 2000
)

// boundData empties the meta elements that a page has beyond what is read, and its scripts of JSON.
func boundData(doc *html.Node) {
	var meta names
	var told data
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Meta:
			meta.bound(n)
		case n.DataAtom != atom.Script || !strings.HasSuffix(attribute(n, "type"), "+json") || n.FirstChild == nil:
		case !told.take(textOf(n)):
			n.FirstChild, n.LastChild = nil, nil
		}
	}
}

// data is how much JSON a page has.
type data struct {
	bytes, values int
	names         names
}

// take says whether there is room for one more script.
func (d *data) take(script string) bool {
	d.bytes += len(script)
	if d.bytes > mostData {
		return false
	}
	script = html.UnescapeString(script) // as the library reads it
	d.values += valuesIn(script)
	return d.values <= mostValues && d.names.takeFrom(script)
}

// names is how many names a page gives, and their bytes.
type names struct{ count, bytes int }

// take says whether there is room for a name of so many bytes.
func (n *names) take(size int) bool {
	if size > mostOfOneName || n.bytes+size > mostOfNames || n.count == mostNames {
		return false
	}
	n.count++
	n.bytes += size
	return true
}

// bound empties a meta element for which there is no room.
func (n *names) bound(meta *html.Node) {
	for i, a := range meta.Attr {
		if a.Key == "content" && !n.take(len(a.Val)) {
			meta.Attr[i].Val = ""
		}
	}
}

// nameKeys are those under which the library looks for the names of persons.
var nameKeys = []string{"author", "name", "givenName", "additionalName", "familyName", "legalName", "alternateName"}

// takeFrom says whether there is room for what may be names in JSON: the strings that are called so, and those in lists.
func (n *names) takeFrom(json string) bool {
	key := ""
	for i := 0; i < len(json); i++ {
		switch json[i] {
		case '{', '[', ',':
			key = ""
		case '"':
			s := stringAt(json[i+1:])
			i += len(s) + 1
			if isKey := strings.HasPrefix(strings.TrimLeft(json[min(i+1, len(json)):], " \t\r\n"), ":"); isKey {
				key = s
			} else if (key == "" || strings.Contains(key, `\`) || slices.Contains(nameKeys, key)) && !n.take(len(s)) {
				return false
			}
		}
	}
	return true
}

// stringAt gives what s begins with up to a quotation mark that is not escaped.
func stringAt(s string) string {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return s[:i]
		}
	}
	return s
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
