// Package dateparser stands where the search for dates stands of the library that finds an article in a page (trafilatura, by way
// of htmldate), and finds none. Stet asks that library for the fast search alone, which never comes here; the real module would
// work out its tables of every language's dates each time that any command of Stet starts, for longer than all the rest takes.
package dateparser

import (
	"errors"
	"time"
)

// Parser and what follows are named as the library that is built upon them names them.
type Parser struct{ ParserTypes []ParserType }

// ParserType is a way to search.
type ParserType int

// The ways that are named.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Configuration is what a search goes by.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// PreferredDateSource says where a date lies that names no year.
type PreferredDateSource int

// Past is before now.
const Past PreferredDateSource = 1

// Date is what a search finds.
type Date struct{ Time time.Time }

// Parse finds nothing, and gives an error.
func (*Parser) Parse(*Configuration, string) (Date, error) {
	return Date{}, errors.New("dates are searched for by the fast search alone")
}
