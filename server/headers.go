package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// contentSecurityPolicy lets a page load what this desk serves and nothing else: no script or style stands in the HTML.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types stet"

// secureHeaders go with every answer. Pages are kept by the browser that asked alone, and asked for again before each use.
func secureHeaders(tls bool) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			header := c.Response().Header()
			header.Set("Stet", "1") // by which its own pages know an answer from that of whatever stands between
			header.Set(echo.HeaderContentSecurityPolicy, contentSecurityPolicy)
			header.Set(echo.HeaderXContentTypeOptions, "nosniff")
			header.Set(echo.HeaderXFrameOptions, "DENY")
			header.Set(echo.HeaderReferrerPolicy, "same-origin")
			header.Set("Cross-Origin-Opener-Policy", "same-origin")
			header.Set("Cross-Origin-Resource-Policy", "same-origin")
			header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
			header.Set(echo.HeaderCacheControl, "private, no-cache")
			if tls {
				header.Set(echo.HeaderStrictTransportSecurity, "max-age=31536000")
			}
			return next(c)
		}
	}
}

// sameOriginWrites refuses what another site makes a browser send. Programs that are no browser pass: they carry no cookie
// unasked.
func sameOriginWrites(base string) (echo.MiddlewareFunc, error) {
	protection := http.NewCrossOriginProtection()
	if err := protection.AddTrustedOrigin(base); err != nil {
		return nil, err
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return factcheck.Wrap(factcheck.Forbidden, err, "This was sent from another site and is refused. Do it on the desk's own pages.")
			}
			return next(c)
		}
	}, nil
}
