package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
)

// TestOnePersonsRequestsWaitForTheirOwn has one person ask for more at once than is answered, of any kind and of what writes much, and
// somebody else beside them.
func TestOnePersonsRequestsWaitForTheirOwn(t *testing.T) {
	for name, test := range map[string]struct {
		most  int
		route string
		ask   func() *http.Request
	}{
		"requests":    {requestsOfOne, "/", func() *http.Request { return httptest.NewRequest(http.MethodGet, "/", nil) }},
		"look-overs":  {longOfOne, lookPath, func() *http.Request { return httptest.NewRequest(http.MethodGet, "/imports/1", nil) }},
		"comparisons": {longOfOne, "/api/v1/articles/:id/comparison", func() *http.Request { return httptest.NewRequest(http.MethodGet, "/api/v1/articles/1/comparison", nil) }},
		"writes": {longOfOne, "/", func() *http.Request {
			return httptest.NewRequest(http.MethodPatch, "/", strings.NewReader(strings.Repeat("x", longWrite+1)))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				leave := make(chan struct{})
				handler := letIn(test.most + 1)(ownInLine(requestsOfOne)(func(c echo.Context) error {
					if person, _ := auth.Current(c); person.ID == 1 {
						<-leave
					}
					return nil
				}))
				ask := func(person int64) error {
					r := auth.WithPerson(test.ask().WithContext(t.Context()), factcheck.Person{ID: person})
					c := echo.New().NewContext(r, httptest.NewRecorder())
					c.SetPath(test.route)
					return handler(c)
				}
				answers := make(chan error, test.most)
				for range test.most {
					go func() { answers <- ask(1) }()
				}
				synctest.Wait()
				waiting := make(chan error)
				go func() { waiting <- ask(1) }()
				synctest.Wait()
				if err := ask(2); err != nil {
					t.Errorf("another’s is answered %v", err)
				}
				if err := <-waiting; factcheck.CodeOf(err) != factcheck.Unavailable || !strings.HasPrefix(err.Error(), "You have as much under way") {
					t.Errorf("one too many is answered %v", err)
				}
				close(leave)
				for range test.most {
					if err := <-answers; err != nil {
						t.Error(err)
					}
				}
				if err := ask(1); err != nil {
					t.Errorf("afterwards: %v", err)
				}
			})
		})
	}
}
