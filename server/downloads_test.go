package server

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
)

// TestOnePersonsDownloadsKeepNobodyWaiting has one person begin more exports than anybody is given, all of which stand still, in a
// desk that works on few requests at once; another's begins beside them, and so does a page.
func TestOnePersonsDownloadsKeepNobodyWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, leave, begun := echo.New(), make(chan struct{}), make(chan int64, 20)
		handler := letIn(downloadsOfOne + 2)(downloadsInLine()(func(c echo.Context) error {
			person, _ := auth.Current(c)
			begun <- person.ID
			if c.Path() != "/articles" && person.ID == 1 {
				<-leave
			}
			return nil
		}))
		ask := func(person int64, route string) error {
			c := e.NewContext(auth.WithPerson(httptest.NewRequest(http.MethodGet, route, nil), factcheck.Person{ID: person}), httptest.NewRecorder())
			c.SetPath(route)
			return handler(c)
		}
		answers := make(chan error, 10)
		for range cap(answers) {
			go func() { answers <- ask(1, "/export/claims.csv") }()
		}
		synctest.Wait()
		if len(begun) != downloadsOfOne {
			t.Errorf("%d of one person's have begun", len(begun))
		}
		if err := ask(2, "/export/claims.csv"); err != nil {
			t.Errorf("another's is answered %v", err)
		}
		if err := ask(1, "/articles"); err != nil {
			t.Errorf("a page is answered %v", err)
		}
		close(leave)
		for range cap(answers) {
			if err := <-answers; err != nil {
				t.Errorf("in the end one is answered %v", err)
			}
		}
	})
}

// TestADownloadThatIsNotLetInAgainLeavesItsPlace has the desk full by the time that a person's next exports may begin.
func TestADownloadThatIsNotLetInAgainLeavesItsPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, stalled, full := echo.New(), make(chan struct{}), make(chan struct{})
		handler := letIn(1)(downloadsInLine()(func(c echo.Context) error {
			if c.Path() == "/articles" {
				<-full
				return nil
			}
			c.Response().WriteHeader(http.StatusOK)
			<-stalled
			return nil
		}))
		ask := func(route string) error {
			c := e.NewContext(auth.WithPerson(httptest.NewRequest(http.MethodGet, route, nil), factcheck.Person{ID: 1}), httptest.NewRecorder())
			c.SetPath(route)
			return handler(c)
		}
		exports, page := make(chan error, downloadsOfOne+3), make(chan error, 1)
		for range cap(exports) {
			go func() { exports <- ask("/export/claims.csv") }()
			synctest.Wait()
		}
		go func() { page <- ask("/articles") }()
		synctest.Wait()
		close(stalled)
		unavailable := 0
		for range cap(exports) {
			if factcheck.CodeOf(<-exports) == factcheck.Unavailable {
				unavailable++
			}
		}
		if unavailable != 3 {
			t.Errorf("%d are told that the desk is full", unavailable)
		}
		close(full)
		if err := <-page; err != nil {
			t.Error(err)
		}
	})
}
