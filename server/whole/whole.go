// Package whole writes files that are whole or not there, however many programs write them at once and whenever they are killed.
package whole

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stet/server/factcheck"
)

// Write lets write make a file, at a path that no other run has, and then puts it in the place of name, so that after a power cut
// there is the one of before or the new one. Of several runs for one name the last to end is the one that stays. Where write fails,
// name is as it was. It fails with Unavailable where nothing can be made beside name.
func Write(name string, write func(partial string) error) error {
	clearOf(name)
	p, err := newPartial(name)
	if err != nil {
		return unwritable(name, err)
	}
	defer p.remove()
	if err := write(p.file()); err != nil {
		return err
	}
	return replace(p.file(), name)
}

// unwritable names the file that was wanted, not the folder on the way to it.
func unwritable(name string, err error) error {
	var known *fs.PathError
	if errors.As(err, &known) {
		err = known.Err
	}
	return factcheck.Wrap(factcheck.Unavailable, err, fmt.Sprintf("%s cannot be written. Choose another file, or give this user the right to write there.", name))
}

func replace(partial, name string) error {
	if err := syncFile(partial); err != nil {
		return err
	}
	if err := os.Rename(partial, name); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(name))
}

func syncFile(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// SyncFolder makes the names in a folder outlive a power cut; not in one that this user may write to and not read, which nothing can.
func SyncFolder(folder string) error {
	if err := syncFile(folder); err != nil && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
