package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

type exportCommand struct {
	Claims exportClaims `cmd:"" help:"Export claims with their sources."`
	Report exportReport `cmd:"" help:"Export the report of an article, or of the whole desk."`
	Desk   exportDesk   `cmd:"" help:"Export the whole desk as one archive, which stet import desk reads back."`
}

type exportClaims struct {
	config.Database
	Verdict  []string `placeholder:"VERDICT" help:"Only claims with this verdict; may be given more than once."`
	Article  int64    `placeholder:"ID" help:"Only claims of this article."`
	Reviewer string   `placeholder:"NAME" help:"Only this reviewer's claims, by name: what is exported here has names, also where the screens show pseudonyms."`
	Kind     string   `placeholder:"KIND" help:"Only claims of this kind."`
	Query    string   `short:"q" placeholder:"WORDS" help:"Only claims with these words in quote, note or speaker."`
	Since    string   `placeholder:"DATE" help:"Only claims changed on this day or after, such as 2019-10-24."`
	Until    string   `placeholder:"DATE" help:"Only claims changed on this day or before."`
	Format   string   `default:"auto" enum:"auto,csv,jsonl,xlsx" help:"auto, csv, jsonl or xlsx. Auto goes by the file's name, and is csv where that does not tell."`
	Output   string   `short:"o" placeholder:"FILE" help:"The file to write; standard output where left out."`
	BOM      bool     `name:"bom" help:"CSV: begin with the byte-order mark that Excel wants."`
	Raw      bool     `help:"CSV: leave cells that a spreadsheet would take for a formula as they are."`
	BaseURL  string   `name:"base-url" env:"STET_BASE_URL" default:"http://127.0.0.1:8080" placeholder:"URL" help:"The address people reach the desk at, with which permalinks begin."`
}

// Run writes one snapshot of the claims.
func (c *exportClaims) Run(ctx context.Context, io streams) error {
	filter, err := c.filter()
	if err != nil {
		return usageError{err}
	}
	format := c.format()
	if file, ok := io.out.(*os.File); ok && format == export.XLSX && c.toStdout() && term.IsTerminal(int(file.Fd())) {
		return usageError{errors.New("a workbook is no text for a terminal; name a file, for example -o claims.xlsx")}
	}
	return withDesk(ctx, c.Database, func(_ *desk.Desk, s *store.Store) error {
		if err := c.check(ctx, s); err != nil {
			return err
		}
		return s.Snapshot(ctx, func(r *store.Reader) error {
			return c.write(r, filter, format, io)
		})
	})
}

func (c *exportClaims) filter() (store.ClaimFilter, error) {
	filter := store.ClaimFilter{ArticleID: c.Article, Reviewer: c.Reviewer, Text: c.Query, Since: c.Since, Until: c.Until}
	verdicts, err := parseVerdicts(c.Verdict)
	if err != nil {
		return filter, err
	}
	filter.Verdicts = verdicts
	if filter.Kind, err = factcheck.ParseKind(c.Kind); err != nil {
		return filter, err
	}
	return filter, errors.Join(plainDate("--since", c.Since), plainDate("--until", c.Until))
}

func plainDate(flag, s string) error {
	if _, err := time.Parse(time.DateOnly, s); s != "" && err != nil {
		return fmt.Errorf("%s: %q is no date; write it as 2019-10-24", flag, s)
	}
	return nil
}

func (c *exportClaims) format() export.Format {
	if c.Format != "auto" {
		return export.Format(c.Format)
	}
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Output)), ".")
	if format, err := export.ParseFormat(ending); err == nil {
		return format
	}
	return export.CSV
}

// check names an article or a reviewer that does not exist, whose claims would be an empty table.
func (c *exportClaims) check(ctx context.Context, s *store.Store) error {
	if c.Reviewer != "" {
		if _, err := somebody(ctx, s, c.Reviewer); err != nil {
			return err
		}
	}
	if c.Article == 0 {
		return nil
	}
	return s.Read(ctx, func(r *store.Reader) error {
		_, err := r.CurrentRevision(c.Article)
		return err
	})
}

// everybody is the viewer from whom nothing is hidden: whoever has the database file has it all.
const everybody = 0

func (c *exportClaims) write(r *store.Reader, filter store.ClaimFilter, format export.Format, to streams) error {
	options := export.Options{BaseURL: strings.TrimRight(c.BaseURL, "/"), BOM: c.BOM, Raw: c.Raw}
	claims := counted(r.EachClaim(everybody, filter), to.err)
	if c.toStdout() {
		return export.Claims(to.out, format, claims, options)
	}
	return writeWhole(c.Output, func(w io.Writer) error {
		return export.Claims(w, format, claims, options)
	})
}

func (c *exportClaims) toStdout() bool { return c.Output == "" || c.Output == "-" }
