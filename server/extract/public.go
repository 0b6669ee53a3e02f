package extract

import (
	"net/netip"
	"slices"
)

// notPublic lists what the methods of netip.Addr do not: addresses that are shared, reserved, or stand for another address.
// After the IANA registries of special-purpose addresses for IPv4 and IPv6. The one address of its own is where each machine of a large
// hosting service finds the service itself.
var notPublic = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "168.63.129.16/32", "::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

// translated is how a network without IPv4 writes IPv4 addresses: in the last four bytes.
var translated = netip.MustParsePrefix("64:ff9b::/96")

func prefixes(texts ...string) (list []netip.Prefix) {
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// isPublic says whether a host and port, the host an IP address, is on the public internet.
func isPublic(address string) bool {
	at, err := netip.ParseAddrPort(address)
	return err == nil && publicAddr(at.Addr())
}

func publicAddr(ip netip.Addr) bool {
	ip = plain(ip)
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	return !isIn(notPublic, ip)
}

// isOwn says whether a host and port, the host an IP address, is within the networks that a machine answers for itself.
func isOwn(own []netip.Prefix, address string) bool {
	at, err := netip.ParseAddrPort(address)
	return err == nil && (isIn(own, at.Addr().WithZone("").Unmap()) || isIn(own, plain(at.Addr())))
}

// plain gives an address as itself: without a zone, and of one that stands for an IPv4 address that.
func plain(ip netip.Addr) netip.Addr {
	ip = ip.WithZone("").Unmap()
	if translated.Contains(ip) {
		bytes := ip.As16()
		return netip.AddrFrom4([4]byte(bytes[12:]))
	}
	return ip
}

func isIn(list []netip.Prefix, ip netip.Addr) bool {
	return slices.ContainsFunc(list, func(p netip.Prefix) bool { return p.Contains(ip) })
}
