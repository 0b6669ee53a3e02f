package server

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// TestACrowdIsToldToComeBackAndIsForgotten fills the places, asks for one more, and asks again when they are free.
func TestACrowdIsToldToComeBackAndIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, leave := echo.New(), make(chan struct{})
		busy := letIn(2)(func(echo.Context) error { <-leave; return nil })
		ask := func() error {
			return busy(e.NewContext(httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder()))
		}
		answers := make(chan error, 3)
		for range 3 {
			go func() { answers <- ask() }()
		}
		if err := <-answers; factcheck.CodeOf(err) != factcheck.Unavailable || !strings.HasPrefix(err.Error(), "The desk has more to do") {
			t.Errorf("one too many is answered %v", err)
		}
		close(leave)
		if err := errors.Join(<-answers, <-answers, ask()); err != nil {
			t.Error(err)
		}
	})
}

// TestWhoReadsSlowlyKeepsNobodyOut lets an answer begin that never ends, and asks for another.
func TestWhoReadsSlowlyKeepsNobodyOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, leave := echo.New(), make(chan struct{})
		handler := letIn(1)(func(c echo.Context) error {
			if c.Request().URL.Path == "/slow" {
				c.Response().WriteHeader(http.StatusOK)
				<-leave
			}
			return nil
		})
		ask := func(path string) error {
			return handler(e.NewContext(httptest.NewRequest(http.MethodGet, path, nil), httptest.NewRecorder()))
		}
		ended := make(chan error, 1)
		go func() { ended <- ask("/slow") }()
		synctest.Wait()
		if err := ask("/"); err != nil {
			t.Error(err)
		}
		close(leave)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
