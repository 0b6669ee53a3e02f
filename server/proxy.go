package server

import (
	"github.com/labstack/echo/v4"

	"stet/server/config"
)

// clientAddress finds from where a request comes: from the connection, or where a proxy is trusted from the last address in
// X-Forwarded-For that no trusted proxy has. What a client writes there itself stands further left and is never looked at.
func clientAddress(settings config.Config) echo.IPExtractor {
	if !settings.BehindProxy {
		return echo.ExtractIPDirect()
	}
	networks := settings.Proxies()
	if len(networks) == 0 {
		return withoutPorts(echo.ExtractIPFromXFFHeader()) // believes this machine and private networks
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range networks {
		trust = append(trust, echo.TrustIPRange(network))
	}
	return withoutPorts(echo.ExtractIPFromXFFHeader(trust...))
}
