package factcheck

import (
	"errors"
	"fmt"
	"strings"
)

// Code sorts errors by what the caller can do about them. The rooms that speak HTTP map codes to statuses; nobody else
// knows statuses.
type Code string

// The codes. Anything that carries none of them is a fault of ours and is shown as "internal error".
const (
	Invalid      Code = "invalid"      // what was sent cannot be right; the message names the field and the mend
	Unauthorized Code = "unauthorized" // nobody is signed in
	Forbidden    Code = "forbidden"    // somebody is, but may not do this
	NotFound     Code = "not_found"
	Conflict     Code = "conflict" // it changed since the caller saw it, or it is already there
	TooLarge     Code = "too_large"
	RateLimited  Code = "rate_limited"
	Unavailable  Code = "unavailable" // the database is locked, read-only or full; trying again may help
)

// Error is a failure whose message is safe to show.
type Error struct {
	Code     Code
	Title    string // a heading of its own; "" for the one of its code
	Message  string
	Fields   []FieldError // what is wrong where, for Invalid
	Current  *Claim       // the claim as it stands, for the Conflict of a stale write
	Decision *Decision    // the decision as it stands, likewise
	Claims   []Claim      // those of a group that were changed since they were seen, as they stand, for the Conflict of a stale decision
	cause    error        // logged, never shown
}

// FieldError names one field of what was sent, in snake_case, and what is wrong with it.
type FieldError struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Error implements error.
func (e *Error) Error() string {
	if e.cause != nil {
		return e.Message + ": " + e.cause.Error()
	}
	return e.Message
}

// Unwrap gives the cause that is logged but not shown.
func (e *Error) Unwrap() error { return e.cause }

// Errorf makes an error of the given code. The message is shown to people: a sentence that names the cause and the mend.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Titled gives the error a heading of its own, where that of its code does not say what is wrong.
func (e *Error) Titled(title string) *Error {
	e.Title = title
	return e
}

// Wrap makes an error that shows message and logs cause beside it.
func Wrap(code Code, cause error, message string) *Error {
	return &Error{Code: code, Message: message, cause: cause}
}

// BadField makes an Invalid error about one field.
func BadField(field, format string, args ...any) *Error {
	message := fmt.Sprintf(format, args...)
	return &Error{Code: Invalid, Message: message, Fields: []FieldError{{Field: field, Message: message}}}
}

// BadFields joins several field errors into one, or gives nil where there are none.
func BadFields(fields []FieldError) error {
	if len(fields) == 0 {
		return nil
	}
	messages := make([]string, len(fields))
	for i, f := range fields {
		messages[i] = f.Message
	}
	return &Error{Code: Invalid, Message: strings.Join(messages, " "), Fields: fields}
}

// CodeOf gives the code an error carries, or "" for one of ours to mend.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
