package server

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"stet/server/auth"
)

// mostConnections are open at once, five of each browser of a large newsroom. Over HTTP/2 each may hold [streamsOfOne] answers that
// nobody takes in, with heads that net/http refuses by itself and holds for as long.
const mostConnections = 1000

// connections take in any number of connections and keep most of them open: where one more comes, that network which has the most open
// ends the one on which nothing has moved for the longest. So who opens many loses those, and nobody else any.
type connections struct {
	net.Listener
	most int

	mu   sync.Mutex
	open int
	of   map[string]map[*connection]bool // by network
}

func keepingOpen(listener net.Listener, most int) *connections {
	return &connections{Listener: listener, most: most, of: map[string]map[*connection]bool{}}
}

// Accept implements net.Listener.
func (l *connections) Accept() (net.Conn, error) {
	taken, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	conn := &connection{Conn: taken, among: l, network: taken.RemoteAddr().String()}
	if host, _, err := net.SplitHostPort(conn.network); err == nil {
		conn.network = auth.NetworkOf(host)
	}
	conn.moves()
	if ended := l.add(conn); ended != nil {
		ended.Close()
	}
	return conn, nil
}

// add gives the connection that has to make room, nil where there is some.
func (l *connections) add(conn *connection) *connection {
	l.mu.Lock()
	defer l.mu.Unlock()
	var ended *connection
	if l.open >= l.most {
		ended = l.stillest()
		l.drop(ended)
	}
	if l.of[conn.network] == nil {
		l.of[conn.network] = map[*connection]bool{}
	}
	l.of[conn.network][conn] = true
	l.open++
	return ended
}

func (l *connections) stillest() *connection {
	var most map[*connection]bool
	for _, open := range l.of {
		if len(open) > len(most) {
			most = open
		}
	}
	var stillest *connection
	for conn := range most {
		if stillest == nil || conn.moved.Load() < stillest.moved.Load() {
			stillest = conn
		}
	}
	return stillest
}

// drop forgets a connection, which may have been forgotten already.
func (l *connections) drop(conn *connection) {
	open := l.of[conn.network]
	if !open[conn] {
		return
	}
	l.open--
	if delete(open, conn); len(open) == 0 {
		delete(l.of, conn.network)
	}
}

// connection knows when something moved on it.
type connection struct {
	net.Conn
	among   *connections
	network string
	moved   atomic.Int64 // nanoseconds since begun
}

// begun is what a monotonic clock counts from.
var begun = time.Now()

func (c *connection) moves() { c.moved.Store(int64(time.Since(begun))) }

// Read implements net.Conn.
func (c *connection) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.moves()
	return n, err
}

// Write implements net.Conn.
func (c *connection) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.moves()
	return n, err
}

// Close implements net.Conn.
func (c *connection) Close() error {
	c.among.mu.Lock()
	c.among.drop(c)
	c.among.mu.Unlock()
	return c.Conn.Close()
}

// CloseWrite lets net/http end an answer before it closes a connection on which more comes in.
func (c *connection) CloseWrite() error {
	if conn, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return conn.CloseWrite()
	}
	return errors.ErrUnsupported
}
