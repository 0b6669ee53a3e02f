package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"stet/server/config"
)

// FuzzClientAddress has a client write whatever it likes into X-Forwarded-For: the address is the one that the proxy adds.
func FuzzClientAddress(f *testing.F) {
	for _, forged := range []string{"203.0.113.9", "nonsense", ",,", "10.0.0.5, 127.0.0.1", "[::1]:80", "203.0.113.9:51000", "::ffff:10.0.0.5", "\x00", "2001:db8::%eth0"} {
		f.Add(forged, true)
	}
	behind := clientAddress(config.Config{BehindProxy: true})
	named := clientAddress(config.Config{BehindProxy: true, TrustedProxy: []string{"10.0.0.5/32"}})
	f.Fuzz(func(t *testing.T, forged string, oneHeader bool) {
		const client = "192.0.2.7"
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = "10.0.0.5:1000"
		r.Header["X-Forwarded-For"] = []string{forged, client}
		if oneHeader {
			r.Header["X-Forwarded-For"] = []string{forged + ", " + client}
		}
		for _, address := range []func(*http.Request) string{behind, named} {
			if got := address(r); got != client {
				t.Errorf("who forges %q comes from %s", forged, got)
			}
		}
		r.Header["X-Forwarded-For"] = []string{forged}
		if _, err := netip.ParseAddr(behind(r)); err != nil {
			t.Errorf("%q is taken for an address: %v", forged, err)
		}
	})
}
