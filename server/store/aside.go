package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"stet/server/factcheck"
	"stet/server/whole"
)

// held is a desk's file that no other program gets into, all of whose content is in it and none in a log beside.
type held struct {
	file *os.File
	db   *sql.DB
	tx   *sql.Tx
}

// hold keeps every other program out of a desk until it is released. Its file is opened before SQLite locks it and closed after: to
// close any file of a desk ends all locks that this program has on it.
func hold(ctx context.Context, path string) (*held, error) {
	if err := closeLog(ctx, path); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	h := &held{file: file}
	if err := h.lock(ctx); err != nil {
		h.release()
		return nil, err
	}
	return h, nil
}

func (h *held) lock(ctx context.Context) (err error) {
	path := h.file.Name()
	if h.db, err = sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(200)"}, "_txlock": {"exclusive"}})); err != nil {
		return translate(err)
	}
	if h.tx, err = h.db.BeginTx(ctx, nil); err != nil || !h.isAll(ctx, path) {
		return inUse(path)
	}
	return nil
}

// isAll says whether what is held is still the desk at path, and has no log: between the steps of hold another program may have
// opened it, or put another file there.
func (h *held) isAll(ctx context.Context, path string) bool {
	var mode string
	if err := h.tx.QueryRowContext(ctx, "pragma journal_mode").Scan(&mode); err != nil || mode != "delete" {
		return false
	}
	was, err := h.file.Stat()
	if err != nil {
		return false
	}
	is, err := os.Stat(path)
	return err == nil && os.SameFile(was, is)
}

// holdIfThere is hold where there is a file; what it gives else is nil.
func holdIfThere(ctx context.Context, path string) (*held, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return hold(ctx, path)
}

// release lets others in again; of nil it does nothing.
func (h *held) release() {
	if h == nil {
		return
	}
	if h.tx != nil {
		h.tx.Rollback()
	}
	if h.db != nil {
		h.db.Close()
	}
	h.file.Close()
}

// keep gives what is held a second name, by which it stays when another file takes its place, so that there is a desk at the first
// at every moment. Where something has that name the error is [fs.ErrExist]. The name is on the disk when keep returns.
func (h *held) keep(name string, link func(from, to string) error) error {
	if err := link(h.file.Name(), name); errors.Is(err, fs.ErrExist) {
		return err
	} else if err != nil {
		return h.copyTo(name) // FAT has no links, and some shares have none
	}
	return whole.SyncFolder(filepath.Dir(name))
}

// copyTo is keep by a copy, which takes the name that it reserves when it is whole.
func (h *held) copyTo(name string) error {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	file.Close()
	err = whole.Write(name, h.copyInto)
	if err != nil {
		os.Remove(name)
	}
	return err
}

func (h *held) copyInto(to string) error {
	return copyInto(io.NewSectionReader(h.file, 0, 1<<62), to)
}

// keepBeside keeps what is held under the first name that nothing has, of one and those with a number after it.
func (h *held) keepBeside(wanted string, link func(from, to string) error) (name string, err error) {
	name = wanted
	for n := 2; ; n++ {
		if err := h.keep(name, link); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
		name = fmt.Sprintf("%s-%d", wanted, n)
	}
}

// keepDamaged keeps a file that SQLite cannot read any more, and the log beside it, under a name of its own. Nothing holds it meanwhile: a
// program that still has it open can do nothing with it either.
func keepDamaged(path, wanted string) (name string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := &held{file: file}
	if name, err = h.keepBeside(wanted, os.Link); err != nil {
		return "", err
	}
	if err := os.Rename(path+"-wal", name+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return name, nil
}

// settle has all that was written of a desk be in its file, and reads it over. Who closes it last moves the log there, but is not told
// where that fails, for want of room, say: the file alone is then a part.
func settle(ctx context.Context, file string) error {
	if err := closeLog(ctx, file); err != nil {
		return err
	}
	return Verify(ctx, file)
}

// closeLog moves the write-ahead log into the file, which SQLite allows only where no other program has it open.
func closeLog(ctx context.Context, path string) error {
	if made, err := holdsDesk(ctx, path); err != nil || !made {
		return err
	}
	db, err := sql.Open("sqlite", address(path, url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(200)"}}))
	if err != nil {
		return translate(err)
	}
	defer db.Close()
	var mode string
	err = db.QueryRowContext(ctx, "pragma journal_mode(delete)").Scan(&mode)
	switch {
	case isBusy(err) || err == nil && mode != "delete":
		return inUse(path)
	case err != nil:
		return translate(err)
	}
	return nil
}

func inUse(path string) error {
	return factcheck.Errorf(factcheck.Unavailable, "The desk at %s is being served or used by another program. Nothing was changed; stop that first.", path)
}
