package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/store"
)

// TestLargeAnswersOfOnePersonAreFew has one person ask for large answers, which are taken in slowly, and somebody else beside them.
func TestLargeAnswersOfOnePersonAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken := make(chan struct{})
		handler := answerForMemory()(func(c echo.Context) error {
			if err := memory.Hold(c.Request().Context(), 50<<20); err != nil {
				return err
			}
			if store.NameIn(c.Request().Context()) == 1 {
				<-taken
			}
			return nil
		})
		ask := func(person int64) error {
			r := httptest.NewRequest(http.MethodGet, "/articles/1", nil)
			r = r.WithContext(store.InTheNameOf(t.Context(), store.Access{Person: person}))
			return handler(echo.New().NewContext(r, httptest.NewRecorder()))
		}
		answers := make(chan error, 10)
		for range cap(answers) {
			go func() { answers <- ask(1) }()
		}
		synctest.Wait()
		if got := len(answers); got != cap(answers)-largeOfOne {
			t.Errorf("%d of one person's %d are refused", got, cap(answers))
		}
		if err := ask(2); err != nil {
			t.Errorf("another's is answered %v", err)
		}
		close(taken)
		refused := 0
		for range cap(answers) {
			switch err := <-answers; factcheck.CodeOf(err) {
			case factcheck.Unavailable:
				refused++
			case "":
			default:
				t.Error(err)
			}
		}
		if refused != cap(answers)-largeOfOne {
			t.Errorf("%d are refused", refused)
		}
		if err := ask(1); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}
