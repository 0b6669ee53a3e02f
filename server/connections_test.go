package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// from is a connection of somebody's.
type from struct {
	net.Conn
	address string
}

func (f from) RemoteAddr() net.Addr { return address(f.address) }

type address string

func (address) Network() string  { return "tcp" }
func (a address) String() string { return string(a) }

// TestWhoHasMostConnectionsMakesRoom opens connections of several networks, one too many, and looks which is ended.
func TestWhoHasMostConnectionsMakesRoom(t *testing.T) {
	for name, c := range map[string]struct {
		open  []string
		moved []int
		more  string
		ended int
	}{
		"of those with most, the stillest":         {[]string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.2:2", "192.0.2.3:1"}, nil, "192.0.2.4:1", 1},
		"what moved since stays":                   {[]string{"192.0.2.2:1", "192.0.2.2:2", "192.0.2.1:1", "192.0.2.3:1"}, []int{0}, "192.0.2.3:2", 1},
		"all of a /64 are one network":             {[]string{"192.0.2.1:1", "[2001:db8::1]:1", "[2001:db8::2]:1", "192.0.2.3:1"}, nil, "192.0.2.4:1", 1},
		"and of another is another":                {[]string{"[2001:db8::1]:1", "[2001:db8:0:1::1]:1", "192.0.2.2:1", "192.0.2.2:2"}, nil, "192.0.2.2:3", 2},
		"who has most makes room for itself, too":  {[]string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.2:2", "192.0.2.2:3"}, []int{1}, "192.0.2.2:4", 2},
		"with everybody's read, the first goes":    {[]string{"192.0.2.2:1", "192.0.2.2:2", "192.0.2.2:3", "192.0.2.2:4"}, []int{0, 1, 2, 3}, "192.0.2.1:1", 0},
		"and with the later ones read before that": {[]string{"192.0.2.2:1", "192.0.2.2:2", "192.0.2.2:3", "192.0.2.2:4"}, []int{3, 2, 1, 0}, "192.0.2.1:1", 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &dialled{t, make(chan net.Conn)}
				listener := keepingOpen(d, len(c.open))
				dial := func(address string) (ours, theirs net.Conn) {
					ours, theirs = net.Pipe()
					go func() { d.conns <- from{theirs, address} }()
					taken, err := listener.Accept()
					if err != nil {
						t.Fatal(err)
					}
					time.Sleep(time.Nanosecond)
					return ours, taken
				}
				var ours, theirs []net.Conn
				for _, address := range c.open {
					one, other := dial(address)
					ours, theirs = append(ours, one), append(theirs, other)
				}
				for _, i := range c.moved {
					go ours[i].Write([]byte("x"))
					if _, err := theirs[i].Read(make([]byte, 1)); err != nil {
						t.Fatal(err)
					}
					time.Sleep(time.Nanosecond)
				}
				dial(c.more)
				for i := range ours {
					ours[i].SetReadDeadline(time.Now())
					if _, err := ours[i].Read(make([]byte, 1)); errors.Is(err, io.EOF) != (i == c.ended) {
						t.Errorf("%s reads %v", c.open[i], err)
					}
				}
			})
		})
	}
}

// has says whether a connection from an address has been taken in.
func (l *connections) has(from net.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, open := range l.of {
		for conn := range open {
			if conn.RemoteAddr().String() == from.String() {
				return true
			}
		}
	}
	return false
}

// TestManyConnectionsEndNobodyElses asks on one connection again and again, while others are opened and left alone.
func TestManyConnectionsEndNobodyElses(t *testing.T) {
	web := httptest.NewUnstartedServer(nil)
	web.Config = newHTTPServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), slog.New(slog.DiscardHandler))
	kept := keepingOpen(web.Listener, 4)
	web.Listener = inPlacesForLongHeads(kept, 1)
	web.Start()
	defer web.Close()
	dials := 0
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		dials++
		return new(net.Dialer).DialContext(ctx, network, address)
	}}}
	for range 20 {
		answer, err := client.Get(web.URL)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		still, err := net.Dial("tcp", web.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer still.Close()
		for !kept.has(still.LocalAddr()) {
			runtime.Gosched()
		}
	}
	if dials != 1 {
		t.Errorf("it was dialled %d times", dials)
	}
	client.CloseIdleConnections()
	if _, err := client.Get(web.URL); err != nil { // on a new connection: all before it have been taken in
		t.Fatal(err)
	}
	web.Config.Close()
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.open != 0 || len(kept.of) != 0 {
		t.Errorf("%d are counted as open, of %d networks", kept.open, len(kept.of))
	}
}
