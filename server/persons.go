package server

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Of one person's requests so many are worked on and answered at once, and so many that write much. Whoever asks for more waits for
// their own, and keeps nobody else waiting. What ends sessions and tokens is asked for beside these.
const (
	requestsOfOne   = 32
	longWritesOfOne = 2
	longWrite       = 16 << 10 // bytes
)

func ownInLine() echo.MiddlewareFunc {
	requests, writes := newLines(requestsOfOne), newLines(longWritesOfOne)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			lines := []*lines{requests}
			if writesMuch(c.Request()) {
				lines = append(lines, writes)
			}
			kind, places := sender(c), []*place{}
			for _, l := range lines {
				p := &place{of: l.join(kind).places}
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

func writesMuch(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && (r.ContentLength < 0 || r.ContentLength > longWrite)
}
