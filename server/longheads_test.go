package server

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
)

// dialled is a listener whose connections are made in memory, so that what was written has been read.
type dialled struct {
	t     *testing.T
	conns chan net.Conn
}

func (d *dialled) Accept() (net.Conn, error) {
	conn, open := <-d.conns
	if !open {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (d *dialled) Close() error   { return nil }
func (d *dialled) Addr() net.Addr { return &net.UnixAddr{} }

// serving serves such connections as serve does, until end is called.
func serving(t *testing.T, handler http.HandlerFunc, serve func(*http.Server, net.Listener) error) (d *dialled, end func()) {
	d = &dialled{t, make(chan net.Conn)}
	s := newHTTPServer(handler, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- serve(s, d) }()
	return d, func() {
		close(d.conns)
		if err := <-served; err != net.ErrClosed {
			t.Error(err)
		}
		s.Close()
	}
}

// asking is who is at the other end of a connection.
type asking struct {
	t *testing.T
	net.Conn
	answers *bufio.Reader
}

func (d *dialled) dial() *asking {
	ours, theirs := net.Pipe()
	d.conns <- theirs
	return &asking{d.t, ours, bufio.NewReader(ours)}
}

// send says whether all of it was taken.
func (a *asking) send(text string) bool {
	_, err := io.WriteString(a.Conn, text)
	synctest.Wait()
	return err == nil
}

func (a *asking) isAnswered() {
	a.t.Helper()
	answer, err := http.ReadResponse(a.answers, nil)
	if err != nil {
		a.t.Error(err)
		return
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		a.t.Errorf("answered %d, %v", answer.StatusCode, err)
	}
}

// startOfHead is a request of so many bytes, which ends with an empty line more.
func startOfHead(bytes int) string {
	text := &strings.Builder{}
	text.WriteString("GET / HTTP/1.1\r\nHost: desk\r\n")
	for i := 0; text.Len() < bytes; i++ {
		fmt.Fprintf(text, "%d:\r\n", i)
	}
	return text.String()
}

// TestHeadsOfManyLinesComeInFewAtOnce has all places taken by heads that are short, but of lines that take many times their own room.
func TestHeadsOfManyLinesComeInFewAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, end := serving(t, func(http.ResponseWriter, *http.Request) {}, func(s *http.Server, l net.Listener) error { return (&Server{http: s}).serve(l) })
		defer end()
		head := "GET / HTTP/1.1\r\nHost: desk\r\n" + strings.Repeat("a:\r\n", mostHeadLines)
		for i := range longHeadsAtOnce {
			if !d.dial().send(head) {
				t.Fatalf("there is a place after %d, and it is not to be had", i)
			}
		}
		tooMany := d.dial()
		tooMany.send(head)
		if tooMany.send("a:\r\n") {
			t.Error("one too many is read on")
		}
	})
}

// TestLongHeadsComeInFewAtOnce has all places taken by long heads that do not end, and lets one of them end.
func TestLongHeadsComeInFewAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, end := serving(t, func(http.ResponseWriter, *http.Request) {}, func(s *http.Server, l net.Listener) error { return (&Server{http: s}).serve(l) })
		defer end()
		all := make([]*asking, longHeadsAtOnce)
		for i := range all {
			if all[i] = d.dial(); !all[i].send(startOfHead(2 * shortHead)) {
				t.Fatalf("there is a place after %d, and it is not to be had", i)
			}
		}
		if d.dial().send(startOfHead(2 * shortHead)) {
			t.Error("a long head too many is read on")
		}
		short := d.dial()
		short.send("GET / HTTP/1.1\r\nHost: desk\r\n\r\n")
		short.isAnswered()

		one, other := all[0], all[1]
		one.send("\r\n")
		one.isAnswered()
		if !one.send(startOfHead(2*shortHead) + "\r\n") {
			t.Error("the place of a head that has ended is taken")
		}
		one.isAnswered()
		other.Close()
		synctest.Wait()
		for range 2 {
			if !d.dial().send(startOfHead(2 * shortHead)) {
				t.Error("the place of a connection that is closed is taken")
			}
		}
	})
}

// TestOnlyHeadsAreCounted has no place at all: requests one after the other, and long bodies, of which one is not read, need none.
func TestOnlyHeadsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/read" {
				io.Copy(io.Discard, r.Body)
			}
		}
		d, end := serving(t, handler, func(s *http.Server, l net.Listener) error { return s.Serve(inPlacesForLongHeads(l, 0)) })
		defer end()
		a := d.dial()
		for range 100 {
			a.send("GET / HTTP/1.1\r\nHost: desk\r\n\r\n")
			a.isAnswered()
		}
		go io.WriteString(a.Conn, strings.Repeat("GET / HTTP/1.1\r\nHost: desk\r\n\r\n", 1000))
		for range 1000 {
			a.isAnswered()
		}
		for _, path := range []string{"/read", "/unread", "/read"} {
			go fmt.Fprintf(a.Conn, "POST %s HTTP/1.1\r\nHost: desk\r\nContent-Length: %d\r\n\r\n%s", path, 128<<10, strings.Repeat("x", 128<<10))
			a.isAnswered()
		}
		if a.send(startOfHead(2*shortHead) + "\r\n") {
			t.Error("a long head needs no place")
		}
	})
}

// TestHeadsAreCountedOverTLSToo asks by HTTP/1.1 and by HTTP/2, where there is no place and where there is one, which long bodies may take
// for a moment. A long head is now and then let in, when part of it comes before its connection is told that the answer before has gone.
func TestHeadsAreCountedOverTLSToo(t *testing.T) {
	for _, major := range []int{1, 2} {
		without, with := servingTLS(t, 0, major), servingTLS(t, 1, major)
		for range 3 {
			for range 50 {
				if err := posted(without, "", 100); err != nil {
					t.Errorf("HTTP/%d: %v", major, err)
				}
			}
			if err := posted(with, strings.Repeat("\\", shortHead), 1<<20); err != nil {
				t.Errorf("HTTP/%d, with a place: %v", major, err)
			}
		}
		refused := 0
		for range 10 {
			if posted(without, strings.Repeat("\\", shortHead), 1) != nil {
				refused++
			}
		}
		if refused == 0 {
			t.Errorf("by HTTP/%d a long head needs no place", major)
		}
	}
}

func servingTLS(t *testing.T, places, major int) *httptest.Server {
	web := httptest.NewUnstartedServer(nil)
	web.Config = newHTTPServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil || r.ProtoMajor != major {
			t.Errorf("it is asked by %s, %v", r.Proto, err)
		}
	}), slog.New(slog.DiscardHandler))
	web.Listener, web.EnableHTTP2 = inPlacesForLongHeads(web.Listener, places), major == 2
	web.StartTLS()
	t.Cleanup(web.Close)
	return web
}

// posted sends a body of so many bytes under a head that says something.
func posted(web *httptest.Server, says string, bytes int) error {
	request, err := http.NewRequest(http.MethodPost, web.URL, strings.NewReader(strings.Repeat("x", bytes)))
	if err != nil {
		return err
	}
	request.Header.Set("X-Says", says)
	answer, err := web.Client().Do(request)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		err = errors.New(answer.Status)
	}
	return errors.Join(err, answer.Body.Close())
}
