package main

import (
	"context"
	"fmt"

	"stet/server/config"
	"stet/server/store"
)

type backupCommand struct {
	config.Database
	File string `arg:"" help:"The file to write the copy to."`
}

// Run copies the desk while it may be in use.
func (c *backupCommand) Run(ctx context.Context, io streams) error {
	if err := noLogOfAnother(c.File); err != nil {
		return err
	}
	if err := store.Backup(ctx, c.DB, c.File); err != nil {
		return err
	}
	fmt.Fprintf(io.out, "%s holds a verified copy of %s.\n", c.File, c.DB)
	return nil
}

type restoreCommand struct {
	config.Database
	File    string `arg:"" help:"A copy that stet backup made."`
	Replace bool   `help:"Put the copy in the place of the desk that is there, which is kept beside it."`
}

// Run puts a copy in the desk's place.
func (c *restoreCommand) Run(ctx context.Context, io streams) error {
	if err := noLogOfAnother(c.DB); err != nil {
		return err
	}
	kept, err := store.Restore(ctx, c.File, c.DB, c.Replace)
	if err != nil {
		return err
	}
	if kept != "" {
		fmt.Fprintf(io.out, "The desk of before is kept as %s.\n", kept)
	}
	fmt.Fprintf(io.out, "%s is the desk of %s again.\n", c.DB, c.File)
	return nil
}
