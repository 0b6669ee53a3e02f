package server

import (
	"bytes"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"sync"
)

// A request's head is read before any gate of the desk sees the request, and net/http keeps each of its lines apart: lines of a few bytes
// take many times their own room. So heads may be short in any number, and long only so many at once. What comes together with a head
// counts with it: the beginning of a body, and over TLS the record that it is in. What comes of the next head before the connection is told
// that an answer has gone is not counted; the limits on every head bound that.
const (
	shortHead       = 8 << 10 // bytes: any browser's, with the handshake of TLS before it
	longHeadsAtOnce = 256
)

// longHeads takes connections in of which only so many as there are places may send a long head at once. The server that reads them has to
// tell of their states; see [tellOfHead].
type longHeads struct {
	net.Listener
	places chan struct{}
}

func inPlacesForLongHeads(listener net.Listener, places int) *longHeads {
	return &longHeads{listener, make(chan struct{}, places)}
}

// Accept implements net.Listener.
func (l *longHeads) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &headed{Conn: conn, place: place{of: l.places}}, nil
}

// headed is a connection that counts what it brings of the head of a request: all that is read while none is worked on.
type headed struct {
	net.Conn

	mu    sync.Mutex
	works bool // on a request, so that what comes is its body, or waits for its answer
	read  int  // bytes
	lines int  // of those, after the latest empty one, where they are not encrypted
	place place
}

// Read implements net.Conn. Where a long head finds no place the connection is closed at once, as if it had broken.
func (h *headed) Read(p []byte) (int, error) {
	n, err := h.Conn.Read(p)
	if !h.mayHave(p[:n]) {
		h.Close()
		return 0, &net.OpError{Op: "read", Net: h.LocalAddr().Network(), Source: h.LocalAddr(), Addr: h.RemoteAddr(), Err: errLongHeads}
	}
	return n, err
}

var emptyLine = []byte("\n\r\n")

var errLongHeads = errors.New("too many requests with long heads at once")

// mayHave says whether what has come may be held, too.
func (h *headed) mayHave(more []byte) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.works {
		return true
	}
	h.read += len(more)
	if i := bytes.LastIndex(more, emptyLine); i >= 0 {
		h.lines, more = 0, more[i+len(emptyLine):]
	}
	h.lines += bytes.Count(more, []byte("\n"))
	isShort := h.read <= shortHead && h.lines <= mostHeadLines
	return isShort || h.place.taken || h.place.takeNow()
}

// turns begins to count anew: a request's head has been read whole, or its answer has gone, or the connection is closed.
func (h *headed) turns(works bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.works, h.read, h.lines = works, 0, 0
	h.place.leave()
}

// CloseWrite lets net/http end an answer before it closes a connection on which more comes in.
func (h *headed) CloseWrite() error {
	if conn, ok := h.Conn.(interface{ CloseWrite() error }); ok {
		return conn.CloseWrite()
	}
	return errors.ErrUnsupported
}

// tellOfHead is for [http.Server.ConnState]: a connection is active from when a request's head has been read until its answer has gone,
// and its body has come; of HTTP/2, until that holds of all requests.
func tellOfHead(conn net.Conn, state http.ConnState) {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	if h, ok := conn.(*headed); ok {
		h.turns(state == http.StateActive)
	}
}
