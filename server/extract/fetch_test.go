package extract_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"stet/server/extract"
	"stet/server/factcheck"
)

// site serves pages on loopback.
func site(t *testing.T, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, page := range pages {
		mux.HandleFunc(path, page)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func hostOf(s *httptest.Server) string { return strings.TrimPrefix(s.URL, "http://") }

func leadTo(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
}

// names answers every question for an address with the one of its map.
func names(t *testing.T, addresses map[string]string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go answerNames(conn, addresses)
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func answerNames(conn net.PacketConn, addresses map[string]string) {
	question := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFrom(question)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(question[:n]) != nil {
			continue
		}
		m.Response, m.Additionals = true, nil
		name := m.Questions[0].Name
		ip, err := netip.ParseAddr(addresses[strings.TrimSuffix(name.String(), ".")])
		header := dnsmessage.ResourceHeader{Name: name, Type: m.Questions[0].Type, Class: dnsmessage.ClassINET, TTL: 1}
		switch {
		case err != nil:
			m.RCode = dnsmessage.RCodeNameError
		case ip.Is4() && m.Questions[0].Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: ip.As4()}})
		case ip.Is6() && m.Questions[0].Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
		}
		if packed, err := m.Pack(); err == nil {
			conn.WriteTo(packed, from)
		}
	}
}

func TestAPageIsFetched(t *testing.T) {
	var agent string
	s := site(t, map[string]http.HandlerFunc{
		"/moved": leadTo("/piece"),
		"/piece": func(w http.ResponseWriter, r *http.Request) {
			agent = r.UserAgent()
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			packed.Write([]byte(newsPage))
			packed.Close()
		},
	})
	page, err := extract.NewFetcher("1.2", []string{hostOf(s)}).Fetch(t.Context(), s.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	if string(page.Body) != newsPage || page.Address != s.URL+"/piece" || agent != "Stet/1.2" {
		t.Errorf("%q gives %d bytes to %q", page.Address, len(page.Body), agent)
	}
}

func TestNoPrivateAddressIsReached(t *testing.T) {
	reached := false
	s := site(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached = true }})
	_, port, _ := net.SplitHostPort(hostOf(s))
	private := []string{"127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
		"240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "::127.0.0.1", "fec0::1", "2001::1", "::ffff:0:7f00:1"}
	answers := map[string]string{}
	for i, ip := range private {
		answers[fmt.Sprintf("name%d.example", i)] = ip
	}
	f := extract.NewFetcher("1", nil).Resolving(names(t, answers))
	for i, ip := range private {
		host := ip
		if strings.Contains(ip, ":") {
			host = "[" + ip + "]"
		}
		for _, address := range []string{"http://" + host + ":" + port + "/", fmt.Sprintf("http://name%d.example:%s/", i, port)} {
			_, err := f.Fetch(t.Context(), address)
			if factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "not on the public web") {
				t.Errorf("%s (%s): %v", address, ip, err)
			}
		}
	}
	for _, odd := range []string{"http://2130706433:" + port + "/", "http://0x7f.1:" + port + "/", "http://localhost:" + port + "/", "http://[::ffff:7f00:1]:" + port + "/"} {
		if _, err := f.Fetch(t.Context(), odd); factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%s: %v", odd, err)
		}
	}
	if reached {
		t.Error("a private address was reached")
	}
}

func TestARedirectIsHeldToTheSame(t *testing.T) {
	reached := false
	inside := site(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached = true }})
	_, port, _ := net.SplitHostPort(hostOf(inside))
	outside := site(t, map[string]http.HandlerFunc{
		"/number": leadTo(inside.URL), "/name": leadTo("http://rebound.example:" + port + "/"), "/file": leadTo("file:///etc/passwd"), "/loop": leadTo("/loop"), "/nowhere": leadTo("http://nowhere.example/"),
	})
	f := extract.NewFetcher("1", []string{hostOf(outside)}).Resolving(names(t, map[string]string{"rebound.example": "127.0.0.1"}))
	for path, says := range map[string]string{"/number": "not on the public web", "/name": "not on the public web", "/file": "no address of a web page", "/loop": "5 redirects", "/nowhere": "There is no host nowhere.example"} {
		if _, err := f.Fetch(t.Context(), outside.URL+path); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", path, err, says)
		}
	}
	if reached {
		t.Error("a private address was reached by a redirect")
	}
}

func TestWhatIsNoPageIsRefused(t *testing.T) {
	typed := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write([]byte(body))
		}
	}
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	packed.Write(make([]byte, 2*extract.MaxPage))
	packed.Close()
	s := site(t, map[string]http.HandlerFunc{
		"/gone": http.NotFound, "/picture": typed("image/png", "\x89PNG"),
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for line := bytes.Repeat([]byte("<p>And so on."), 1000); ; {
				if _, err := w.Write(line); err != nil {
					return
				}
			}
		},
		"/said": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "104857600") },
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		},
		"/brotli": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "br")
		},
		"/cut": func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) },
	})
	f := extract.NewFetcher("1", []string{"127.0.0.1"})
	for path, want := range map[string]struct {
		code factcheck.Code
		says string
	}{
		"/gone": {factcheck.Invalid, "404"}, "/picture": {factcheck.Invalid, "image/png"}, "/endless": {factcheck.TooLarge, "never ends"}, "/bomb": {factcheck.TooLarge, "larger"},
		"/said": {factcheck.TooLarge, "100.0 MB"}, "/brotli": {factcheck.Invalid, "packed as br"}, "/cut": {factcheck.Invalid, "breaks the connection off"},
	} {
		if _, err := f.Fetch(t.Context(), s.URL+path); factcheck.CodeOf(err) != want.code || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: %v, want %q", path, err, want.says)
		}
	}
	for _, address := range []string{"", "piece", "ftp://example.org/", "file:///etc/passwd", "http://", "http://rosa:secret@example.org/", "javascript:alert(1)", "http://exa mple.org"} {
		if _, err := f.Fetch(t.Context(), address); factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestWhoGivesUpIsNotKeptWaiting(t *testing.T) {
	begun, over := make(chan bool), make(chan bool)
	s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-r.Context().Done()
		close(over)
	}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-begun; cancel() }()
	if _, err := extract.NewFetcher("1", []string{"127.0.0.1"}).Fetch(ctx, s.URL); err == nil {
		t.Error("there is a page")
	}
	<-over
}
