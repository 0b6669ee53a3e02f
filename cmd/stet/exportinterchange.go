package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"stet/server/desk"
	"stet/server/interchange"
	"stet/server/store"
)

// otherTool gives the format of another tool that is asked for by name, or by the ending of the file.
func (c *exportReport) otherTool() (interchange.Format, bool) {
	for _, f := range interchange.Formats {
		if c.Format == string(f) || c.Format == "auto" && strings.HasSuffix(strings.ToLower(c.Output), "."+f.Ending()) {
			return f, true
		}
	}
	return "", false
}

// runOtherTool writes an article's claims for another tool, and says on standard error what its format cannot carry.
func (c *exportReport) runOtherTool(ctx context.Context, f interchange.Format, to streams) error {
	verdicts, err := parseVerdicts(c.Verdict)
	switch {
	case err != nil:
		return usageError{err}
	case c.Article == 0:
		return usageError{fmt.Errorf("%s holds the claims of one article; name it with --article ID", f.Name())}
	case f == interchange.Brat && c.toStdout() && isTerminal(to.out):
		return usageError{errors.New("a zip is no text for a terminal; name a file, for example -o article.brat.zip")}
	}
	err = withDesk(ctx, c.Database, func(_ *desk.Desk, s *store.Store) error {
		return c.writeOtherTool(ctx, s, f, store.ClaimFilter{ArticleID: c.Article, Verdicts: verdicts, Reviewer: c.Reviewer}, to)
	})
	if err == nil {
		for _, loss := range f.Losses() {
			fmt.Fprintf(to.err, "stet: %s\n", loss)
		}
	}
	return err
}

// writeOtherTool writes one snapshot. A reviewer who does not exist is named: their claims would be an empty file.
func (c *exportReport) writeOtherTool(ctx context.Context, s *store.Store, f interchange.Format, filter store.ClaimFilter, to streams) error {
	if c.Reviewer != "" {
		if _, err := somebody(ctx, s, c.Reviewer); err != nil {
			return err
		}
	}
	return s.Snapshot(ctx, func(r *store.Reader) error {
		out, err := desk.ReadInterchange(r, everybody, filter, strings.TrimRight(c.BaseURL, "/"))
		if err != nil {
			return err
		}
		return c.into(to, func(w io.Writer) error { return out.Write(w, f, false) })
	})
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func (c *exportReport) toStdout() bool { return c.Output == "" || c.Output == "-" }

// into writes to the file that was asked for, which is whole or not there, or to standard output.
func (c *exportReport) into(to streams, write func(io.Writer) error) error {
	if c.toStdout() {
		return write(to.out)
	}
	return writeWhole(c.Output, write)
}
