package main

import (
	"fmt"
	"io"
	"iter"
	"os"

	"golang.org/x/term"
)

const countedAtOnce = 1000

// counted passes things on, and counts them on a terminal where somebody may be waiting.
func counted[T any](things iter.Seq2[T, error], to io.Writer) iter.Seq2[T, error] {
	if file, ok := to.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) {
		return things
	}
	return func(yield func(T, error) bool) {
		n := 0
		defer func() { fmt.Fprintf(to, "\r%d claims\n", n) }()
		for thing, err := range things {
			if !yield(thing, err) {
				return
			}
			if n++; n%countedAtOnce == 0 {
				fmt.Fprintf(to, "\r%d claims", n)
			}
		}
	}
}
