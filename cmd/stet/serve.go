package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"

	"stet/server"
	"stet/server/apart"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/store"
)

type serveCommand struct{ config.Config }

// Run serves until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, io streams) error {
	if err := c.Check(); err != nil {
		return usageError{err}
	}
	listener, err := server.Listen(c.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	giveMemoryBack()
	return withNewDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		if c.Demo {
			if err := loadDemonstration(ctx, d, s); err != nil {
				return err
			}
		}
		base := c.Base(listener.Addr())
		log := newLog(io.err, c.LogFormat)
		srv, err := server.New(c.Config, base, s, log)
		if err != nil {
			return err
		}
		program, err := thisProgram()
		if err != nil {
			return err
		}
		srv.ReadWith(apart.New(log, program, "read-apart"))
		fmt.Fprintf(io.out, "Stet is at %s\n", base)
		if err := c.tellHowToGetIn(ctx, s, srv, io.out); err != nil {
			return err
		}
		fmt.Fprintln(io.out, "Ctrl+C stops it.")
		stopCopying := copyNowAndThen(ctx, c.Config, s, log)
		defer stopCopying()
		if err := tellReady(); err != nil {
			return err
		}
		return srv.Serve(ctx, listener)
	})
}

func (c *serveCommand) tellHowToGetIn(ctx context.Context, s *store.Store, srv *server.Server, out io.Writer) error {
	if c.Demo {
		return printSignIns(ctx, s, out)
	}
	address, err := srv.SetUpAddress(ctx)
	if err == nil && address != "" {
		fmt.Fprintf(out, "This desk is new. Make its first admin at %s\n", address)
	}
	return err
}

// memoryWanted is what the served desk gets by with, in bytes, however much there is: beyond it the garbage is collected sooner.
const memoryWanted = 768 << 20

// giveMemoryBack leaves GOMEMLIMIT, where that is set, to say it otherwise.
func giveMemoryBack() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryWanted)
	}
}

func newLog(to io.Writer, format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(to, nil))
	}
	return slog.New(slog.NewTextHandler(to, nil))
}
