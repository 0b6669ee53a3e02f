package server

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/store"
)

// health answers "ok" when the database does.
func health(s *store.Store) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), 2*time.Second)
		defer cancel()
		if err := s.Ping(ctx); err != nil {
			return err
		}
		return c.String(http.StatusOK, "ok")
	}
}
