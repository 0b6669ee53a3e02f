package respond_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
)

func nobody(echo.Context) (factcheck.Person, bool) { return factcheck.Person{}, false }

// answer gives what a request for path is answered when its handler fails with err, and what is logged.
func answer(path string, header map[string]string, handler echo.HandlerFunc) (*httptest.ResponseRecorder, string) {
	var log bytes.Buffer
	e := echo.New()
	e.HTTPErrorHandler = respond.Errors(slog.New(slog.NewTextHandler(&log, nil)), nobody)
	e.GET("/*", handler)
	request := httptest.NewRequest(http.MethodGet, path, nil)
	for name, value := range header {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	recorder.Header().Set(echo.HeaderXRequestID, "REQUEST7")
	e.ServeHTTP(recorder, request)
	return recorder, log.String()
}

func failing(err error) echo.HandlerFunc { return func(echo.Context) error { return err } }

var fragment = map[string]string{respond.FragmentHeader: "1"}

func TestEachCodeHasItsStatus(t *testing.T) {
	cases := map[factcheck.Code]int{
		factcheck.Invalid: 422, factcheck.Unauthorized: 401, factcheck.Forbidden: 403, factcheck.NotFound: 404, factcheck.Conflict: 409,
		factcheck.TooLarge: 413, factcheck.RateLimited: 429, factcheck.Unavailable: 503,
	}
	for code, status := range cases {
		if respond.Status(code) != status {
			t.Errorf("%s is %d, want %d", code, respond.Status(code), status)
		}
		for _, path := range []string{"/articles", "/api/v1/articles"} {
			got, _ := answer(path, nil, failing(fmt.Errorf("wrapped: %w", factcheck.Errorf(code, "A <cause> & a mend."))))
			if got.Code != status {
				t.Errorf("%s at %s gives %d, want %d", code, path, got.Code, status)
			}
			if later := got.Header().Get("Retry-After"); (later != "") != (status == 429 || status == 503) {
				t.Errorf("%s has Retry-After %q", code, later)
			}
		}
	}
	if respond.Status("") != 500 {
		t.Error("no code is not an internal error")
	}
}

func TestAPageSaysWhenToTryAgain(t *testing.T) {
	for status, want := range map[int]string{200: "", 422: "", 429: "60", 503: "5"} {
		got, _ := answer("/articles/1", nil, func(c echo.Context) error { return respond.HTML(c, status, templ.NopComponent) })
		if later := got.Header().Get("Retry-After"); got.Code != status || later != want {
			t.Errorf("%d with Retry-After %q, want %q", got.Code, later, want)
		}
	}
	got, _ := answer("/sign-in", nil, func(c echo.Context) error {
		c.Response().Header().Set("Retry-After", "9")
		return respond.HTML(c, 429, templ.NopComponent)
	})
	if later := got.Header().Get("Retry-After"); later != "9" {
		t.Errorf("what the handler knew better became %q", later)
	}
}

func TestTheAnswerSuitsTheRequest(t *testing.T) {
	err := factcheck.BadField("url", "%q is no address.", "<script>")
	page, _ := answer("/sources", nil, failing(err))
	if !strings.HasPrefix(page.Header().Get("Content-Type"), "text/html") || !strings.Contains(page.Body.String(), "<!doctype html>") {
		t.Errorf("a page request is answered %s %.80s", page.Header().Get("Content-Type"), page.Body)
	}
	part, _ := answer("/sources", fragment, failing(err))
	if !strings.HasPrefix(strings.TrimSpace(part.Body.String()), `<p id="problem"`) {
		t.Errorf("a fragment request is answered %s", part.Body)
	}
	for _, got := range []*httptest.ResponseRecorder{page, part} {
		if strings.Contains(got.Body.String(), "<script>") {
			t.Errorf("what was typed is not escaped: %s", got.Body)
		}
	}
	for path, header := range map[string]map[string]string{"/api/v1/claims": nil, "/sources": {"Accept": "application/json"}} {
		got, _ := answer(path, header, failing(err))
		var problem respond.Problem
		if err := json.Unmarshal(got.Body.Bytes(), &problem); err != nil || got.Header().Get("Content-Type") != "application/problem+json" {
			t.Fatalf("%s: %v, %s", path, err, got.Header().Get("Content-Type"))
		}
		if problem.Status != 422 || problem.Detail != `"<script>" is no address.` || len(problem.Errors) != 1 || problem.Errors[0].Field != "url" {
			t.Errorf("%s: %+v", path, problem)
		}
	}
}

func TestFaultsOfOursAreLoggedAndNotShown(t *testing.T) {
	for _, path := range []string{"/articles", "/api/v1/articles"} {
		got, log := answer(path, nil, failing(errors.New("no such column: secret")))
		if got.Code != 500 || strings.Contains(got.Body.String(), "secret") || !strings.Contains(got.Body.String(), "nternal error") {
			t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
		if !strings.Contains(log, "secret") || !strings.Contains(log, "REQUEST7") || !strings.Contains(got.Body.String(), "REQUEST7") {
			t.Errorf("%s: the log has %q", path, log)
		}
	}
}

// TestWhoStopsReadingIsNoFaultOfOurs has an answer break off as it does where nobody takes it in any more.
func TestWhoStopsReadingIsNoFaultOfOurs(t *testing.T) {
	for name, test := range map[string]struct {
		cause  error
		begun  bool
		gone   bool
		faulty bool
	}{
		"no more is read": {&net.OpError{Op: "write", Err: os.ErrDeadlineExceeded}, true, false, false},
		"hung up":         {&net.OpError{Op: "write", Err: syscall.EPIPE}, true, false, false},
		"stream reset":    {errors.New("client disconnected"), true, true, false},
		"ours":            {errors.New("no such column"), true, false, true},
		"not begun":       {os.ErrDeadlineExceeded, false, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			asking, leave := context.WithCancel(t.Context())
			defer leave()
			c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil).WithContext(asking), httptest.NewRecorder())
			if test.gone {
				leave()
			}
			if test.begun {
				if err := c.String(http.StatusOK, "half a page"); err != nil {
					t.Fatal(err)
				}
				defer func() { _ = recover() }() // the connection is cut
			}
			defer func() {
				if faulty := strings.Contains(log.String(), "level=ERROR"); faulty != test.faulty {
					t.Errorf("logged: %s", &log)
				}
			}()
			respond.Errors(slog.New(slog.NewTextHandler(&log, nil)), nobody)(test.cause, c)
		})
	}
}

func TestACauseIsLoggedAndNotShown(t *testing.T) {
	got, log := answer("/articles", nil, failing(factcheck.Wrap(factcheck.Unavailable, errors.New("disk I/O error"), "Try again.")))
	if strings.Contains(got.Body.String(), "disk") || !strings.Contains(log, "disk I/O error") {
		t.Errorf("shown %s, logged %s", got.Body, log)
	}
}

func TestErrorsOfTheFramework(t *testing.T) {
	cases := []struct {
		err    error
		status int
		says   string
	}{
		{echo.ErrNotFound, 404, "nothing at this address"},
		{echo.ErrMethodNotAllowed, 405, "Method Not Allowed"},
		{echo.ErrInternalServerError, 500, "Internal error"},
		{&http.MaxBytesError{Limit: 1 << 20}, 413, "more than the 1 MB"},
	}
	for _, tc := range cases {
		got, _ := answer("/api/v1/claims", nil, failing(tc.err))
		if got.Code != tc.status || !strings.Contains(got.Body.String(), tc.says) {
			t.Errorf("%v: %d %s", tc.err, got.Code, got.Body)
		}
	}
}

func TestTheFailedAnswersHeadersAreTakenBack(t *testing.T) {
	got, _ := answer("/export/claims.csv", nil, func(c echo.Context) error {
		c.Response().Header().Set("Content-Type", "text/csv")
		c.Response().Header().Set("Content-Disposition", "attachment")
		c.Response().Header().Set("ETag", `"4"`)
		return factcheck.Errorf(factcheck.Unavailable, "Try again.")
	})
	if !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") || got.Header().Get("Content-Disposition") != "" || got.Header().Get("ETag") != "" {
		t.Errorf("headers are %v", got.Header())
	}
}

func TestAnAnswerThatHasBegunIsCut(t *testing.T) {
	defer func() {
		if fault := recover(); fault != http.ErrAbortHandler {
			t.Errorf("the connection is not cut: %v", fault)
		}
	}()
	got, _ := answer("/export/claims.csv", nil, func(c echo.Context) error {
		if err := c.String(http.StatusOK, "half a file"); err != nil {
			return err
		}
		return errors.New("the other half")
	})
	t.Errorf("answered %s", got.Body)
}

// unsendable is a connection over which nothing goes.
type unsendable struct {
	*httptest.ResponseRecorder
	why error
}

func (u unsendable) Write([]byte) (int, error) { return 0, u.why }

// TestWhoGoesBeforeTheProblemIsShownIsNoFaultOfOurs tells them from what keeps a problem from being shown.
func TestWhoGoesBeforeTheProblemIsShownIsNoFaultOfOurs(t *testing.T) {
	reset := &net.OpError{Op: "write", Err: os.NewSyscallError("write", syscall.ECONNRESET)}
	for why, logged := range map[error]bool{reset: false, leavingHTTP2(t): false, context.Canceled: false, errors.New("a fault"): true} {
		var log bytes.Buffer
		c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/articles", nil), unsendable{httptest.NewRecorder(), why})
		respond.Errors(slog.New(slog.NewTextHandler(&log, nil)), nobody)(factcheck.Errorf(factcheck.NotFound, "There is none."), c)
		if got := strings.Contains(log.String(), "problem not shown"); got != logged {
			t.Errorf("%v is logged as %q", why, log.String())
		}
	}
}

// leavingHTTP2 gives how an answer fails over HTTP/2 once the connection is gone that it was asked for by.
func leavingHTTP2(t *testing.T) error {
	asked, failed := make(chan struct{}), make(chan error, 1)
	web := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
		_, err := w.Write(make([]byte, 1<<20))
		failed <- err
	}))
	web.EnableHTTP2 = true
	web.StartTLS()
	defer web.Close()
	var conn net.Conn
	transport := web.Client().Transport.(*http.Transport)
	transport.DialTLSContext = func(ctx context.Context, network, address string) (_ net.Conn, err error) {
		dialer := tls.Dialer{Config: &tls.Config{RootCAs: transport.TLSClientConfig.RootCAs, ServerName: "example.com", NextProtos: []string{"h2"}}}
		conn, err = dialer.DialContext(ctx, network, address)
		return conn, err
	}
	go func() {
		<-asked
		conn.Close()
	}()
	if answer, err := web.Client().Get(web.URL); err == nil {
		answer.Body.Close()
		t.Fatalf("who has left is answered %s by %s", answer.Status, answer.Proto)
	}
	return <-failed
}
