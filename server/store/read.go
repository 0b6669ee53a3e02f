package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"stet/server/factcheck"
	"stet/server/memory"
)

// Reader reads one snapshot of the desk. It is good only inside the function it was given to.
type Reader struct {
	ctx      context.Context
	conn     *conn
	followed bool // the search index has followed all that was written before the read
	atMost   time.Duration
	pending  *[]func() // of a write: what is done once it is committed
}

// OnceCommitted runs f once what was read is sure to stay: at once, or of what a write reads, which may be its own or that of another
// write in the same transaction, after that is committed; never where it is not. What is remembered of a desk is remembered so: a number
// that was given to what came to nothing is given again.
func (r *Reader) OnceCommitted(f func()) {
	if r.pending == nil {
		f()
		return
	}
	*r.pending = append(*r.pending, f)
}

// readFor is how long a read may take for a page, which is cut off soon after anyway: nothing that is asked for keeps the few
// readers from all others.
const readFor = 30 * time.Second

// Read runs f on one consistent snapshot; anew, on another, where f finds that the search index must follow the writes first.
func (s *Store) Read(ctx context.Context, f func(*Reader) error) error {
	err := s.readInTurn(ctx, Reader{atMost: readFor}, f)
	if !errors.Is(err, errBehind) {
		return err
	}
	if err := s.followed(ctx); err != nil {
		return err
	}
	return s.readInTurn(ctx, Reader{atMost: readFor, followed: true}, f)
}

// ReadBriefly runs f on one consistent snapshot, beside whoever reads for a page, however long they take. It is for what every request
// wants before anything else and what is over at once: a few rows that an index finds.
func (s *Store) ReadBriefly(ctx context.Context, f func(*Reader) error) error {
	return readOn(ctx, s.briefReaders, Reader{atMost: readFor}, f)
}

// readInTurn reads in the turn of the person in whose name ctx is: whoever reads much leaves a reader to others, and waits for those
// who read little.
func (s *Store) readInTurn(ctx context.Context, r Reader, f func(*Reader) error) error {
	return s.reading.Do(ctx, NameIn(ctx), nil, func() error { return readOn(ctx, s.readers, r, f) })
}

func readOn(ctx context.Context, conns chan *conn, r Reader, f func(*Reader) error) error {
	r.ctx = ctx
	select {
	case r.conn = <-conns:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { conns <- r.conn }()
	if err := r.conn.open(ctx); err != nil {
		return translate(err)
	}
	if r.atMost > 0 {
		var cancel context.CancelFunc
		r.ctx, cancel = context.WithTimeoutCause(ctx, r.atMost, errTooLong)
		defer cancel()
	}
	if err := r.conn.control("begin deferred"); err != nil {
		return translate(err)
	}
	defer r.conn.control("rollback")
	err := f(&r)
	for _, cause := range []error{errTooLong, errOutrun} {
		if err != nil && errors.Is(context.Cause(r.ctx), cause) {
			return cause
		}
	}
	return translate(err)
}

var errTooLong = factcheck.Errorf(factcheck.Unavailable, "That takes longer to read than the desk gives to one request. Ask for less of it, or try again when there is less to do.")

func (r *Reader) query(query string, args ...any) (*sql.Rows, error) {
	s, err := r.conn.statement(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(r.ctx, args...)
}

// number reads one integer.
func (r *Reader) number(query string, args ...any) (n int64, err error) {
	return one(r, func(row scanner) (n int64, err error) {
		err = row.Scan(&n)
		return n, err
	}, query, args...)
}

type scanner interface{ Scan(into ...any) error }

// each gives f every row of a query.
func (r *Reader) each(f func(scanner) error, query string, args ...any) error {
	rows, err := r.query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// all reads every row of a query.
func all[T any](r *Reader, scan func(scanner) (T, error), query string, args ...any) (items []T, err error) {
	err = r.each(func(row scanner) error {
		item, err := scan(row)
		items = append(items, item)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return items, nil
}

// bytesAtOnce bounds the texts of a list that is read page by page, and writtenAs is how many times their room they take with what is
// written of them.
const (
	bytesAtOnce = 4 << 20
	writtenAs   = 4
)

// some reads at most limit rows of a query that gives one more, and no more than hold bytesAtOnce, but one at least. More says that
// others follow. The request answers for them by [memory.Hold].
func some[T any](r *Reader, scan func(scanner) (T, error), size func(*T) int, limit int, query string, args ...any) (items []T, more bool, err error) {
	rows, err := r.query(query, args...)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	for held := 0; rows.Next(); {
		item, err := scan(rows)
		if err != nil {
			return nil, false, err
		}
		held += size(&item)
		if len(items) == limit || len(items) > 0 && held > bytesAtOnce {
			return items, true, nil
		}
		if err := memory.Hold(r.ctx, writtenAs*size(&item)); err != nil {
			return nil, false, err
		}
		items = append(items, item)
	}
	return items, false, rows.Err()
}

// one reads a query's only row; sql.ErrNoRows where there is none. It is over so soon that watching for the request's end
// would cost more than it saves.
func one[T any](r *Reader, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	s, err := r.conn.statement(query)
	if err != nil {
		var none T
		return none, err
	}
	return scan(s.QueryRowContext(context.Background(), args...))
}
