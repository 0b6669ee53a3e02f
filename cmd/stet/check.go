package main

import (
	"context"
	"fmt"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/store"
)

type checkCommand struct {
	config.Database
	Search bool `help:"Make the search indexes anew even where nothing is wrong with them."`
}

// Run tells part by part whether the desk is whole.
func (c *checkCommand) Run(ctx context.Context, io streams) error {
	return withDesk(ctx, c.Database, func(d *desk.Desk, _ *store.Store) error {
		parts, err := d.Check(ctx, c.Search)
		wrong := 0
		for _, part := range parts {
			fmt.Fprintf(io.out, "%-7s %s\n", verdictOn(part), part.What)
			for _, line := range part.Wrong {
				fmt.Fprintf(io.out, "        %s\n", line)
			}
			if more := part.Wrongs - len(part.Wrong); more > 0 {
				fmt.Fprintf(io.out, "        and %d more\n", more)
			}
			wrong += part.Wrongs
		}
		if err == nil && wrong > 0 {
			err = fmt.Errorf("%s is not whole (what is wrong is listed above); keep a copy of it as it is, then restore a backup with stet restore", c.DB)
		}
		return err
	})
}

func verdictOn(part desk.Checked) string {
	switch {
	case part.Wrongs > 0:
		return "wrong"
	case part.Mended:
		return "mended"
	case part.BrokenOff:
		return "unknown"
	}
	return "ok"
}
