package main

import (
	"context"
	"errors"
	"fmt"

	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// withDesk opens the database, which a running server may have open too, and closes it after use.
func withDesk(ctx context.Context, at config.Database, use func(*desk.Desk, *store.Store) error) error {
	return withDeskOf(ctx, store.OpenExisting, at, use)
}

// withNewDesk is withDesk for the commands with which a desk begins: they make it where there is none.
func withNewDesk(ctx context.Context, at config.Database, use func(*desk.Desk, *store.Store) error) error {
	return withDeskOf(ctx, store.Open, at, use)
}

func withDeskOf(ctx context.Context, open func(context.Context, string) (*store.Store, error), at config.Database, use func(*desk.Desk, *store.Store) error) (err error) {
	s, err := open(ctx, at.DB)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return use(desk.New(s), s)
}

// somebody finds the person whom a command names.
func somebody(ctx context.Context, s *store.Store, name string) (person factcheck.Person, err error) {
	err = s.Read(ctx, func(r *store.Reader) error {
		person, err = r.PersonNamed(name)
		return err
	})
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return person, fmt.Errorf("there is nobody named %q on this desk; stet user add %s makes them, --db names another desk", name, name)
	}
	return person, err
}
