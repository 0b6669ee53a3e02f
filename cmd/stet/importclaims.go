package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/interchange"
	"stet/server/store"
)

type importClaims struct {
	config.Database
	File    string `arg:"" help:"The file, or - for standard input."`
	Article int64  `required:"" placeholder:"ID" help:"The article that the claims are on."`
	As      string `required:"" placeholder:"NAME" help:"The reviewer whose review they come into."`
	Format  string `default:"auto" enum:"auto,webannotation,hypothesis,doccano,brat,webanno-tsv" placeholder:"FORMAT" help:"auto, webannotation, hypothesis, doccano, brat or webanno-tsv. Auto goes by what the file holds."`
	DryRun  bool   `help:"Write nothing: print what would come in."`
}

// Run brings in what can come in, prints a line for each claim, and on standard error one for whatever was left out, with the
// reason.
func (c *importClaims) Run(ctx context.Context, io streams) error {
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		if _, err := somebody(ctx, s, c.As); err != nil {
			return err
		}
		file, err := openFile(c.File, io.in)
		if err != nil {
			return fmt.Errorf("%s: %w", c.File, err)
		}
		defer file.Close()
		in := desk.Bringing{File: file, Reviewer: c.As, DryRun: c.DryRun}
		if c.Format != "auto" {
			in.Format = interchange.Format(c.Format)
		}
		brought, err := d.BringClaims(ctx, desk.CommandLine, c.Article, in)
		if err != nil {
			return fmt.Errorf("%s: %w", c.File, err)
		}
		return tellBrought(brought, io)
	})
}

func tellBrought(brought desk.Brought, to streams) error {
	for _, b := range brought.Claims {
		if _, err := fmt.Fprintf(to.out, "%d\t%s\t%s\n", b.Claim.ID, b.Item, strings.Join(strings.Fields(b.Claim.Quote), " ")); err != nil {
			return err
		}
	}
	for _, s := range brought.Skipped {
		fmt.Fprintf(to.err, "stet: %s: %s\n", s.Item, s.Why)
	}
	fmt.Fprintf(to.err, "stet: %d came in, %d left out\n", len(brought.Claims), len(brought.Skipped))
	return nil
}

// openFile opens a file, or standard input.
func openFile(name string, stdin *os.File) (io.ReadCloser, error) {
	if name == fromStdin {
		return io.NopCloser(stdin), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, readable(err)
	}
	return file, nil
}
