package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"stet/server/factcheck"
)

// The exit statuses.
const (
	done   = 0
	failed = 1
	misled = 2 // wrong usage
)

// streams are what a command reads and writes.
type streams struct {
	in  *os.File
	out io.Writer
	err io.Writer
}

type commands struct {
	Serve  serveCommand  `cmd:"" help:"Serve the desk to browsers."`
	User   userCommand   `cmd:"" help:"Manage the people of the desk."`
	Token  tokenCommand  `cmd:"" help:"Manage the tokens that let scripts in."`
	Import importCommand `cmd:"" help:"Import articles from files, or a whole desk."`
	Export exportCommand `cmd:"" help:"Export what the desk holds."`

	Backup  backupCommand  `cmd:"" help:"Copy the desk to a file, while it is in use too."`
	Restore restoreCommand `cmd:"" help:"Put a copy in the desk's place."`
	Check   checkCommand   `cmd:"" help:"Find out whether the desk's database is whole, and mend the search."`

	ReadApart readApartCommand `cmd:"" hidden:""`

	Version kong.VersionFlag `help:"Say which Stet this is."`
}

func run(ctx context.Context, args []string, io streams) int {
	parser := kong.Must(&commands{}, kong.Name("stet"),
		kong.Description("A fact-check desk: read an article, highlight its claims, judge them, cite sources, export."),
		kong.Writers(io.out, io.err), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(io), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"version": version()})
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	if err != nil {
		say(io.err, fmt.Errorf("%w (stet --help tells how it is used)", err))
		return misled
	}
	return status(io.err, call.Run())
}

// usageError is a setting that cannot be right.
type usageError struct{ error }

// errSaid ends a command that has named each failure by itself.
var errSaid = errors.New("failed")

func status(stderr io.Writer, err error) int {
	var wrong usageError
	switch {
	case err == nil:
		return done
	case errors.Is(err, errSaid):
		return failed
	case errors.As(err, &wrong):
		say(stderr, wrong.error)
		return misled
	}
	say(stderr, err)
	return failed
}

// say writes an error on one line: what is shown of it, and its cause after that.
func say(stderr io.Writer, err error) {
	text := err.Error()
	var known *factcheck.Error
	if errors.As(err, &known) {
		text = strings.Replace(text, known.Error(), shown(known), 1)
	}
	fmt.Fprintln(stderr, "stet:", strings.Join(strings.Fields(text), " "))
}

func shown(err *factcheck.Error) string {
	if cause := err.Unwrap(); cause != nil {
		return fmt.Sprintf("%s (%v)", err.Message, cause)
	}
	return err.Message
}
