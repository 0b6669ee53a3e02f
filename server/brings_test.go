package server

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"github.com/labstack/echo/v4"

	"stet/server/api"
	"stet/server/auth"
	"stet/server/factcheck"
)

// bringing asks a handler to bring a file of claims in, in somebody's name.
func bringing(handler echo.HandlerFunc, ctx context.Context, person int64, path string) error {
	r := auth.WithPerson(httptest.NewRequestWithContext(ctx, http.MethodPost, "/", nil), factcheck.Person{ID: person, Role: factcheck.Reviewer})
	c := echo.New().NewContext(r, httptest.NewRecorder())
	c.SetPath(path)
	return handler(c)
}

// TestFilesOfClaimsAreWorkedOnFewAtOnce has more of them come in at once, however small, than are worked on, on the screen and by calls.
func TestFilesOfClaimsAreWorkedOnFewAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		leave, begun := make(chan struct{}), make(chan struct{}, 10)
		handler := letIn(bringsAtOnce + 1)(bringsInLine()(func(echo.Context) error {
			begun <- struct{}{}
			<-leave
			return nil
		}))
		answers := make(chan error, bringsAtOnce+2)
		for i := range int64(cap(answers)) {
			go func() { answers <- bringing(handler, t.Context(), i, []string{bringPath, api.BringPath}[i%2]) }()
		}
		for range 2 {
			if err := <-answers; factcheck.CodeOf(err) != factcheck.Unavailable {
				t.Errorf("one too many is answered %v", err)
			}
		}
		if len(begun) != bringsAtOnce {
			t.Errorf("%d were begun", len(begun))
		}
		close(leave)
		for range bringsAtOnce {
			if err := <-answers; err != nil {
				t.Error(err)
			}
		}
		if err := bringing(handler, t.Context(), 1, bringPath); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

// TestOnePersonsFilesOfClaimsComeOneByOne has one person's file stand still, and another of theirs and of somebody else come in beside it.
func TestOnePersonsFilesOfClaimsComeOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		leave := make(chan struct{})
		handler := bringsInLine()(func(c echo.Context) error {
			if person, _ := auth.Current(c); person.ID == 1 {
				<-leave
			}
			return nil
		})
		first := make(chan error)
		go func() { first <- bringing(handler, t.Context(), 1, bringPath) }()
		synctest.Wait()
		if err := bringing(handler, t.Context(), 1, api.BringPath); factcheck.CodeOf(err) != factcheck.Unavailable {
			t.Errorf("a second one is answered %v", err)
		}
		if err := bringing(handler, t.Context(), 2, bringPath); err != nil {
			t.Errorf("another's is answered %v", err)
		}
		close(leave)
		if err := <-first; err != nil {
			t.Error(err)
		}
	})
}

// TestWhoStopsWaitingLeavesNoPlaceTaken has one wait in vain, and one whose preview is read slowly keep nobody else's work waiting.
func TestWhoStopsWaitingLeavesNoPlaceTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		leave := make(chan struct{})
		handler := bringsInLine()(func(c echo.Context) error {
			if person, _ := auth.Current(c); person.ID <= bringsAtOnce {
				c.Response().WriteHeader(http.StatusOK)
				<-leave
			}
			return nil
		})
		answers := make(chan error, bringsAtOnce)
		for i := range int64(bringsAtOnce) {
			go func() { answers <- bringing(handler, t.Context(), i+1, bringPath) }()
		}
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan error)
		go func() { gone <- bringing(handler, ctx, 1, bringPath) }()
		synctest.Wait()
		cancel()
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("who stops waiting is answered %v", err)
		}
		if err := bringing(handler, t.Context(), 9, bringPath); err != nil {
			t.Errorf("beside slow readers: %v", err)
		}
		close(leave)
		for range bringsAtOnce {
			if err := <-answers; err != nil {
				t.Error(err)
			}
		}
	})
}
