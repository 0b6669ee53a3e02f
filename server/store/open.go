package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"stet/server/factcheck"
	"stet/server/line"
	"stet/server/whole"
)

// Store is an open desk database.
type Store struct {
	path         string
	place        place
	db           *sql.DB
	conns        []*conn // all of those below
	writer       *conn
	checkpointer *conn
	reading      *line.Line[int64] // for the readers
	readers      chan *conn        // idle connections for short reads
	briefReaders chan *conn        // those that only [Store.ReadBriefly] reads from, so that it waits behind no page
	open         snapshots         // those that are read now
	snapshots    chan *conn        // connections for exports, opened when first wanted, so that a slow download never holds up a page

	queue      *queue         // writes that wait
	heldOver   []*job         // those that are written alone, in the order they were asked for; whoever has the turn may touch it and the next
	aloneNext  bool           // one of them is to be written before anything else
	turn       chan turn      // whose holder writes
	stopped    chan struct{}  // closed when the last write is done
	background sync.WaitGroup // of the checkpoints and the search index
	close      sync.Once
	searching  chan chan<- error // searches that wait for their index
	committed  atomic.Bool       // something was, since the last checkpoint
	unfollowed atomic.Bool       // something was committed that the search index has not followed
	ahead      atomic.Int64      // bytes that were said of claims since the search index last began to follow
	log        logState          // of the write-ahead log

	accessMoves   bool // with the commit under way; whoever has the turn may touch it
	accessVersion atomic.Int64
}

const (
	minReaders      = 4
	briefReaders    = 2
	snapshotsAtOnce = 8
)

// Open opens the database at path, makes it where there is none, and brings its schema up to date. It fails with
// Unavailable where the file cannot be opened, is locked, cannot be written, or is another program's database, and with a Conflict where
// the log of a desk lies there without its file.
func Open(ctx context.Context, path string) (*Store, error) {
	path = whole.Real(path)
	if err := noStrayLog(path); err != nil {
		return nil, err
	}
	if err := writable(path, os.O_RDWR|os.O_CREATE); err != nil {
		return nil, err
	}
	return open(ctx, path)
}

func open(ctx context.Context, path string) (*Store, error) {
	if err := upgrade(ctx, path); err != nil {
		return nil, err
	}
	s, err := attach(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := s.fingerprintOld(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// attach opens a database as it is.
func attach(ctx context.Context, path string) (*Store, error) {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, translate(err)
	}
	s := &Store{path: path, db: db, queue: newQueue(), turn: make(chan turn, 1), stopped: make(chan struct{}), searching: make(chan chan<- error)}
	if err := s.prepare(ctx); err != nil {
		s.closeFile()
		return nil, translate(err)
	}
	s.turn <- turn{}
	s.background.Go(s.checkpointLoop)
	s.background.Go(s.followLoop)
	return s, nil
}

// Close finishes the writes that were asked for, then closes the file. A write that comes later is Unavailable.
func (s *Store) Close() (err error) {
	s.close.Do(func() {
		s.writeLast()
		close(s.stopped)
		s.background.Wait()
		err = s.closeFile()
	})
	return err
}

// closeFile gives every connection back first: the last one to close moves the write-ahead log into the file.
func (s *Store) closeFile() error {
	var errs []error
	for _, c := range s.conns {
		errs = append(errs, c.close())
	}
	return errors.Join(append(errs, s.db.Close())...)
}

// Ping says whether the database answers, however many read from it.
func (s *Store) Ping(ctx context.Context) error {
	return s.ReadBriefly(ctx, func(r *Reader) error {
		_, err := r.number("select count(*) from sqlite_schema")
		return err
	})
}

func (s *Store) prepare(ctx context.Context) error {
	s.writer, s.checkpointer = s.newConn(), s.newConn()
	readers := max(minReaders, runtime.NumCPU())
	s.readers, s.reading = s.readOnlyConns(readers), line.New[int64](readers, readers/2, readFor)
	s.briefReaders = s.readOnlyConns(briefReaders)
	for _, c := range s.conns {
		if err := c.open(ctx); err != nil {
			return err
		}
	}
	s.snapshots = s.readOnlyConns(snapshotsAtOnce, "pragma temp_store(file)") // what an export sorts may be more than fits in memory
	return s.settleIn(ctx)
}

// settleIn remembers the files, of which the first read makes the log.
func (s *Store) settleIn(ctx context.Context) (err error) {
	if err = s.Ping(ctx); err != nil {
		return err
	}
	s.place, err = placeOf(s.path)
	return err
}

func (s *Store) newConn(pragmas ...string) *conn {
	c := &conn{db: s.db, pragmas: pragmas, statements: map[string]*sql.Stmt{}}
	s.conns = append(s.conns, c)
	return c
}

func (s *Store) readOnlyConns(n int, pragmas ...string) chan *conn {
	conns := make(chan *conn, n)
	for range n {
		conns <- s.newConn(append(pragmas, "pragma query_only(1)")...)
	}
	return conns
}

// dsn puts every pragma into the address, so that each new connection has them. The busy timeout comes first: the
// others may have to wait for a lock.
func dsn(path string) string {
	return address(path, url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(wal)", "synchronous(full)", "wal_autocheckpoint(0)", "foreign_keys(1)", "cache_size(-16000)", "temp_store(memory)", "journal_size_limit(67108864)"},
		"_txlock": {"immediate"},
	})
}

// address names a file whole: SQLite reads ":memory:" and what begins with "//" as something else.
func address(path string, settings url.Values) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: settings.Encode()}
	return file.String()
}

// writable finds out early, and by name, what SQLite would only call "unable to open database file".
func writable(path string, how int) error {
	if err := inFolder(path); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return factcheck.Errorf(factcheck.Unavailable, "%s is a folder, not a database. Name a file with --db.", path)
	}
	file, err := os.OpenFile(path, how, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return noDesk(path)
	}
	if err != nil {
		return factcheck.Wrap(factcheck.Unavailable, err, fmt.Sprintf("The database %s cannot be written. Give this user the right to write the file and its folder, or name another with --db.", path))
	}
	return file.Close()
}

func inFolder(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return factcheck.Errorf(factcheck.Unavailable, "The folder %s of the database does not exist. Make it, or name another file with --db.", folder)
	}
	return nil
}
