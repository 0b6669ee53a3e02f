package server

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
)

// TestManyLargeUploadsWaitForEachOther has more articles come in at once than are taken in, all of which stall, and then a small form.
func TestManyLargeUploadsWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, leave := echo.New(), make(chan struct{})
		handler := limitBody(config.MB, 10*config.MB, desk.New(nil))(func(c echo.Context) error {
			if c.Request().ContentLength > int64(config.MB) {
				<-leave
			}
			return nil
		})
		send := func(person, bytes int64) error {
			r := httptest.NewRequest(http.MethodPost, importPath, io.LimitReader(strings.NewReader(strings.Repeat("x", 100)), bytes))
			r.ContentLength = bytes
			c := e.NewContext(auth.WithPerson(r, factcheck.Person{ID: person, Role: factcheck.Editor}), httptest.NewRecorder())
			c.SetPath(importPath)
			return handler(c)
		}
		answers := make(chan error, uploadsAtOnce+1)
		for i := range int64(uploadsAtOnce + 1) {
			go func() { answers <- send(i, 2*int64(config.MB)) }()
		}
		if err := <-answers; factcheck.CodeOf(err) != factcheck.Unavailable {
			t.Errorf("one too many is answered %v", err)
		}
		if err := send(1, 10); err != nil {
			t.Errorf("a small form beside them: %v", err)
		}
		close(leave)
		for range uploadsAtOnce {
			if err := <-answers; err != nil {
				t.Error(err)
			}
		}
	})
}

// TestWhoMayImportNothingTakesNoUploadsPlace has each large path asked with a large body by whom the desk does not let do that.
func TestWhoMayImportNothingTakesNoUploadsPlace(t *testing.T) {
	handler := limitBody(config.MB, 10*config.MB, desk.New(nil))(func(echo.Context) error { t.Error("it was worked on"); return nil })
	for path := range largePaths {
		sent := strings.NewReader(strings.Repeat("x", 2<<20))
		r := auth.WithPerson(httptest.NewRequest(http.MethodPost, "/", sent), factcheck.Person{ID: 1, Role: factcheck.Viewer})
		c := echo.New().NewContext(r, httptest.NewRecorder())
		c.SetPath(path)
		if err := handler(c); factcheck.CodeOf(err) != factcheck.Forbidden || sent.Len() != 0 {
			t.Errorf("%s answers %v, and %d bytes were not taken in", path, err, sent.Len())
		}
	}
}

// TestALargeFormLeavesNothingOnTheDisk sends a file that no form keeps in memory to a desk that takes that in.
func TestALargeFormLeavesNothingOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("file", "large.txt")
	if err == nil {
		_, err = file.Write(make([]byte, 34*config.MB))
	}
	if err != nil {
		t.Fatal(err)
	}
	form.Close()
	handler := limitBody(config.MB, 64*config.MB, desk.New(nil))(func(c echo.Context) error {
		if there, err := os.ReadDir(dir); len(there) != 1 || c.Request().MultipartForm == nil {
			t.Errorf("%d files are there, %v", len(there), err)
		}
		return nil
	})
	r := auth.WithPerson(httptest.NewRequest(http.MethodPost, "/", &body), factcheck.Person{ID: 1, Role: factcheck.Reviewer})
	r.Header.Set(echo.HeaderContentType, form.FormDataContentType())
	c := echo.New().NewContext(r, httptest.NewRecorder())
	c.SetPath(bringPath)
	if err := handler(c); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// TestTwoPersonsUploadsLeaveRoomForOthers has the uploads of two stall, as many as may, and another's come in beside them.
func TestTwoPersonsUploadsLeaveRoomForOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, e := newGate(uploadsAtOnce, uploadsOfOne), echo.New()
		c := e.NewContext(httptest.NewRequest(http.MethodPost, "/", nil), httptest.NewRecorder())
		var leaves []func()
		for i := range 2 * uploadsOfOne {
			leave, err := g.enter(c, []string{"rosa", "chidi"}[i%2])
			if err != nil {
				t.Fatal(err)
			}
			leaves = append(leaves, leave)
		}
		if _, err := g.enter(c, "rosa"); err != errNetworkFull {
			t.Errorf("rosa's next is answered %v", err)
		}
		leave, err := g.enter(c, "imre")
		if err != nil {
			t.Fatalf("imre's is answered %v", err)
		}
		for _, leave := range append(leaves, leave) {
			leave()
		}
		if len(g.kinds.each) != 0 || len(g.all) != 0 {
			t.Errorf("once all have left, %d lines and %d places are kept", len(g.kinds.each), len(g.all))
		}
	})
}

// TestWhoSendsSlowlyKeepsNobodyOut has more forms begun than are worked on at once, none of which goes on, and then asks for a page.
func TestWhoSendsSlowlyKeepsNobodyOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, places := echo.New(), letIn(2)
		handler := places(limitBody(config.MB, 10*config.MB, desk.New(nil))(func(echo.Context) error { return nil }))
		sent, send := io.Pipe()
		answers := make(chan error, 5)
		for range cap(answers) {
			go func() {
				r := httptest.NewRequest(http.MethodPost, "/sign-in", sent)
				r.ContentLength = 10
				r.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
				answers <- handler(e.NewContext(r, httptest.NewRecorder()))
			}()
		}
		synctest.Wait()
		if err := handler(e.NewContext(httptest.NewRequest(http.MethodGet, "/articles", nil), httptest.NewRecorder())); err != nil {
			t.Errorf("a page beside them: %v", err)
		}
		send.CloseWithError(io.ErrUnexpectedEOF)
		for range cap(answers) {
			if err := <-answers; factcheck.CodeOf(err) != factcheck.Invalid {
				t.Errorf("a form that broke off is answered %v", err)
			}
		}
	})
}

// TestLargeFormsThatWaitAreCounted has one person send more large forms than are kept of theirs at once, and none is worked off.
func TestLargeFormsThatWaitAreCounted(t *testing.T) {
	for name, c := range map[string]struct {
		bytes   int
		refused int
	}{"large": {largeBody + 1, 1}, "small": {largeBody, 0}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e, leave := echo.New(), make(chan struct{})
				handler := limitBody(config.MB, 10*config.MB, desk.New(nil))(func(echo.Context) error {
					<-leave
					return nil
				})
				answers := make(chan error, bodiesOfOne+1)
				for range cap(answers) {
					go func() {
						r := httptest.NewRequest(http.MethodPost, "/claims/1", strings.NewReader("note="+strings.Repeat("x", c.bytes-5)))
						r.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
						answers <- handler(e.NewContext(auth.WithPerson(r, factcheck.Person{ID: 1}), httptest.NewRecorder()))
					}()
				}
				for range c.refused {
					if err := <-answers; factcheck.CodeOf(err) != factcheck.Unavailable {
						t.Errorf("one too many is answered %v", err)
					}
				}
				synctest.Wait()
				close(leave)
				for range cap(answers) - c.refused {
					if err := <-answers; err != nil {
						t.Error(err)
					}
				}
			})
		})
	}
}

// TestNobodyHoldsAConnectionForNothing names the limits that net/http keeps for us.
func TestNobodyHoldsAConnectionForNothing(t *testing.T) {
	s := newHTTPServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout == 0 || s.ReadTimeout == 0 || s.WriteTimeout == 0 || s.IdleTimeout == 0 || s.MaxHeaderBytes == 0 {
		t.Errorf("something has no limit: %+v", s)
	}
}
