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
// name is as it was. It fails with Unavailable where nothing can be made beside name. A symbolic link stays; its file is replaced.
func Write(name string, write func(partial string) error) error {
	return put(Real(name), write, os.Rename)
}

// Make is Write for a name that nothing has: where something has it by the end, it stays, and the error is [fs.ErrExist].
func Make(name string, write func(partial string) error) error {
	return put(Real(name), write, link)
}

// link is a rename that takes nobody's place.
func link(partial, name string) error {
	err := os.Link(partial, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	return os.Rename(partial, name) // FAT has no links, and some shares have none
}

func put(name string, write func(partial string) error, take func(partial, name string) error) error {
	clearOf(name)
	p, err := newPartial(name)
	if err != nil {
		return unwritable(name, err)
	}
	defer p.remove()
	if err := write(p.file()); err != nil {
		return err
	}
	return settle(p.file(), name, take)
}

// unwritable names the file that was wanted, not the folder on the way to it.
func unwritable(name string, err error) error {
	var known *fs.PathError
	if errors.As(err, &known) {
		err = known.Err
	}
	return factcheck.Wrap(factcheck.Unavailable, err, fmt.Sprintf("%s cannot be written. Choose another file, or give this user the right to write there.", name))
}

func settle(partial, name string, take func(partial, name string) error) error {
	if err := syncFile(partial); err != nil {
		return err
	}
	if err := take(partial, name); err != nil {
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
