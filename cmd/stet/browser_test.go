package main_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"stet/seeds"
)

// patience is how long a page is given for one thing that a test waits for. It bounds what hangs, and times nothing.
const patience = 2 * time.Minute

// chromium is the one browser of all tests, which the first of them starts.
var chromium struct {
	once sync.Once
	ctx  context.Context
	end  func()
	err  error
}

// startedChromium gives the context in which the browser runs. Without a Chromium the test is skipped, or fails where the
// browser tests are required.
func startedChromium(t *testing.T) context.Context {
	t.Helper()
	path, err := findChromium()
	if err != nil && os.Getenv("STET_BROWSER_TESTS") == "required" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	chromium.once.Do(func() { chromium.err = startChromium(path) })
	if chromium.err != nil {
		t.Fatal("starting Chromium: ", chromium.err)
	}
	return chromium.ctx
}

func findChromium() (string, error) {
	if path := os.Getenv("STET_CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium in PATH, and STET_CHROMIUM names none")
}

// startChromium starts a browser that knows no other machine than this one.
func startChromium(path string) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.WindowSize(1280, 900),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"), chromedp.Flag("no-proxy-server", true))
	if os.Geteuid() == 0 { // the sandbox is not for root, as whom containers often run tests
		options = append(options, chromedp.NoSandbox)
	}
	allocated, release := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocated)
	chromium.ctx, chromium.end = ctx, func() { cancel(); release() }
	return chromedp.Do(ctx)
}

func endChromium() {
	if chromium.end != nil {
		chromium.end()
	}
}

// demonstration is the demonstration library, loaded once by the program itself, with everybody signed in.
var demonstration struct {
	once    sync.Once
	db      string
	cookies map[string]string // session cookies by the person's name
}

// demo serves a copy of the demonstration library that is the test's own.
func demo(t *testing.T, flags ...string) *running {
	t.Helper()
	demonstration.once.Do(func() { loadDemonstration(t) })
	if demonstration.cookies == nil {
		t.Fatal("the demonstration library could not be made")
	}
	db := newDB(t)
	copyDatabase(t, demonstration.db, db)
	return serve(t, db, flags...)
}

func loadDemonstration(t *testing.T) {
	t.Helper()
	demonstration.db = filepath.Join(filepath.Dir(program), "demonstration.db")
	d := serve(t, demonstration.db, "--demo")
	cookies := map[string]string{}
	for _, p := range seeds.People {
		cookies[p.Name] = d.sessionOf(d.signIn(p.Name, p.Password))
	}
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	demonstration.cookies = cookies
}

// sessionOf reads the session's cookie out of a client.
func (d *running) sessionOf(client *http.Client) string {
	d.t.Helper()
	request, err := http.NewRequest(http.MethodGet, d.base, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, cookie := range client.Jar.Cookies(request.URL) {
		if cookie.Name == "stet" {
			return cookie.Value
		}
	}
	d.t.Fatal("there is no session cookie")
	return ""
}

func passwordOf(name string) string {
	for _, p := range seeds.People {
		if p.Name == name {
			return p.Password
		}
	}
	panic("nobody is named " + name)
}

// copyDatabase copies a database file that nobody has open.
func copyDatabase(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
