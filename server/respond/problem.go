package respond

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// Problem is an error as it is shown, in the words of RFC 9457. It is an error itself, for those who have more to show than a
// code and a message.
type Problem struct {
	Status    int            `json:"status"`
	Title     string         `json:"title" doc:"What sort of problem it is."`
	Detail    string         `json:"detail" doc:"What is wrong this time, and the mend."`
	Code      factcheck.Code `json:"code,omitempty"`
	Errors    []FieldProblem `json:"errors,omitempty"`
	Claim     any            `json:"claim,omitempty" doc:"The claim as it stands, where a change came too late."`
	Claims    any            `json:"claims,omitempty" doc:"The claims of a group that say something else than when they were seen, as they stand."`
	Decision  any            `json:"decision,omitempty" doc:"The decision as it stands, where another came before."`
	ETag      string         `json:"-"` // of what stands, sent in the answer's header
	RequestID string         `json:"request_id,omitempty" doc:"Finds the request in the desk's log."`
}

// FieldProblem is what is wrong with one field of what was sent.
type FieldProblem struct {
	Field    string `json:"field"`
	Location string `json:"location,omitempty" doc:"Where the field stands in the request, such as body.rating or query.limit."`
	Message  string `json:"message"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Detail }

// field names the control at fault, "" where none or more than one is.
func (p Problem) field() string {
	if len(p.Errors) != 1 {
		return ""
	}
	return p.Errors[0].Field
}

type answer struct {
	status int
	title  string
}

// answers is the one table from codes to statuses.
var answers = map[factcheck.Code]answer{
	factcheck.Invalid:      {http.StatusUnprocessableEntity, "Something in it cannot be right"},
	factcheck.Unauthorized: {http.StatusUnauthorized, "Sign in first"},
	factcheck.Forbidden:    {http.StatusForbidden, "You may not do this"},
	factcheck.NotFound:     {http.StatusNotFound, "Not found"},
	factcheck.Conflict:     {http.StatusConflict, "This does not go with what is there"},
	factcheck.TooLarge:     {http.StatusRequestEntityTooLarge, "Too large"},
	factcheck.RateLimited:  {http.StatusTooManyRequests, "Too often"},
	factcheck.Unavailable:  {http.StatusServiceUnavailable, "Not available just now"},
}

// Status gives the HTTP status of a code; 500 for what carries none.
func Status(code factcheck.Code) int {
	if a, ok := answers[code]; ok {
		return a.status
	}
	return http.StatusInternalServerError
}

// Describe gives the problem that an error is shown as. What carries no code of ours is an internal error, and none of it
// is shown.
func Describe(err error) Problem {
	var problem *Problem
	if errors.As(err, &problem) {
		return *problem
	}
	var known *factcheck.Error
	if errors.As(err, &known) {
		a := answers[known.Code]
		return Problem{Status: a.status, Title: cmp.Or(known.Title, a.title), Detail: known.Message, Code: known.Code, Errors: fieldProblems(known.Fields)}
	}
	if code, detail := ofFramework(err); code != "" {
		return Describe(factcheck.Wrap(code, err, detail))
	}
	var framework *echo.HTTPError
	if errors.As(err, &framework) && framework.Code < http.StatusInternalServerError {
		return Problem{Status: framework.Code, Title: http.StatusText(framework.Code), Detail: "The request cannot be answered as it stands: " + http.StatusText(framework.Code) + "."}
	}
	return Problem{Status: http.StatusInternalServerError, Title: "Internal error", Detail: "Internal error. Nothing you typed was at fault; try again, and tell the desk's administrator if it stays."}
}

func fieldProblems(fields []factcheck.FieldError) (problems []FieldProblem) {
	for _, f := range fields {
		problems = append(problems, FieldProblem{Field: f.Field, Message: f.Message})
	}
	return problems
}

// ofFramework gives the code and words for errors that Echo and net/http raise by themselves.
func ofFramework(err error) (code factcheck.Code, detail string) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.Is(err, echo.ErrNotFound):
		return factcheck.NotFound, "There is nothing at this address. Check it, or start from the Library."
	case errors.As(err, &tooLarge):
		return factcheck.TooLarge, TooLarge(tooLarge.Limit).Message
	case errors.Is(err, context.DeadlineExceeded):
		return factcheck.Unavailable, "This took too long and was given up. Try again in a moment."
	}
	return "", ""
}
