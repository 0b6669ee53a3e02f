package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"stet/server/whole"
)

// writeWhole writes a file that is either whole or not there: what stood there before stays until all is written.
func writeWhole(name string, write func(io.Writer) error) error {
	return writeWholeFor(name, 0o644, write)
}

// writeWholeFor is writeWhole with who may read the file. It never takes a database's place, or that of a log beside one.
func writeWholeFor(name string, mode fs.FileMode, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeInto(name, name, mode, write) // a device or a pipe must not be replaced, nor read from
	}
	if isDatabase(name) {
		return errDatabase(name)
	}
	if err := noLogOfAnother(name); err != nil {
		return err
	}
	return whole.Write(name, func(partial string) error { return writeInto(partial, name, mode, write) })
}

func errDatabase(name string) error {
	return fmt.Errorf("%s is a database or belongs to one, and was left as it is; name another file", name)
}

// noLogOfAnother refuses a file that has the name of what SQLite keeps beside a database that is there.
func noLogOfAnother(name string) error {
	for _, ending := range []string{"-wal", "-shm", "-journal"} {
		if beside, ok := strings.CutSuffix(whole.Real(name), ending); ok && isDatabase(beside) {
			return errDatabase(name)
		}
	}
	return nil
}

// isDatabase says whether a file is one of SQLite's.
func isDatabase(name string) bool {
	const begins = "SQLite format 3\x00"
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, len(begins))
	_, err = io.ReadFull(file, head)
	return err == nil && string(head) == begins
}

// writeInto writes a file on the way to the one that was asked for, which is what an error names.
func writeInto(name, wanted string, mode fs.FileMode, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return unwritable(wanted, err)
	}
	if err := errors.Join(write(file), file.Close()); !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return fmt.Errorf("%s cannot be written: the disk is full; make room, or choose another file", wanted)
}

func unwritable(name string, err error) error {
	var known *fs.PathError
	if errors.As(err, &known) {
		err = known.Err
	}
	return fmt.Errorf("%s cannot be written (%w); choose another file, or give this user the right to write there", name, err)
}
