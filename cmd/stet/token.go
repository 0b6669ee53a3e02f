package main

import (
	"context"
	"fmt"

	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/store"
)

type tokenCommand struct {
	Add tokenAdd `cmd:"" help:"Make a token with which somebody's scripts may use the API."`
}

type tokenAdd struct {
	config.Database
	Name  string `arg:"" help:"Whose token it is."`
	Label string `placeholder:"TEXT" help:"What it is for."`
}

// Run prints the token, which can never be shown again.
func (c *tokenAdd) Run(ctx context.Context, io streams) error {
	token, hash := auth.NewToken()
	return withDesk(ctx, c.Database, func(d *desk.Desk, s *store.Store) error {
		person, err := somebody(ctx, s, c.Name)
		if err != nil {
			return err
		}
		if err := d.AddToken(ctx, desk.CommandLine, person.ID, c.Label, hash); err != nil {
			return err
		}
		_, err = fmt.Fprintln(io.out, token)
		return err
	})
}
