package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// writeWhole writes a file that is either whole or not there: what stood there before stays until all is written.
func writeWhole(name string, write func(io.Writer) error) error {
	return writeWholeFor(name, 0o644, write)
}

// writeWholeFor is writeWhole with who may read the file.
func writeWholeFor(name string, mode fs.FileMode, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeInto(name, name, mode, write) // a device or a pipe must not be replaced
	}
	partial := name + ".partial"
	if err := writeInto(partial, name, mode, write); err != nil {
		os.Remove(partial)
		return err
	}
	return os.Rename(partial, name)
}

// writeInto writes a file on the way to the one that was asked for, which is what an error names.
func writeInto(name, wanted string, mode fs.FileMode, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return unwritable(wanted, err)
	}
	return errors.Join(write(file), file.Close())
}

func unwritable(name string, err error) error {
	var known *fs.PathError
	if errors.As(err, &known) {
		err = known.Err
	}
	return fmt.Errorf("%s cannot be written (%w); choose another file, or give this user the right to write there", name, err)
}
