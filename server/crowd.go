package server

import (
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
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
			p := &place{of: places, full: errCrowd}
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
	full  error // what is said where none is left
	taken bool
}

func (p *place) take(c echo.Context) error {
	err := takePlace(c, p.of, p.full)
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

// What is said where no place is left: of all the desk's, of those that one person has, and of those that the strangers of a network have.
var (
	errCrowd       = factcheck.Errorf(factcheck.Unavailable, "The desk has more to do than it can just now. Nothing was changed; try again in a few seconds.")
	errOwnFull     = factcheck.Errorf(factcheck.Unavailable, "You have as much under way already as one person may have at once, such as imports on other pages. Nothing was changed; try again once some of that is done.")
	errNetworkFull = factcheck.Errorf(factcheck.Unavailable, "As much is under way already as may be at once from your network. Nothing was changed; try again in a few seconds.")
)

// fullOf is what is said where the places are taken that a sender has.
func fullOf(c echo.Context) error {
	if _, signedIn := auth.Current(c); signedIn {
		return errOwnFull
	}
	return errNetworkFull
}

// takePlace fails with full where no place is left for longer than patience.
func takePlace(c echo.Context, places chan struct{}, full error) error {
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
		return full
	}
}

// watches says whether a request only looks after the desk's health, which is wanted in a crowd most of all.
func watches(c echo.Context) bool { return c.Path() == "/healthz" || c.Path() == "/metrics" }
