package store

import (
	"context"
	"database/sql"
)

// conn is one database connection with its prepared statements. It is used by one goroutine at a time.
type conn struct {
	sql        *sql.Conn
	statements map[string]*sql.Stmt
}

func (c *conn) close() error {
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
