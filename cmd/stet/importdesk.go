package main

import (
	"context"
	"fmt"
	"os"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
)

type importDesk struct {
	config.Database
	File string `arg:"" help:"The archive."`
}

// Run makes the desk, and says what it holds now.
func (c *importDesk) Run(ctx context.Context, io streams) error {
	if err := noLogOfAnother(c.DB); err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, readable(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	taken, err := desk.ReadArchive(ctx, c.DB, file, info.Size())
	switch {
	case factcheck.CodeOf(err) == factcheck.Invalid:
		return fmt.Errorf("%s: %w", c.File, err)
	case err != nil:
		return fmt.Errorf("%s: %w", c.DB, err)
	}
	for _, t := range taken.Tables {
		if _, err := fmt.Fprintf(io.out, "%d\t%s\n", t.Rows, t.Name); err != nil {
			return err
		}
	}
	return nil
}
