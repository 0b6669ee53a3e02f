package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

// TestAHeadOfManyLinesIsTurnedAway sends as many lines as a head may have, and one more.
func TestAHeadOfManyLinesIsTurnedAway(t *testing.T) {
	e := echo.New()
	e.GET("/", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, fewHeadLines)
	for lines, want := range map[int]int{mostHeadLines: http.StatusNoContent, mostHeadLines + 1: http.StatusRequestHeaderFieldsTooLarge} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		for i := range lines {
			r.Header.Add(fmt.Sprint("X-", i%7), "x")
		}
		answer := httptest.NewRecorder()
		e.ServeHTTP(answer, r)
		if answer.Code != want {
			t.Errorf("%d lines are answered %d", lines, answer.Code)
		}
		if want != http.StatusNoContent && len(r.Header) > 0 {
			t.Errorf("%d lines are held on to", lines)
		}
	}
}

// TestAHeadIsLetGoOfWhenItsRequestIsDone looks at what net/http holds on to while it waits for a body that does not come.
func TestAHeadIsLetGoOfWhenItsRequestIsDone(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Cookie", "long")
	handler := newHTTPServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") == "" {
			t.Error("the request has no head")
		}
	}), slog.New(slog.DiscardHandler))
	handler.Handler.ServeHTTP(httptest.NewRecorder(), r)
	if len(r.Header) > 0 {
		t.Errorf("it holds %v", r.Header)
	}
}
