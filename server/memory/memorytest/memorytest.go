// Package memorytest reads answers slowly, as those do who make a desk hold them.
package memorytest

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

// reader takes in nothing until they are let.
type reader struct {
	*httptest.ResponseRecorder
	begun func()
	let   <-chan struct{}
}

func (r *reader) Write(p []byte) (int, error) {
	r.begun()
	<-r.let
	return r.ResponseRecorder.Write(p)
}

// ReadSlowly asks a handler, and comes back when the answer begins, none of which has been read. What it gives reads that to its end.
func ReadSlowly(handler http.Handler, request *http.Request) (readOn func()) {
	begun, let, read := make(chan struct{}), make(chan struct{}), make(chan struct{})
	begin := sync.OnceFunc(func() { close(begun) })
	go func() {
		defer close(read)
		defer begin() // where nothing is written
		handler.ServeHTTP(&reader{httptest.NewRecorder(), begin, let}, request)
	}()
	<-begun
	return func() {
		close(let)
		<-read
	}
}
