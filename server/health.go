package server

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

const healthTime = 2 * time.Second

// health answers "ok" when the database does.
func health(s *store.Store) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), healthTime)
		defer cancel()
		if err := s.Ping(ctx); err != nil {
			return err
		}
		return c.String(http.StatusOK, "ok")
	}
}

// readiness answers "ready" while the desk also takes new work: not once it has been told to stop.
func readiness(s *store.Store, stopping *atomic.Bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		if stopping.Load() {
			return factcheck.Errorf(factcheck.Unavailable, "Stet is shutting down. Try again when it is back.")
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), healthTime)
		defer cancel()
		if err := s.Write(ctx, func(*store.Tx) error { return nil }); err != nil {
			return err
		}
		return c.String(http.StatusOK, "ready")
	}
}
