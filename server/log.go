package server

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"stet/server/auth"
)

// numberRequests gives each request an id of ours, in its answer and in the log. One that the client sends is not taken: it
// could be anything.
func numberRequests(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:16])
		return next(c)
	}
}

// logRequests answers what went wrong and writes a line for every request. Queries are left out: they hold set-up keys and
// what people look for.
func logRequests(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			began := time.Now()
			defer func() { logRequest(log, c, time.Since(began)) }()
			if err := next(c); err != nil {
				c.Error(err)
			}
			return nil
		}
	}
}

func logRequest(log *slog.Logger, c echo.Context, took time.Duration) {
	level, path := slog.LevelInfo, c.Request().URL.Path
	if path == "/healthz" || strings.HasPrefix(path, "/static/") {
		level = slog.LevelDebug
	}
	person, _ := auth.Current(c)
	log.LogAttrs(c.Request().Context(), level, "request",
		slog.String("method", c.Request().Method), slog.String("path", path), slog.Int("status", c.Response().Status),
		slog.Int64("bytes", c.Response().Size), slog.Duration("took", took), slog.String("person", person.Name),
		slog.String("request_id", c.Response().Header().Get(echo.HeaderXRequestID)))
}

// mendPanics makes a panic an error that is logged with where it came from and shown as an internal one.
func mendPanics() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		DisableStackAll: true,
		LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
			return fmt.Errorf("panic: %w\n%s", err, stack)
		},
	})
}
