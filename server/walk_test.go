package server_test

import "testing"

// walk begins a test that goes through every route with every request there is. One goroutine makes them, so that the race
// detector would find nothing in it: make test makes the walks without.
func walk(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("the walks are made without the race detector: go test ./server")
	}
}
