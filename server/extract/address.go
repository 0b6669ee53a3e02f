package extract

import (
	"net/url"

	"golang.org/x/net/html"
)

// What the links of an article may say. An address that a file has once may be used by each of its links, and is written out for each.
const (
	longestAddress  = 2000    // bytes
	mostOfAddresses = 4 << 20 // bytes, of all links together
)

// addresses gives an article's links their addresses. It is zero for an article that has none yet.
type addresses struct{ given int } // bytes

// take gives what a link may lead to: a whole http or https address, as long as there is room for it. Else it gives "", and the words
// stay without a link.
func (a *addresses) take(address string) string {
	if len(address) > longestAddress || a.given+len(address) > mostOfAddresses || !isWebAddress(address) {
		return ""
	}
	a.given += len(address)
	return address
}

func isWebAddress(s string) bool {
	at, err := url.Parse(s)
	return err == nil && at.Host != "" && (at.Scheme == "http" || at.Scheme == "https")
}

// dropLongAddresses leaves a page's elements without addresses that no link could have: each relative one would be as long as its base.
func dropLongAddresses(doc *html.Node) {
	for n := range doc.Descendants() {
		for i, a := range n.Attr {
			if (a.Key == "href" || a.Key == "src") && len(a.Val) > longestAddress {
				n.Attr[i].Val = ""
			}
		}
	}
}
