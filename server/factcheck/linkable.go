package factcheck

import (
	"net/url"
	"strings"
)

// Linkable says whether an address may become a link. Only http and https may: whatever else a browser would run or open,
// a person did not ask for.
func Linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (strings.EqualFold(u.Scheme, "http") || strings.EqualFold(u.Scheme, "https"))
}
