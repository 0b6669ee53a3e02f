package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

type exportReport struct {
	config.Database
	Article   int64    `placeholder:"ID" help:"The article; the whole desk where left out."`
	Verdict   []string `placeholder:"VERDICT" help:"Only claims with this verdict; may be given more than once."`
	Reviewer  string   `placeholder:"NAME" help:"For other tools: only this reviewer's claims."`
	Format    string   `default:"auto" placeholder:"FORMAT" help:"html, md or claimreview; for other tools, of one article, webannotation, hypothesis, doccano, brat or webanno-tsv. Auto goes by the file's name, and is html where that does not tell."`
	Output    string   `short:"o" placeholder:"FILE" help:"The file to write; standard output where left out."`
	Published string   `name:"published-url" placeholder:"URL" help:"ClaimReview: where the report will stand for its readers."`
	BaseURL   string   `name:"base-url" env:"STET_BASE_URL" default:"http://127.0.0.1:8080" placeholder:"URL" help:"The address people reach the desk at, with which permalinks begin."`
}

// Run writes the report of one snapshot, and names on standard error what its claims lack as ClaimReview.
func (c *exportReport) Run(ctx context.Context, io streams) error {
	if f, ok := c.otherTool(); ok {
		return c.runOtherTool(ctx, f, io)
	}
	if c.Reviewer != "" {
		return usageError{errors.New("a report is the desk's, not one reviewer's; leave --reviewer out, or take a format of another tool")}
	}
	verdicts, err := parseVerdicts(c.Verdict)
	if err != nil {
		return usageError{err}
	}
	format, err := c.format()
	if err != nil {
		return usageError{err}
	}
	options := export.ReportOptions{BaseURL: strings.TrimRight(c.BaseURL, "/"), PublishedURL: c.Published}
	if err := options.Check(); err != nil {
		return usageError{err}
	}
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		return s.Snapshot(ctx, func(r *store.Reader) error {
			ask := desk.ReportAsk{ArticleID: c.Article, Verdicts: verdicts}
			reports, err := d.Reports(r, desk.CommandLine, ask)
			if err != nil {
				return err
			}
			return c.write(ctx, format, reports, options, io)
		})
	})
}

func (c *exportReport) format() (export.ReportFormat, error) {
	if c.Format != "auto" {
		return export.ParseReportFormat(c.Format)
	}
	for _, f := range export.ReportFormats() {
		if strings.HasSuffix(strings.ToLower(filepath.Base(c.Output)), "."+f.Ending()) {
			return f, nil
		}
	}
	return export.HTML, nil
}

func (c *exportReport) write(ctx context.Context, format export.ReportFormat, made export.Reports, options export.ReportOptions, to streams) error {
	if format == export.ClaimReview {
		made.Each = warned(made.Each, options, to.err)
	}
	return c.into(to, func(w io.Writer) error { return views.WriteReports(ctx, w, format, made, options) })
}

// warned passes reports on, and names what each needs to be published as ClaimReview.
func warned(made iter.Seq2[*export.Report, error], options export.ReportOptions, to io.Writer) iter.Seq2[*export.Report, error] {
	return func(yield func(*export.Report, error) bool) {
		for r, err := range made {
			if err == nil {
				err = warn(r, options, to)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func warn(r *export.Report, options export.ReportOptions, to io.Writer) error {
	for l, err := range r.Lacks(options) {
		if err != nil {
			return err
		}
		about := fmt.Sprintf("article %d", r.Article.ID)
		if l.ClaimID != 0 {
			about += fmt.Sprintf(", claim %d", l.ClaimID)
		}
		fmt.Fprintf(to, "stet: %s: %s\n", about, l.Message)
	}
	return nil
}

func parseVerdicts(names []string) (verdicts []factcheck.Verdict, err error) {
	for _, name := range names {
		v, err := factcheck.ParseVerdict(name)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, nil
}
