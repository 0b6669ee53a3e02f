package server

import (
	"sync"

	"github.com/labstack/echo/v4"
)

// gate lets so many in at once, and no more than a part of them of one kind, so that nobody fills it alone.
type gate struct {
	all   chan struct{}
	kinds *lines
}

func newGate(all, ofOne int) *gate {
	return &gate{all: make(chan struct{}, all), kinds: newLines(ofOne)}
}

// enter waits for a place as [takePlace] does.
func (g *gate) enter(c echo.Context, kind string) (leave func(), err error) {
	own := g.kinds.join(kind)
	if err := takePlace(c, own.places, fullOf(c)); err != nil {
		g.kinds.part(kind)
		return nil, err
	}
	if err := takePlace(c, g.all, errCrowd); err != nil {
		<-own.places
		g.kinds.part(kind)
		return nil, err
	}
	return func() {
		<-g.all
		<-own.places
		g.kinds.part(kind)
	}, nil
}

// lines keep the places of each kind, while anybody of it is here.
type lines struct {
	ofOne int
	mu    sync.Mutex
	each  map[string]*line
}

type line struct {
	places chan struct{}
	here   int
}

func newLines(ofOne int) *lines { return &lines{ofOne: ofOne, each: map[string]*line{}} }

func (l *lines) join(kind string) *line {
	l.mu.Lock()
	defer l.mu.Unlock()
	own := l.each[kind]
	if own == nil {
		own = &line{places: make(chan struct{}, l.ofOne)}
		l.each[kind] = own
	}
	own.here++
	return own
}

func (l *lines) part(kind string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.each[kind].here--; l.each[kind].here == 0 {
		delete(l.each, kind)
	}
}
