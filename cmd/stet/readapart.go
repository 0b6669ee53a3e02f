package main

import (
	"os"

	"stet/server/apart"
)

// readApartCommand is what a served desk runs, for each file that is brought in.
type readApartCommand struct{}

// Run reads what standard input orders.
func (readApartCommand) Run(io streams) error { return apart.Serve(io.in, io.out) }

// thisProgram is the one that runs, also where a newer one has taken its place on the disk since.
func thisProgram() (string, error) {
	const running = "/proc/self/exe" // where there is one
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return os.Executable()
}
