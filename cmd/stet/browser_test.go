package main_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
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

// unneeded has each window of the browser render a page for its address bar, which costs as much as many a test.
const unneeded = "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess"

// startChromium starts a browser that knows no other machine than this one.
func startChromium(path string) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.WindowSize(1280, 900), chromedp.Flag("disable-features", unneeded),
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
