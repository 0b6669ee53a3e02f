package extract

import (
	"net"
	"net/netip"
	"slices"
	"testing"

	"stet/server/factcheck"
)

// TestNoAddressOfTheMachineItselfIsReached gives it public addresses of its own, under which it would answer itself past any firewall.
func TestNoAddressOfTheMachineItselfIsReached(t *testing.T) {
	f := NewFetcher("1", nil)
	f.own = func() ([]netip.Prefix, error) {
		return prefixes("93.184.216.34/32", "45.79.10.0/24", "2a00:1450::5/128", "64:ff9b::808:0/112"), nil
	}
	for address, mayBe := range map[string]bool{
		"93.184.216.34:80": false, "[::ffff:93.184.216.34]:80": false, "[64:ff9b::5db8:d822]:80": false, "45.79.10.77:80": false, "[64:ff9b::808:808]:80": false,
		"[2a00:1450::5]:443": false, "[2a00:1450::5%eth0]:443": false,
		"93.184.216.35:80": true, "[2a00:1450::6]:443": true, "168.63.129.16:80": false,
	} {
		err := f.guard.Control("tcp", address, nil)
		if mayBe && err != nil || !mayBe && factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestTheMachineKnowsItsAddresses compares what its routes say with what its interfaces do.
func TestTheMachineKnowsItsAddresses(t *testing.T) {
	own, err := ownNetworks()
	if err != nil {
		t.Fatal(err)
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil || len(addresses) == 0 {
		t.Fatalf("it has %d, %v", len(addresses), err)
	}
	for _, a := range addresses {
		at, err := netip.ParsePrefix(a.String())
		if err != nil || !isOwn(own, netip.AddrPortFrom(at.Addr(), 80).String()) {
			t.Errorf("%v is not among %v, %v", a, own, err)
		}
	}
	if slices.ContainsFunc(own, func(p netip.Prefix) bool { return p.Contains(netip.MustParseAddr("93.184.216.34")) }) {
		t.Errorf("it takes the whole internet for its own: %v", own)
	}
}
