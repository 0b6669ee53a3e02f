package main_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// between is a way to a desk on which things go wrong.
type between struct {
	busy atomic.Bool // whatever is sent is answered with 503, and does not reach the desk
	page atomic.Bool // whatever is sent is answered with a page of somebody else's, and does not reach the desk
	lost atomic.Bool // whatever is sent is not answered at all, and does not reach the desk
	cuts atomic.Bool // the next undo reaches the desk, its answer nobody
	half atomic.Bool // of the answer to the next change of a claim half comes back
	gate atomic.Pointer[gate]
}

// gate lets some of what it is for pass, and holds the rest until it is opened.
type gate struct {
	isFor  func(*http.Request) bool
	places atomic.Int32
	opened chan struct{}
}

// passOnly has so many of the next requests that change something reach the desk, and the others once what it gives is called.
func (way *between) passOnly(n int32) (open func()) {
	return way.hold(n, func(r *http.Request) bool { return r.Method == http.MethodPost })
}

// holdScripts has no script reach the browser until what it gives is called.
func (way *between) holdScripts() (open func()) {
	return way.hold(0, func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, ".js") })
}

func (way *between) hold(allButThese int32, isFor func(*http.Request) bool) (open func()) {
	held := &gate{isFor: isFor, opened: make(chan struct{})}
	held.places.Store(allButThese)
	way.gate.Store(held)
	return sync.OnceFunc(func() { close(held.opened) })
}

// wait holds a request until it may pass, or nobody waits for it any more.
func (g *gate) wait(r *http.Request) {
	if g == nil || !g.isFor(r) || g.places.Add(-1) >= 0 {
		return
	}
	select {
	case <-g.opened:
	case <-r.Context().Done():
	}
}

// demoBehind is demo for a browser whose way to it is a bad one.
func demoBehind(t *testing.T) (*running, *between) {
	t.Helper()
	d, way := demo(t), &between{}
	address, err := url.Parse(d.base)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	goOn := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(address)
		r.Out.Host = r.In.Host
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		way.gate.Load().wait(r)
		takeWhole(r)
		switch {
		case r.Method == http.MethodPost && way.lost.Load():
			<-r.Context().Done()
		case r.Method == http.MethodPost && way.page.Load():
			io.WriteString(w, "<!doctype html><title>Sign in to the network</title>")
		case r.Method == http.MethodPost && way.busy.Load():
			w.WriteHeader(http.StatusServiceUnavailable)
		case strings.HasSuffix(r.URL.Path, "/undo") && way.cuts.CompareAndSwap(true, false):
			goOn.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		case strings.HasPrefix(r.URL.Path, "/claims/") && r.Method == http.MethodPost && way.half.CompareAndSwap(true, false):
			answer := httptest.NewRecorder()
			goOn.ServeHTTP(answer, r)
			w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
			w.Write(answer.Body.Bytes()[:answer.Body.Len()/2])
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		default:
			goOn.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	behind := *d
	behind.base = server.URL
	return &behind, way
}

// takeWhole reads what is sent before any of it is passed on: a proxy ends an answer in the middle that begins before it has seen the end
// of what was asked, and sees that the browser has gone only after that.
func takeWhole(r *http.Request) {
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
}
