package extract

import (
	"net/netip"
	"slices"
	"syscall"
)

// answeredFor are the kinds of routes to what the machine answers for itself, and answering the tables that every packet is looked up in.
var (
	answeredFor = []byte{syscall.RTN_LOCAL, syscall.RTN_BROADCAST, syscall.RTN_ANYCAST}
	answering   = []byte{syscall.RT_TABLE_LOCAL, syscall.RT_TABLE_MAIN}
)

// Where a route says what it is, in bytes of its message; after rtnetlink(7), struct rtmsg.
const (
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
		if !isRoute || !slices.Contains(answeredFor, m.Data[atKind]) || !slices.Contains(answering, m.Data[atTable]) {
			continue
		}
		attributes, err := syscall.ParseNetlinkRouteAttr(&m)
		if err != nil {
			return nil, err
		}
		own = append(own, destinations(attributes, int(m.Data[atLength]))...)
	}
	return own, nil
}

func destinations(attributes []syscall.NetlinkRouteAttr, bits int) (list []netip.Prefix) {
	for _, a := range attributes {
		if ip, ok := netip.AddrFromSlice(a.Value); ok && a.Attr.Type == syscall.RTA_DST {
			list = append(list, netip.PrefixFrom(ip, bits))
		}
	}
	return list
}
