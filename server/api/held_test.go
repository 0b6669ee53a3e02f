package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stet/server/memory/memorytest"
)

// TestALongTextThatIsReadSlowlyIsAnsweredFor has one person read two long texts slowly, and ask for a third, and somebody else for one.
func TestALongTextThatIsReadSlowlyIsAnsweredFor(t *testing.T) {
	n := newNewsroom(t)
	long := strings.Repeat("A sentence of a long text. ", 140_000)
	n.as("chidi").post("/articles", object{"title": "A long one", "text": long}).is(t, http.StatusCreated)
	var readOn []func()
	for range 2 {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/articles/2", nil)
		r.Header = n.as("vera").header
		readOn = append(readOn, memorytest.ReadSlowly(n, r))
	}
	n.as("vera").get("/articles/2").is(t, http.StatusServiceUnavailable)
	n.as("rosa").get("/articles/2").is(t, http.StatusOK)
	for _, goOn := range readOn {
		goOn()
	}
	n.as("vera").get("/articles/2").is(t, http.StatusOK)
}
