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
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeInto(name, write) // a device or a pipe must not be replaced
	}
	partial := name + ".partial"
	if err := writeInto(partial, write); err != nil {
		os.Remove(partial)
		return err
	}
	return os.Rename(partial, name)
}

func writeInto(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return unwritable(name, err)
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
