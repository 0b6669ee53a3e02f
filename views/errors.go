package views

import "stet/server/factcheck"

// ErrorPage says what went wrong, and what can be done about it.
type ErrorPage struct {
	Person    factcheck.Person // the zero person where nobody is signed in, or where that could not be found out
	Status    int
	Title     string // "Not found"
	Message   string // a sentence that is safe to show
	RequestID string // finds the request in the log; shown where the fault is the desk's
}
