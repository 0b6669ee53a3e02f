package main_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// wrongs collects what goes wrong in a page: errors that nothing caught, errors in the console, which is where breaches of
// the Content-Security-Policy are told, dialogs, and requests to the desk that failed.
type wrongs struct {
	mutex    sync.Mutex
	seen     []string
	expected []string
}

// expects names a wrong by a part of what is said of it. Those not named fail the test.
func (w *wrongs) expects(parts ...string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.expected = append(w.expected, parts...)
}

func (w *wrongs) unexpected() (all []string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, wrong := range w.seen {
		if !w.isExpected(wrong) {
			all = append(all, wrong)
		}
	}
	return all
}

func (w *wrongs) isExpected(wrong string) bool {
	for _, part := range w.expected {
		if strings.Contains(wrong, part) {
			return true
		}
	}
	return false
}

func (w *wrongs) add(format string, arguments ...any) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.seen = append(w.seen, fmt.Sprintf(format, arguments...))
}

// watch listens to a tab from now on.
func (w *wrongs) watch(ctx context.Context, d *running) error {
	asked := map[network.RequestID]string{}
	return chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			w.add("uncaught: %s", thrown(e.ExceptionDetails))
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
				w.add("console: %s", printed(e.Args))
			}
		case *log.EventEntryAdded: // failed requests are told of below, with their address
			if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
				w.add("%s: %s", e.Entry.Source, e.Entry.Text)
			}
		case *page.EventJavascriptDialogOpening:
			w.add("dialog: %s", e.Message)
		case *network.EventRequestWillBeSent:
			asked[e.RequestID] = e.Request.Method + " " + strings.TrimPrefix(e.Request.URL, d.base)
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 && strings.HasPrefix(e.Response.URL, d.base) {
				w.add("%d %s", e.Response.Status, asked[e.RequestID])
			}
		case *network.EventLoadingFailed:
			if !e.Canceled && e.ErrorText != "" { // without one it is a script, where scripts are off
				w.add("%s %s", e.ErrorText, asked[e.RequestID])
			}
		}
	})
}

func thrown(details *runtime.ExceptionDetails) string {
	if details.Exception != nil && details.Exception.Description != "" {
		return details.Exception.Description
	}
	return details.Text
}

func printed(arguments []*runtime.RemoteObject) string {
	var texts []string
	for _, argument := range arguments {
		texts = append(texts, argument.Description+string(argument.Value))
	}
	return strings.Join(texts, " ")
}

func TestTheBrowserTestsSeeWhatGoesWrong(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, does, want string }{
		{"an error", `setTimeout(() => { throw new Error("thrown late"); })`, "uncaught: Error: thrown late"},
		{"a rejection", `void Promise.reject(new Error("rejected late"))`, "uncaught: Error: rejected late"},
		{"a message", `console.error("said so")`, "said so"},
		{"an inline style", `document.body.setAttribute("style", "color: red")`, "Content Security Policy"},
		{"a foreign image", `new Image().src = "https://example.org/pixel.png"`, "Content Security Policy"},
		{"parsed text", `(() => { try { document.body.innerHTML = "<b>"; } catch {} })()`, "TrustedHTML"},
		{"a missing file", `void fetch("/static/nothing")`, "404 GET /static/nothing"},
	}
	d := demo(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "rosa")
			b.open("/help")
			evaluate[[]byte](b, `(`+tc.does+`, new Promise((done) => setTimeout(done)).then(() => fetch("/healthz")).then((answer) => answer.text()))`)
			if got := strings.Join(b.unexpected(), "\n"); !strings.Contains(got, tc.want) {
				t.Errorf("it tells %q", got)
			}
			b.expects("")
		})
	}
}
