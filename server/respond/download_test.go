package respond_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"stet/server/respond"
)

// downloading serves a download that write makes, and asks for it.
func downloading(t *testing.T, write func(io.Writer) error) *http.Response {
	t.Helper()
	e := echo.New()
	e.HTTPErrorHandler = respond.Errors(slog.New(slog.DiscardHandler), nobody)
	e.GET("/api/file", func(c echo.Context) error { return respond.Download(c, "text/csv", "file.csv", write) })
	server := httptest.NewUnstartedServer(e)
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)
	server.Start()
	t.Cleanup(server.Close)
	got, err := http.Get(server.URL + "/api/file")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { got.Body.Close() })
	return got
}

func TestADownloadBeginsAtOnce(t *testing.T) {
	headerRead := make(chan struct{})
	got := downloading(t, func(w io.Writer) error {
		if _, err := io.WriteString(w, "header\n"); err != nil {
			return err
		}
		<-headerRead
		_, err := io.WriteString(w, "row\n")
		return err
	})
	header := make([]byte, len("header\n"))
	if _, err := io.ReadFull(got.Body, header); err != nil || string(header) != "header\n" {
		t.Errorf("first comes %q, %v", header, err)
	}
	close(headerRead)
	if rest, err := io.ReadAll(got.Body); err != nil || string(rest) != "row\n" {
		t.Errorf("then comes %q, %v", rest, err)
	}
	if name := got.Header.Get("Content-Disposition"); name != `attachment; filename="file.csv"` || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the header is %v", got.Header)
	}
}

func TestABrokenDownloadIsSeenToBeBroken(t *testing.T) {
	got := downloading(t, func(w io.Writer) error {
		io.WriteString(w, "header\n")
		return errors.New("the disk is gone")
	})
	if begun, err := io.ReadAll(got.Body); err == nil {
		t.Errorf("half a file ends like a whole one: %q", begun)
	}
}

func TestADownloadThatCannotBeginIsAProblem(t *testing.T) {
	got := downloading(t, func(io.Writer) error { return errors.New("the disk is gone") })
	body, err := io.ReadAll(got.Body)
	if got.StatusCode != 500 || err != nil || !strings.Contains(string(body), "Internal error") {
		t.Errorf("answered %d %s, %v", got.StatusCode, body, err)
	}
	if kind := got.Header.Get("Content-Type"); kind != "application/problem+json" || got.Header.Get("Content-Disposition") != "" {
		t.Errorf("the header is %v", got.Header)
	}
}

func TestNoRouteTellsWhatWouldBeTaken(t *testing.T) {
	e := echo.New()
	e.HTTPErrorHandler = respond.Errors(slog.New(slog.DiscardHandler), nobody)
	ok := func(c echo.Context) error { return c.NoContent(204) }
	e.GET("/api/claims/:id", ok)
	e.PATCH("/api/claims/:id", ok)
	e.RouteNotFound("/*", respond.NoRoute)
	for path, status := range map[string]int{"/api/claims/7": 405, "/api/claims": 404, "/elsewhere": 404} {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(http.MethodDelete, path, nil))
		if w.Code != status {
			t.Errorf("DELETE %s gives %d, want %d", path, w.Code, status)
		}
		if allow := w.Header().Get("Allow"); status == 405 && (allow != "GET, PATCH" || !strings.Contains(w.Body.String(), "takes GET, PATCH")) {
			t.Errorf("Allow: %s, %s", allow, w.Body)
		}
	}
}
