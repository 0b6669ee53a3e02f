package interchange

import (
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
