package server

import (
	"sync"

	"github.com/labstack/echo/v4"
)

// gate lets so many in at once, and no more than a part of them of one kind, so that nobody fills it alone.
type gate struct {
	all   chan struct{}
	ofOne int

	mu   sync.Mutex
	each map[string]*line
}

// line is the places of one kind, while anybody of it is here.
type line struct {
	places chan struct{}
	here   int
}

func newGate(all, ofOne int) *gate {
	return &gate{all: make(chan struct{}, all), ofOne: ofOne, each: map[string]*line{}}
}

// enter waits for a place as [takePlace] does.
func (g *gate) enter(c echo.Context, kind string) (leave func(), err error) {
	own := g.queue(kind)
	if err := takePlace(c, own.places); err != nil {
		g.unqueue(kind)
		return nil, err
	}
	if err := takePlace(c, g.all); err != nil {
		<-own.places
		g.unqueue(kind)
		return nil, err
	}
	return func() {
		<-g.all
		<-own.places
		g.unqueue(kind)
	}, nil
}

func (g *gate) queue(kind string) *line {
	g.mu.Lock()
	defer g.mu.Unlock()
	own := g.each[kind]
	if own == nil {
		own = &line{places: make(chan struct{}, g.ofOne)}
		g.each[kind] = own
	}
	own.here++
	return own
}

func (g *gate) unqueue(kind string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.each[kind].here--; g.each[kind].here == 0 {
		delete(g.each, kind)
	}
}
