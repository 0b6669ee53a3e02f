package factcheck

import "testing"

func TestAddressesThatLeadToTheSamePage(t *testing.T) {
	const key = "post.example/news/ferry?id=7"
	for _, same := range []string{"https://post.example/news/ferry?id=7", "http://www.post.example:80/news/ferry/?utm_source=x&id=7#top", " HTTPS://WWW.Post.Example:443/news/ferry?id=7&fbclid=z "} {
		if got := AddressKey(same); got != key {
			t.Errorf("%s: %q", same, got)
		}
	}
	for _, other := range []string{"https://post.example/news/ferry", "https://post.example/news/ferry?id=8", "https://post.example/News/ferry?id=7", "https://post.example:8080/news/ferry?id=7", "https://m.post.example/news/ferry?id=7"} {
		if got := AddressKey(other); got == key || got == "" {
			t.Errorf("%s: %q", other, got)
		}
	}
	for _, none := range []string{"", "ferry", "mailto:x@post.example", "http://%zz"} {
		if got := AddressKey(none); got != "" {
			t.Errorf("%q: %q", none, got)
		}
	}
}
