package main

import (
	"fmt"
	"io"
	"iter"
	"os"

	"golang.org/x/term"
)

// tally counts things on a terminal where somebody may be waiting.
type tally struct {
	to    io.Writer
	what  string // "claims"
	every int    // how many are counted before that is shown
	n     int
}

func newTally(to io.Writer, what string, every int) *tally {
	if !isTerminal(to) {
		to = io.Discard
	}
	return &tally{to: to, what: what, every: every}
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func (t *tally) count() {
	if t.n++; t.n%t.every == 0 {
		fmt.Fprintf(t.to, "\r%d %s", t.n, t.what)
	}
}

func (t *tally) end() { fmt.Fprintf(t.to, "\r%d %s\n", t.n, t.what) }

const claimsCountedAtOnce = 1000

// counted passes things on, and counts them. A workbook is told them once for each sheet.
func counted[T any](things iter.Seq2[T, error], to io.Writer) iter.Seq2[T, error] {
	what := "claims"
	return func(yield func(T, error) bool) {
		claims := newTally(to, what, claimsCountedAtOnce)
		defer claims.end()
		what = "claims, for the next sheet"
		for thing, err := range things {
			if !yield(thing, err) {
				return
			}
			claims.count()
		}
	}
}
