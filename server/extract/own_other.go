//go:build !linux

package extract

import (
	"net"
	"net/netip"
)

// ownNetworks gives the networks that this machine answers for itself: its addresses.
func ownNetworks() (own []netip.Prefix, err error) {
	addresses, err := net.InterfaceAddrs()
	for _, a := range addresses {
		if at, err := netip.ParsePrefix(a.String()); err == nil {
			own = append(own, netip.PrefixFrom(at.Addr(), at.Addr().BitLen()))
		}
	}
	return own, err
}
