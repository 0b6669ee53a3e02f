// Stet is a fact-check desk in one program: it serves the desk to browsers, and does from the command line what scripts
// want done. It ends with 0 when that is done, 1 when it failed, and 2 when it was asked in a way it does not understand.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}
