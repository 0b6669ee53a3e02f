package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
)

// problem is respond.Problem as huma describes it.
type problem struct{ respond.Problem }

// GetStatus implements huma.StatusError.
func (p *problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *problem) ContentType(string) string { return "application/problem+json" }

func init() {
	huma.NewError = func(status int, message string, _ ...error) huma.StatusError {
		return &problem{respond.Problem{Status: status, Title: http.StatusText(status), Detail: message}}
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		panic(thrown{failure(ctx.Method(), status, message, errs)})
	}
}

// thrown carries a failure out of huma, which would answer it by itself, to catch.
type thrown struct{ err error }

// catch hands failures on, so that all the desk's problems are written and logged in one place.
func catch(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch fault := recover().(type) {
			case nil:
			case thrown:
				err = fault.err
			default:
				panic(fault)
			}
		}()
		return next(c)
	}
}

// failure gives the error behind what huma reports: what a handler returned, or what is wrong with the request.
func failure(method string, status int, message string, errs []error) error {
	switch {
	case status == http.StatusInternalServerError && len(errs) == 1:
		return located(method, errs[0])
	case status == http.StatusUnsupportedMediaType:
		return badHeader(status, echo.HeaderContentType, "The body must be JSON, sent with the header Content-Type: application/json.")
	case len(errs) == 0:
		return misread(status, []respond.FieldProblem{{Field: "body", Location: "body", Message: "The " + message + "."}})
	}
	told := errs[:min(len(errs), mostTold)]
	fields := make([]respond.FieldProblem, len(told))
	for i, err := range told {
		fields[i] = sentence(err)
	}
	return misread(status, fields)
}

// misreadTitles head what is wrong with a request as a whole.
var misreadTitles = map[int]string{
	http.StatusBadRequest:           "The request cannot be read",
	http.StatusUnsupportedMediaType: "The body is not said to be JSON",
	http.StatusPreconditionRequired: "Say which version you saw",
}

// misread is a request of which some fields cannot be right.
func misread(status int, fields []respond.FieldProblem) error {
	sentences := make([]string, len(fields))
	for i, f := range fields {
		sentences[i] = f.Message
	}
	p := respond.Describe(factcheck.Errorf(factcheck.Invalid, "%s", strings.Join(sentences, " ")).Titled(misreadTitles[status]))
	p.Status, p.Errors = status, fields
	return &p
}

// located adds where in the request the fields at fault stood.
func located(method string, err error) error {
	p := respond.Describe(err)
	if len(p.Errors) == 0 {
		return err
	}
	place := "body."
	if method == http.MethodGet {
		place = "query."
	}
	for i, e := range p.Errors {
		if e.Location == "" {
			p.Errors[i].Location = place + e.Field
		}
	}
	return &p
}

// badHeader is a header that is missing or cannot be read.
func badHeader(status int, name, message string) error {
	return misread(status, []respond.FieldProblem{{Field: name, Location: "header." + name, Message: message}})
}
