package interchange

import (
	"fmt"
	"net/url"
	"strings"
)

// isIRI says whether s is an absolute http or https address that can stand where a format wants an IRI (RFC 3987).
func isIRI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsFunc(s, outsideIRI)
}

func outsideIRI(r rune) bool {
	return r <= ' ' || r == 0x7F || strings.ContainsRune("<>\"{}|\\^`", r)
}

// asURI writes an IRI as a URI, in ASCII (RFC 3987, section 3.1).
func asURI(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
