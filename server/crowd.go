package server

import (
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// patience is how long a request waits to be let in.
const patience = 2 * time.Second

// letIn works on at most most requests at once, any number where most is 0. Who would wait longer than patience is told to come back,
// so that a crowd makes the desk no slower than it can be, and is over once it is gone. A place is for the work alone: it is given up
// once the answer begins, and while a body is awaited, so that whoever sends or reads slowly keeps none from others.
func letIn(most int) echo.MiddlewareFunc {
	places := make(chan struct{}, most)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if most == 0 || watches(c) {
				return next(c)
			}
			p := &place{of: places}
			if err := p.take(c); err != nil {
				return err
			}
			defer p.leave()
			c.Response().Before(p.leave)
			c.Set(placeKey, p)
			return next(c)
		}
	}
}

const placeKey = "place"

// place is one of several that a request takes and leaves as it goes on.
type place struct {
	of    chan struct{}
	taken bool
}

func (p *place) take(c echo.Context) error {
	err := takePlace(c, p.of)
	p.taken = err == nil
	return err
}

// takeNow says whether there was one to be had without waiting.
func (p *place) takeNow() bool {
	select {
	case p.of <- struct{}{}:
		p.taken = true
	default:
	}
	return p.taken
}

func (p *place) leave() {
	if p.taken {
		<-p.of
		p.taken = false
	}
}

// meanwhile gives the request's place up while something else is waited for.
func meanwhile(c echo.Context, wait func() error) error {
	p, ok := c.Get(placeKey).(*place)
	if !ok {
		return wait()
	}
	p.leave()
	if err := wait(); err != nil {
		return err
	}
	return p.take(c)
}

func takePlace(c echo.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	default:
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case places <- struct{}{}:
		return nil
	case <-c.Request().Context().Done():
		return c.Request().Context().Err()
	case <-wait.C:
		return factcheck.Errorf(factcheck.Unavailable, "The desk has more to do than it can just now. Nothing was changed; try again in a few seconds.")
	}
}

// watches says whether a request only looks after the desk's health, which is wanted in a crowd most of all.
func watches(c echo.Context) bool { return c.Path() == "/healthz" || c.Path() == "/metrics" }
