package store

import (
	"context"
	"database/sql"
	"errors"
)

// conn is one database connection with its prepared statements. It is used by one goroutine at a time.
type conn struct {
	db         *sql.DB
	pragmas    []string  // of its own
	sql        *sql.Conn // nil until it is open
	statements map[string]*sql.Stmt
}

// open opens the connection where it is not open yet.
func (c *conn) open(ctx context.Context) error {
	if c.sql != nil {
		return nil
	}
	opened, err := c.db.Conn(ctx)
	if err != nil {
		return err
	}
	for _, pragma := range c.pragmas {
		if _, err := opened.ExecContext(ctx, pragma); err != nil {
			return errors.Join(err, opened.Close())
		}
	}
	c.sql = opened
	return nil
}

func (c *conn) close() error {
	if c.sql == nil {
		return nil
	}
	for _, s := range c.statements {
		s.Close()
	}
	return c.sql.Close()
}

// statement prepares a query once. The queries are constants or built from a bounded set of clauses, so the map stays small.
func (c *conn) statement(query string) (*sql.Stmt, error) {
	if s, ok := c.statements[query]; ok {
		return s, nil
	}
	s, err := c.sql.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	c.statements[query] = s
	return s, nil
}

func (c *conn) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := c.statement(query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// control runs BEGIN, COMMIT, SAVEPOINT and their like; these must run even when the request they serve has gone away.
func (c *conn) control(query string) error {
	_, err := c.exec(context.Background(), query)
	return err
}
