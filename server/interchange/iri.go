package interchange

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// asIRI writes an http or https address so that it can stand where a format wants an IRI (RFC 3987), and between blanks: what none may
// hold is percent-encoded. It gives "" for what is no such address.
func asIRI(s string) string {
	iri := percentEncoded(s, outsideIRI)
	if !isWebAddress(s) || !isWebAddress(iri) {
		return ""
	}
	return iri
}

// asURI writes an http or https address as a URI, in ASCII (RFC 3987, section 3.1). It gives "" for what is no such address.
func asURI(s string) string {
	return percentEncoded(asIRI(s), func(r rune) bool { return r >= 0x80 })
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// outsideIRI says whether no IRI holds a character, or it is white space, of which an IRI may hold some.
func outsideIRI(r rune) bool {
	return unicode.IsControl(r) || unicode.IsSpace(r) || strings.ContainsRune("<>\"{}|\\^`", r)
}

// percentEncoded writes each character that has to be by the bytes of its UTF-8.
func percentEncoded(s string, has func(rune) bool) string {
	var b strings.Builder
	for _, r := range s {
		if !has(r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
