package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

func TestAFailedWriteLeavesNothing(t *testing.T) {
	d := newDesk(t)
	wrong := errors.New("wrong")
	for name, fail := range map[string]func() error{
		"error": func() error { return wrong },
		"panic": func() error { panic(wrong) },
	} {
		t.Run(name, func(t *testing.T) {
			err := d.Write(context.Background(), func(tx *store.Tx) error {
				addArticle(tx, "Half done", "text")
				return fail()
			})
			if err == nil || !strings.Contains(err.Error(), "wrong") {
				t.Fatalf("got %v, want the failure", err)
			}
			d.read(t, func(r *store.Reader) error {
				if n := must(r.CountShelves(d.rosa)).All; n != 1 {
					t.Errorf("there are %d articles, want the one from before", n)
				}
				return nil
			})
		})
	}
}

// TestWritesThatShareACommitFailAlone lets many writers queue behind one that waits, so that they share commits; every third fails.
func TestWritesThatShareACommitFailAlone(t *testing.T) {
	d := newDesk(t)
	release := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		d.Write(context.Background(), func(*store.Tx) error { <-release; return nil })
	})
	const writers = 300
	results := make([]error, writers)
	for i := range writers {
		all.Go(func() {
			results[i] = d.Write(context.Background(), func(tx *store.Tx) error {
				d.addClaim(tx, d.rosa, fmt.Sprintf("note%d", i), factcheck.Unchecked)
				if i%3 == 0 {
					return errors.New("refused")
				}
				return nil
			})
		})
	}
	close(release)
	all.Wait()
	d.read(t, func(r *store.Reader) error {
		kept := map[string]bool{}
		for _, c := range must(r.ArticleClaims(d.rosa, d.article)) {
			kept[c.Note] = true
		}
		for i, err := range results {
			if refused := i%3 == 0; refused != (err != nil) || kept[fmt.Sprintf("note%d", i)] == refused {
				t.Errorf("write %d: answered %v, kept %v", i, err, kept[fmt.Sprintf("note%d", i)])
			}
		}
		return nil
	})
}

func TestAWriteWhoseCallerIsGoneDoesNotBegin(t *testing.T) {
	d := newDesk(t)
	ctx, gone := context.WithCancel(context.Background())
	gone()
	err := d.Write(ctx, func(*store.Tx) error { t.Error("it ran"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestReadsSeeOneSnapshot(t *testing.T) {
	d := newDesk(t)
	d.read(t, func(r *store.Reader) error {
		before := must(r.CountShelves(d.rosa)).All
		d.write(t, func(tx *store.Tx) error { addArticle(tx, "Meanwhile", "text"); return nil })
		if after := must(r.CountShelves(d.rosa)).All; after != before {
			t.Errorf("the snapshot moved from %d to %d articles", before, after)
		}
		return nil
	})
}

func TestReadersCannotWrite(t *testing.T) {
	d := newDesk(t)
	err := d.Read(context.Background(), func(r *store.Reader) error {
		return (&store.Tx{Reader: *r}).SetPasswordHash(d.rosa, "stolen", at)
	})
	if err == nil {
		t.Error("a reader wrote")
	}
}

func TestEventsCannotBeChangedOrDeleted(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		_, err := tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ArticleImported, ArticleID: d.article}, 0)
		return err
	})
	for _, statement := range []string{"update events set action = 'x'", "delete from events"} {
		db := must(sql.Open("sqlite", d.path))
		if _, err := db.Exec(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: got %v, want a refusal", statement, err)
		}
		db.Close()
	}
}

// TestALockedDatabaseIsUnavailable holds the file's write lock from a second connection, as another program would.
func TestALockedDatabaseIsUnavailable(t *testing.T) {
	d := newDesk(t)
	other := must(sql.Open("sqlite", d.path))
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("begin exclusive"); err != nil {
		t.Fatal(err)
	}
	err := d.Write(context.Background(), func(tx *store.Tx) error { addArticle(tx, "t", "t"); return nil })
	if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "locked") {
		t.Errorf("got %v, want unavailable, locked", err)
	}
	if _, err := other.Exec("rollback"); err != nil {
		t.Fatal(err)
	}
	d.write(t, func(tx *store.Tx) error { addArticle(tx, "t", "t"); return nil })
}

func TestOpenNamesWhatIsWrong(t *testing.T) {
	folder := t.TempDir()
	notADatabase := filepath.Join(folder, "letter.txt")
	if err := os.WriteFile(notADatabase, []byte(strings.Repeat("Dear editor, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, word := range map[string]string{
		filepath.Join(folder, "no", "such", "desk.db"): "does not exist",
		folder:       "is a folder",
		notADatabase: "not a Stet database",
	} {
		_, err := store.Open(context.Background(), path)
		if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: got %v, want unavailable, %q", path, err, word)
		}
	}
}

// TestOnePersonsManyWritesKeepNobodyWaiting has one person's long writes queue up before another's short one: all but two of them come
// after that has been answered.
func TestOnePersonsManyWritesKeepNobodyWaiting(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		must(tx.AddToken(store.Token{PersonID: d.rosa, CreatedAt: at}, "token"))
		return nil
	})
	inRosas := store.InTheNameOf(t.Context(), store.Access{Person: d.rosa, Token: "token", Role: factcheck.Reviewer})
	waits, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	begun, release, answered := make(chan struct{}), make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	write := func(ctx context.Context, f func()) {
		all.Go(func() {
			if err := d.Write(ctx, func(*store.Tx) error { f(); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	write(inRosas, func() { close(begun); <-release })
	<-begun
	var long atomic.Int32
	for waiting := range 10 {
		write(inRosas, func() {
			if long.Add(1) <= 2 {
				time.Sleep(store.GroupTime)
				return
			}
			select {
			case <-answered:
			case <-waits.Done():
				t.Error("the other waits for all of them")
			}
		})
		d.AwaitWaiting(waiting + 1)
	}
	all.Go(func() {
		defer close(answered)
		if err := d.Write(t.Context(), func(*store.Tx) error { return nil }); err != nil {
			t.Error(err)
		}
	})
	d.AwaitWaiting(11)
	close(release)
	all.Wait()
}
