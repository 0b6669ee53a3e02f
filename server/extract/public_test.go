package extract

import (
	"net"
	"testing"

	"stet/server/factcheck"
)

// TestNoAddressOfTheMachineItselfIsReached gives it public addresses of its own, under which it would answer itself past any firewall.
func TestNoAddressOfTheMachineItselfIsReached(t *testing.T) {
	f := NewFetcher("1", nil)
	f.own = func() ([]net.Addr, error) {
		return []net.Addr{
			&net.IPNet{IP: net.ParseIP("93.184.216.34"), Mask: net.CIDRMask(24, 32)},
			&net.IPNet{IP: net.ParseIP("2a00:1450::5"), Mask: net.CIDRMask(64, 128)},
		}, nil
	}
	for address, mayBe := range map[string]bool{
		"93.184.216.34:80": false, "[::ffff:93.184.216.34]:80": false, "[2a00:1450::5]:443": false, "[2a00:1450::5%eth0]:443": false,
		"93.184.216.35:80": true, "[2a00:1450::6]:443": true, "168.63.129.16:80": false,
	} {
		err := f.guard.Control("tcp", address, nil)
		if mayBe && err != nil || !mayBe && factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%s: %v", address, err)
		}
	}
}
