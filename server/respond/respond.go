package respond

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"syscall"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/views"
)

// Current tells who makes a request; ok is false where nobody is signed in.
type Current func(c echo.Context) (person factcheck.Person, ok bool)

// ofTheAnswer are headers that a handler may have set for the answer that then failed.
var ofTheAnswer = []string{echo.HeaderContentType, echo.HeaderContentDisposition, echo.HeaderContentEncoding, echo.HeaderContentLength, "ETag"}

// Errors makes Echo's error handler. An answer that has begun cannot become an error any more: its connection is cut, so
// that nobody takes half a file for a whole one.
func Errors(log *slog.Logger, current Current) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		problem := Describe(err)
		problem.RequestID = c.Response().Header().Get(echo.HeaderXRequestID)
		record(c, log, problem, err)
		if c.Response().Committed {
			panic(http.ErrAbortHandler)
		}
		person, _ := current(c)
		if failed := write(c, problem, person); failed != nil && !wentAway(c, failed) {
			log.ErrorContext(c.Request().Context(), "problem not shown", "request_id", problem.RequestID, "error", failed)
		}
	}
}

func write(c echo.Context, problem Problem, person factcheck.Person) error {
	header := c.Response().Header()
	for _, name := range ofTheAnswer {
		header.Del(name)
	}
	if problem.ETag != "" {
		header.Set("ETag", problem.ETag)
	}
	header.Set(echo.HeaderCacheControl, "no-store")
	sayWhenAgain(c, problem.Status)
	switch {
	case IsFragment(c):
		return HTML(c, problem.Status, views.Problem(problem.Detail, problem.field()))
	case wantsJSON(c):
		header.Set(echo.HeaderContentType, "application/problem+json")
		return c.JSON(problem.Status, problem)
	}
	return HTML(c, problem.Status, views.Error(views.ErrorPage{
		Person: person, Status: problem.Status, Title: problem.Title, Message: problem.Detail, RequestID: problem.RequestID,
	}))
}

// wentAway says whether an answer failed for who asked, and not for us.
func wentAway(c echo.Context, err error) bool {
	return errors.Is(err, context.Canceled) || c.Request().Context().Err() != nil || stoppedReading(err)
}

// stoppedReading says whether an answer could not be written since whoever asked takes no more of it.
func stoppedReading(err error) bool {
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || leftHTTP2(err)
}

// leftHTTP2 says whether an answer could not be written since a client of HTTP/2 is gone: the request's context ends a moment after its
// answer does. net/http exports neither of the errors.
func leftHTTP2(err error) bool {
	return err != nil && slices.Contains([]string{"client disconnected", "http2: stream closed"}, err.Error())
}

// record logs what is ours to mend, and the cause of what passes.
func record(c echo.Context, log *slog.Logger, problem Problem, err error) {
	ctx := c.Request().Context()
	switch {
	case errors.Is(err, context.Canceled), c.Response().Committed && wentAway(c, err):
		log.DebugContext(ctx, "client went away", "request_id", problem.RequestID)
	case problem.Status == http.StatusInternalServerError:
		log.ErrorContext(ctx, "internal error", "request_id", problem.RequestID, "error", err)
	case problem.Status == http.StatusServiceUnavailable:
		log.WarnContext(ctx, "not available", "request_id", problem.RequestID, "error", err)
	}
}
