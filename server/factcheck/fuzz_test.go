package factcheck

import (
	"strings"
	"testing"
)

// FuzzAddressKey recognises any address, however often it is written in the way that is kept.
func FuzzAddressKey(f *testing.F) {
	for _, address := range []string{"https://www.post.example:443/a/?utm_source=x&b=1#c", "http://[::1]:80/", "//x", "https://x/%2f?%zz", "https://x?a;b", "//0utm_sourCe="} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		key := AddressKey(address)
		if strings.Contains(key, "#") {
			t.Errorf("%q is known by %q", address, key)
		}
		if Linkable(address) && !strings.HasPrefix(strings.ToLower(address), "http") {
			t.Errorf("%q may be a link", address)
		}
	})
}
