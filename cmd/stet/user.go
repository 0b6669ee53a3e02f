package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

type userCommand struct {
	Add             userAdd             `cmd:"" help:"Add somebody who can sign in."`
	SecondFactorOff userSecondFactorOff `cmd:"" help:"Turn off the second factor of somebody who has lost it."`
}

type userAdd struct {
	config.Database
	Name          string `arg:"" help:"What they sign in with."`
	Role          string `required:"" placeholder:"ROLE" enum:"viewer,reviewer,editor,admin" help:"viewer reads, reviewer judges claims, editor imports articles, admin manages people."`
	PasswordStdin bool   `required:"" help:"Read the password from standard input."`
	Display       string `placeholder:"NAME" help:"Their full name."`
}

// Run adds the person and says so.
func (c *userAdd) Run(ctx context.Context, io streams) error {
	password, err := readPassword(io)
	if err != nil {
		return err
	}
	hash, err := auth.HashPassword(ctx, c.Name, password)
	if err != nil {
		return err
	}
	return withNewDesk(ctx, c.Database, func(d *desk.Desk, _ *store.Store) error {
		person := factcheck.Person{Name: c.Name, DisplayName: c.Display, Role: factcheck.Role(c.Role)}
		added, err := d.AddPerson(ctx, desk.CommandLine, person, hash)
		if err == nil {
			fmt.Fprintf(io.out, "Added %s, %s.\n", added.Name, added.Role)
		}
		return err
	})
}

type userSecondFactorOff struct {
	config.Database
	Name string `arg:"" help:"Whose."`
}

// Run turns the factor off and says so. The last admin has nobody else to ask.
func (c *userSecondFactorOff) Run(ctx context.Context, io streams) error {
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		person, err := somebody(ctx, s, c.Name)
		if err != nil {
			return err
		}
		err = d.EndSecondFactor(ctx, desk.CommandLine, person.ID, nil)
		if err == nil {
			fmt.Fprintf(io.out, "%s signs in by password alone now.\n", person.Name)
		}
		return err
	})
}

// readPassword reads a line. On a terminal it asks for it, and does not show it.
func readPassword(from streams) (string, error) {
	if terminal := int(from.in.Fd()); term.IsTerminal(terminal) {
		fmt.Fprint(from.err, "Password: ")
		typed, err := term.ReadPassword(terminal)
		fmt.Fprintln(from.err)
		return string(typed), err
	}
	return firstLine(from.in)
}

func firstLine(in *os.File) (string, error) {
	const enough = 64 << 10 // bytes, far beyond what the policy allows
	sent, err := io.ReadAll(io.LimitReader(in, enough))
	line, _, _ := strings.Cut(string(sent), "\n")
	return strings.TrimSuffix(line, "\r"), err
}
