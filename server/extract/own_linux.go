package extract

import (
	"net/netip"
	"slices"
	"syscall"
)

// answeredFor are the kinds of routes to what the machine answers for itself, and answering the tables that every packet is looked up in:
// of others, which may be for some packets alone, a route to everywhere says nothing.
var (
	answeredFor = []byte{syscall.RTN_LOCAL, syscall.RTN_BROADCAST, syscall.RTN_ANYCAST}
	answering   = []byte{syscall.RT_TABLE_LOCAL, syscall.RT_TABLE_MAIN, syscall.RT_TABLE_DEFAULT}
)

// Where a route says what it is, in bytes of its message; after rtnetlink(7), struct rtmsg.
const (
	atFamily = 0
	atLength = 1 // of the destination, in bits
	atTable  = 4
	atKind   = 7
)

// ownNetworks gives the networks that this machine answers for itself: its addresses, and what else its routes say is local.
func ownNetworks() (own []netip.Prefix, err error) {
	table, err := syscall.NetlinkRIB(syscall.RTM_GETROUTE, syscall.AF_UNSPEC)
	if err != nil {
		return nil, err
	}
	messages, err := syscall.ParseNetlinkMessage(table)
	if err != nil {
		return nil, err
	}
	for _, m := range messages {
		isRoute := m.Header.Type == syscall.RTM_NEWROUTE && len(m.Data) >= syscall.SizeofRtMsg
		if !isRoute || !slices.Contains(answeredFor, m.Data[atKind]) || m.Data[atLength] == 0 && !slices.Contains(answering, m.Data[atTable]) {
			continue
		}
		attributes, err := syscall.ParseNetlinkRouteAttr(&m)
		if err != nil {
			return nil, err
		}
		own = append(own, leadsTo(attributes, m.Data[atFamily], int(m.Data[atLength])))
	}
	return own, nil
}

// leadsTo is where a route leads; everywhere, where it does not say.
func leadsTo(attributes []syscall.NetlinkRouteAttr, family byte, bits int) netip.Prefix {
	for _, a := range attributes {
		if ip, ok := netip.AddrFromSlice(a.Value); ok && a.Attr.Type == syscall.RTA_DST {
			return netip.PrefixFrom(ip, bits)
		}
	}
	if family == syscall.AF_INET6 {
		return netip.PrefixFrom(netip.IPv6Unspecified(), 0)
	}
	return netip.PrefixFrom(netip.IPv4Unspecified(), 0)
}
