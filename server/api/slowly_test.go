package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// slowly is a reader who takes in nothing until they are let.
type slowly struct {
	*httptest.ResponseRecorder
	begun sync.Once
	asked chan<- struct{}
	let   <-chan struct{}
}

func (s *slowly) Write(p []byte) (int, error) {
	s.begun.Do(func() { s.asked <- struct{}{} })
	<-s.let
	return s.ResponseRecorder.Write(p)
}

// TestALongTextThatIsReadSlowlyIsAnsweredFor has one person read two long texts slowly, and ask for a third, and somebody else for one.
func TestALongTextThatIsReadSlowlyIsAnsweredFor(t *testing.T) {
	n := newNewsroom(t)
	long := strings.Repeat("A sentence of a long text. ", 140_000)
	n.as("chidi").post("/articles", object{"title": "A long one", "text": long}).is(t, http.StatusCreated)
	asked, let := make(chan struct{}), make(chan struct{})
	var reading sync.WaitGroup
	for range 2 {
		reading.Go(func() {
			r := httptest.NewRequest(http.MethodGet, "/api/v1/articles/2", nil)
			r.Header = n.as("vera").header
			n.ServeHTTP(&slowly{ResponseRecorder: httptest.NewRecorder(), asked: asked, let: let}, r)
		})
		<-asked
	}
	n.as("vera").get("/articles/2").is(t, http.StatusServiceUnavailable)
	n.as("rosa").get("/articles/2").is(t, http.StatusOK)
	close(let)
	reading.Wait()
	n.as("vera").get("/articles/2").is(t, http.StatusOK)
}
