package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"stet/seeds"
	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// loadDemonstration fills a desk without people, and leaves every other as it is.
func loadDemonstration(ctx context.Context, d *desk.Desk, s *store.Store) error {
	var people int64
	err := s.Read(ctx, func(r *store.Reader) (err error) {
		people, err = r.CountPeople()
		return err
	})
	if err != nil || people > 0 {
		return err
	}
	return seeds.Load(ctx, d, func(password string) (string, error) { return auth.HashPassword(ctx, "", password) })
}

// printSignIns tells the demonstration people and passwords that this desk lets in.
func printSignIns(ctx context.Context, s *store.Store, out io.Writer) error {
	lines := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, p := range seeds.People {
		open, err := letsIn(ctx, s, p)
		if err != nil {
			return err
		}
		if open {
			fmt.Fprintf(lines, "  sign in as\t%s\t%s\t(%s)\n", p.Name, p.Password, p.Role)
		}
	}
	return lines.Flush()
}

func letsIn(ctx context.Context, s *store.Store, p seeds.Person) (open bool, err error) {
	var hash string
	err = s.Read(ctx, func(r *store.Reader) error {
		person, err := r.PersonNamed(p.Name)
		if err != nil || person.Disabled {
			return err
		}
		hash, err = r.PasswordHash(person.ID)
		return err
	})
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return auth.Matches(ctx, p.Password, hash)
}
