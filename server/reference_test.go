package server_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// unread is who takes no answer in before leave is closed. What is told instead of one it takes at once.
type unread struct {
	*httptest.ResponseRecorder
	begun, leave chan struct{}
}

func (u *unread) Write(b []byte) (int, error) {
	if u.Code == http.StatusOK {
		u.begun <- struct{}{}
		<-u.leave
	}
	return u.ResponseRecorder.Write(b)
}

// TestOnePersonHoldsFewReferences has somebody ask for the API's reference more often than it is answered, and read none of it.
func TestOnePersonHoldsFewReferences(t *testing.T) {
	w := newRolesWorld(t)
	web, _ := w.served()
	const most = 100
	begun, leave, answers := make(chan struct{}, most), make(chan struct{}), make(chan int, most)
	ask := func() {
		r := httptest.NewRequest(http.MethodGet, "/api/docs", nil)
		inTheNameOf(r, w.tokens["vera"])
		slow := &unread{httptest.NewRecorder(), begun, leave}
		web.Handler().ServeHTTP(slow, r)
		answers <- slow.Code
	}
	for range most {
		go ask()
	}
	refused := 0
	for held := 0; held < most && refused == 0; {
		select {
		case <-begun:
			held++
		case status := <-answers:
			if refused++; status != http.StatusServiceUnavailable {
				t.Errorf("one too many is answered %d", status)
			}
		}
	}
	close(leave)
	for range most - refused {
		<-answers
	}
	if refused == 0 {
		t.Error("one person holds any number of them")
	}
	stranger := httptest.NewRecorder()
	web.Handler().ServeHTTP(stranger, httptest.NewRequest(http.MethodGet, "/api/docs", nil))
	if stranger.Code != http.StatusOK {
		t.Errorf("a stranger is answered %d", stranger.Code)
	}
}
