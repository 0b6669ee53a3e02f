package extract

import (
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"stet/server/factcheck"
)

// This is the one file that asks the network. What it may reach is checked when a connection is made, on the address that is
// really connected to: whatever a name resolves to, and wherever a redirect leads, neither a private address is reached nor an address of
// the machine itself, where no firewall stands before what is closed to others.

const (
	fetchTime     = 20 * time.Second // for all of a page
	answerTime    = 10 * time.Second // until its header is there
	mostRedirects = 5
	mostHeader    = 64 << 10 // bytes
)

// Fetcher fetches pages of the public web.
type Fetcher struct {
	client *http.Client
	agent  string
	allow  []string
	open   net.Dialer                     // to hosts that are allowed by name
	guard  net.Dialer                     // to all others
	own    func() ([]netip.Prefix, error) // the networks that this machine answers for itself
}

// Page is what stands at an address.
type Page struct {
	Address     string // after all redirects
	ContentType string
	Body        []byte
}

// Source gives the article that a page holds, to be read.
func (p Page) Source() Source {
	kind, _, _ := mime.ParseMediaType(p.ContentType)
	format := map[string]Format{"text/plain": Text, "text/markdown": MarkDown, "multipart/related": PageMHT, wordType: Word}[kind]
	return Source{Format: cmp.Or(format, PageHTML), Declared: p.ContentType, Address: p.Address, Raw: p.Body}
}

// NewFetcher makes a fetcher that gives its name as "Stet/version". Hosts in allow ("intranet.example", "127.0.0.1:8081") may be
// reached at private addresses too.
func NewFetcher(version string, allow []string) *Fetcher {
	f := &Fetcher{agent: "Stet/" + version, allow: allow, own: ownNetworks}
	f.guard.Control = f.onlyPublic
	f.client = &http.Client{
		Transport: &http.Transport{
			DialContext: f.dial, DisableCompression: true, DisableKeepAlives: true, ForceAttemptHTTP2: true,
			ResponseHeaderTimeout: answerTime, TLSHandshakeTimeout: answerTime, MaxResponseHeaderBytes: mostHeader,
		},
		CheckRedirect: mayFollow,
	}
	return f
}

// Resolving has names looked up by r.
func (f *Fetcher) Resolving(r *net.Resolver) *Fetcher {
	f.open.Resolver, f.guard.Resolver = r, r
	return f
}

func (f *Fetcher) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, _ := net.SplitHostPort(address)
	for _, allowed := range f.allow {
		if strings.EqualFold(allowed, host) || strings.EqualFold(allowed, address) {
			return f.open.DialContext(ctx, network, address)
		}
	}
	return f.guard.DialContext(ctx, network, address)
}

func (f *Fetcher) onlyPublic(_, address string, _ syscall.RawConn) error {
	own, err := f.own() // asked each time, since they change while the desk runs
	if err != nil {
		return err
	}
	if isPublic(address) && !isOwn(own, address) {
		return nil
	}
	host, _, _ := net.SplitHostPort(address)
	return badAddress("The address leads to %s, which is not on the public web, so it was not fetched. If the page is meant to be reached, an admin can start Stet with --fetch-allow and its host.", host)
}

func mayFollow(to *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects {
		return badAddress("The address leads on from page to page: after %d redirects there was still none. Open it in a browser, and give the address it ends at.", mostRedirects)
	}
	return mayFetch(to.URL)
}

func mayFetch(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return badAddress("%q is no address of a web page. It must begin with https:// or http:// and name a host.", u.Redacted())
	case u.User != nil:
		return badAddress("The address has somebody’s sign-in in it, before the “@”. Take it out.")
	}
	return nil
}

func badAddress(format string, args ...any) *factcheck.Error {
	return factcheck.BadField("address", format, args...)
}

// Fetch gives the page at an http or https address. The error is Invalid where there is none that may be had, TooLarge beyond
// [MaxPage].
func (f *Fetcher) Fetch(ctx context.Context, address string) (Page, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return Page{}, badAddress("%q is no web address. It must begin with https:// or http://.", address)
	}
	if err := mayFetch(u); err != nil {
		return Page{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	page, err := f.get(ctx, u)
	return page, inWords(err, ledTo(err, u))
}

// ledTo gives the address at which a fetch failed: redirects may have led to another than u.
func ledTo(err error, u *url.URL) *url.URL {
	var failed *url.Error
	if !errors.As(err, &failed) {
		return u
	}
	at, err := url.Parse(failed.URL)
	if err != nil {
		return u
	}
	return at
}

func (f *Fetcher) get(ctx context.Context, u *url.URL) (Page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Page{}, err
	}
	request.Header.Set("User-Agent", f.agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8")
	request.Header.Set("Accept-Encoding", "gzip")
	answer, err := f.client.Do(request)
	if err != nil {
		return Page{}, err
	}
	defer answer.Body.Close()
	if err := isPage(answer); err != nil {
		return Page{}, err
	}
	body, err := readPage(answer)
	return Page{Address: answer.Request.URL.String(), ContentType: answer.Header.Get("Content-Type"), Body: body}, err
}

var pageTypes = []string{"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "multipart/related", wordType}

func isPage(answer *http.Response) error {
	if answer.StatusCode != http.StatusOK {
		return badAddress("%s answered %s, so there is no article to read. Open the address in a browser; if it shows the article there, paste its text.",
			answer.Request.URL.Host, answer.Status)
	}
	given := answer.Header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(cmp.Or(given, "text/html"))
	if err != nil || !slices.Contains(pageTypes, kind) {
		return badAddress("The address gives %s, which is no article’s text. Give the address of the page itself.", given)
	}
	if answer.ContentLength > MaxPage {
		return tooLarge("page", int(answer.ContentLength), MaxPage)
	}
	return nil
}

// readPage reads so far as a page may reach, packed or unpacked.
func readPage(answer *http.Response) ([]byte, error) {
	var from io.Reader = io.LimitReader(answer.Body, MaxPage+1)
	switch packed := answer.Header.Get("Content-Encoding"); packed {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			return nil, badAddress("The page was sent packed, and cannot be unpacked. Open it in a browser and paste its text.")
		}
		from = unpacked
	default:
		return nil, badAddress("The page was sent packed as %s, which was not asked for. Open it in a browser and paste its text.", packed)
	}
	body, err := io.ReadAll(io.LimitReader(from, MaxPage+1))
	if len(body) > MaxPage {
		return nil, factcheck.Errorf(factcheck.TooLarge, "The page is larger than the %d MB that are taken in, or never ends. Open it in a browser and paste its text.", MaxPage>>20)
	}
	return body, err
}

// inWords says what went wrong so that somebody can do something about it.
func inWords(err error, u *url.URL) error {
	var known *factcheck.Error
	var noName *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &noName) && noName.IsNotFound:
		return badAddress("There is no host %s. Check the address.", u.Hostname())
	case errors.Is(err, context.DeadlineExceeded):
		return tooSlow(u, fetchTime)
	case errors.As(err, &timeout) && timeout.Timeout():
		return tooSlow(u, answerTime)
	}
	unreached := factcheck.Wrap(factcheck.Invalid, err, u.Host+" cannot be reached, or breaks the connection off. Check the address, or open it in a browser and paste its text.")
	unreached.Fields = []factcheck.FieldError{{Field: "address", Message: unreached.Message}}
	return unreached
}

func tooSlow(u *url.URL, waited time.Duration) error {
	return badAddress("%s took longer than %d seconds to send the page. Try again later, or open it in a browser and paste its text.", u.Host, int(waited.Seconds()))
}
