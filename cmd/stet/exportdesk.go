package main

import (
	"context"
	"errors"
	"io"
	"os"

	"golang.org/x/term"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/store"
)

type exportDesk struct {
	config.Database
	Output string `short:"o" placeholder:"FILE" help:"The file to write, for this user's eyes alone; standard output where left out."`
}

// archiveMode keeps an archive from others: it holds the hashes of passwords.
const archiveMode = 0o600

// Run writes one snapshot of everything that the desk holds.
func (c *exportDesk) Run(ctx context.Context, io streams) error {
	if file, ok := io.out.(*os.File); ok && c.toStdout() && term.IsTerminal(int(file.Fd())) {
		return usageError{errors.New("an archive is no text for a terminal; name a file, for example -o desk.zip")}
	}
	return withDesk(ctx, c.Database, func(d *desk.Desk, _ *store.Store) error {
		if c.toStdout() {
			return d.WriteArchive(ctx, desk.CommandLine, io.out)
		}
		return writeWholeFor(c.Output, archiveMode, c.writer(ctx, d))
	})
}

func (c *exportDesk) writer(ctx context.Context, d *desk.Desk) func(io.Writer) error {
	return func(w io.Writer) error { return d.WriteArchive(ctx, desk.CommandLine, w) }
}

func (c *exportDesk) toStdout() bool { return c.Output == "" || c.Output == "-" }
