package server

import (
	"slices"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/page"
)

const (
	slowFrom  = 500 * time.Millisecond
	slowsKept = 50
)

// slows remembers the latest requests that took long, by their routes: neither addresses nor people. A restart forgets them.
type slows struct {
	mu     sync.Mutex
	latest []page.SlowRequest // the latest last
}

// watch remembers the request that is answered where it took long.
func (s *slows) watch(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		defer func() { s.note(method(c), c.Path(), c.Response().Status, began, time.Since(began)) }()
		return next(c)
	}
}

func (s *slows) note(method, route string, status int, began time.Time, took time.Duration) {
	if took < slowFrom {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest = append(s.latest, page.SlowRequest{At: factcheck.At(began), Method: method, Route: route, Status: status, Took: took})
	s.latest = s.latest[max(0, len(s.latest)-slowsKept):]
}

// list gives them, the latest first.
func (s *slows) list() []page.SlowRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	listed := slices.Clone(s.latest)
	slices.Reverse(listed)
	return listed
}
