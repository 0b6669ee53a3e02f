package respond

import (
	"bytes"
	"context"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/memory"
)

// HTML renders a component as a whole before any of it is sent, so that a fault in it can still become an error page. It fails where
// that is more than can be held.
func HTML(c echo.Context, status int, component templ.Component) error {
	var page sheets
	if err := page.render(c.Request().Context(), component); err != nil {
		return err
	}
	sayWhenAgain(c, status)
	return page.send(c, status)
}

// blank are first sheets for Rendered, used again and again: a long workbench is most of one.
var blank = sync.Pool{New: func() any { return new([sheetBytes]byte) }}

// Rendered gives a component as it would be sent. It fails where that is more than can be held.
func Rendered(ctx context.Context, component templ.Component) ([]byte, error) {
	first := blank.Get().(*[sheetBytes]byte)
	defer blank.Put(first)
	page := sheets{last: first[:0]}
	if err := page.render(ctx, component); err != nil {
		return nil, err
	}
	if err := memory.Hold(ctx, len(page.full)*sheetBytes); err != nil {
		return nil, err
	}
	return bytes.Join(page.all(), nil), nil
}

// The first sheet grows as it is written on, up to this length; of a longer page all others are as long.
const sheetBytes = 1 << 20

// sheets are what a page is written on. They grow without being copied, and the request answers for all of them.
type sheets struct {
	ctx  context.Context
	full [][]byte
	last []byte
}

func (s *sheets) render(ctx context.Context, component templ.Component) error {
	s.ctx = ctx
	return component.Render(ctx, s)
}

func (s *sheets) Write(b []byte) (n int, err error) {
	for len(b) > 0 {
		room := sheetBytes - len(s.last)
		if room == 0 {
			if err := memory.Hold(s.ctx, sheetBytes); err != nil {
				return n, err
			}
			s.full, s.last, room = append(s.full, s.last), make([]byte, 0, sheetBytes), sheetBytes
		}
		part := b[:min(room, len(b))]
		s.last, b, n = append(s.last, part...), b[len(part):], n+len(part)
	}
	return n, nil
}

func (s *sheets) all() [][]byte { return append(s.full, s.last) }

func (s *sheets) send(c echo.Context, status int) error {
	c.Response().Header().Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(status)
	for _, sheet := range s.all() {
		if _, err := c.Response().Write(sheet); err != nil {
			return err
		}
	}
	return nil
}
