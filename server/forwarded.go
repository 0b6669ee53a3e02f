package server

import (
	"net/http"
	"net/netip"
	"strings"

	"github.com/labstack/echo/v4"
)

// withoutPorts takes ports and brackets off what X-Forwarded-For tells, as "192.0.2.7:51000" and "[2001:db8::7]:51000": some proxies add
// them, and an address that cannot be read would leave all their clients with the proxy's own.
func withoutPorts(find echo.IPExtractor) echo.IPExtractor {
	return func(r *http.Request) string {
		told := r.Header.Values(echo.HeaderXForwardedFor)
		if len(told) == 0 {
			return find(r)
		}
		addresses := strings.Split(strings.Join(told, ","), ",")
		for i, address := range addresses {
			addresses[i] = withoutPort(strings.TrimSpace(address))
		}
		bare := &http.Request{RemoteAddr: r.RemoteAddr, Header: http.Header{echo.HeaderXForwardedFor: {strings.Join(addresses, ", ")}}}
		return find(bare)
	}
}

// withoutPort gives what is no address as it is.
func withoutPort(address string) string {
	if with, err := netip.ParseAddrPort(address); err == nil {
		return with.Addr().String()
	}
	return address
}
