package auth

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

type currentKey struct{}

// Current gives the person who makes the request; ok is false where nobody is signed in.
func Current(c echo.Context) (person factcheck.Person, ok bool) {
	return FromContext(c.Request().Context())
}

// FromContext is Current for code that is handed only the request's context.
func FromContext(ctx context.Context) (person factcheck.Person, ok bool) {
	person, ok = ctx.Value(currentKey{}).(factcheck.Person)
	return person, ok
}

// WithPerson gives the request as one that person makes.
func WithPerson(r *http.Request, person factcheck.Person) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), currentKey{}, person))
}

func setCurrent(c echo.Context, person factcheck.Person) {
	c.SetRequest(WithPerson(c.Request(), person))
}
