package server

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/config"
	"stet/server/factcheck"
)

// TestManyLargeUploadsWaitForEachOther has more articles come in at once than are taken in, all of which stall, and then a small form.
func TestManyLargeUploadsWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, leave := echo.New(), make(chan struct{})
		handler := limitBody(config.MB, 10*config.MB)(func(c echo.Context) error {
			if c.Request().ContentLength > int64(config.MB) {
				<-leave
			}
			return nil
		})
		send := func(bytes int64) error {
			r := httptest.NewRequest(http.MethodPost, importPath, io.LimitReader(strings.NewReader(strings.Repeat("x", 100)), bytes))
			r.ContentLength = bytes
			c := e.NewContext(auth.WithPerson(r, factcheck.Person{ID: 1, Role: factcheck.Editor}), httptest.NewRecorder())
			c.SetPath(importPath)
			return handler(c)
		}
		answers := make(chan error, uploadsAtOnce+1)
		for range uploadsAtOnce + 1 {
			go func() { answers <- send(2 * int64(config.MB)) }()
		}
		if err := <-answers; factcheck.CodeOf(err) != factcheck.Unavailable {
			t.Errorf("one too many is answered %v", err)
		}
		if err := send(10); err != nil {
			t.Errorf("a small form beside them: %v", err)
		}
		close(leave)
		for range uploadsAtOnce {
			if err := <-answers; err != nil {
				t.Error(err)
			}
		}
	})
}

// TestNobodyHoldsAConnectionForNothing names the limits that net/http keeps for us.
func TestNobodyHoldsAConnectionForNothing(t *testing.T) {
	s := newHTTPServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout == 0 || s.ReadTimeout == 0 || s.WriteTimeout == 0 || s.IdleTimeout == 0 || s.MaxHeaderBytes == 0 {
		t.Errorf("something has no limit: %+v", s)
	}
}
