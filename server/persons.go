package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
)

// Of one person's requests so many are worked on and answered at once, and so many that are long: that write much, show all that was
// brought in, or lay out all readings of an article. Whoever asks for more waits for their own, and keeps nobody else waiting. What changes accounts is asked for beside these,
// and what ends sessions and tokens beside all.
const (
	requestsOfOne = 32
	changesOfOne  = 4
	longOfOne     = 2
	longWrite     = 16 << 10 // bytes
)

// ownInLine lets so many requests of one person be worked on at once.
func ownInLine(ofOne int) echo.MiddlewareFunc {
	requests, long := newLines(ofOne), newLines(longOfOne)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			lines := []*lines{requests}
			if writesMuch(c.Request()) || showsMuch(c.Path()) {
				lines = append(lines, long)
			}
			kind, places := sender(c), []*place{}
			for _, l := range lines {
				p := &place{of: l.join(kind).places, full: fullOf(c)}
				defer l.part(kind)
				defer p.leave()
				places = append(places, p)
			}
			err := meanwhile(c, func() error {
				for _, p := range places {
					if err := p.take(c); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

// ofPeople has the requests of strangers pass by a line, on pages that they may read, too.
func ofPeople(line echo.MiddlewareFunc) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		inLine := line(next)
		return func(c echo.Context) error {
			if _, signedIn := auth.Current(c); signedIn {
				return inLine(c)
			}
			return next(c)
		}
	}
}

func writesMuch(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && (r.ContentLength < 0 || r.ContentLength > longWrite)
}

func showsMuch(route string) bool {
	return route == lookPath || strings.HasSuffix(route, "/compare") || strings.HasSuffix(route, "/comparison") || strings.HasSuffix(route, "/decisions/agreed")
}
