package store

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"stet/server/whole"
)

// makeNew has a desk built beside path and puts it there, where nothing is or an empty file. Where a desk is by then it fails with
// taken, and with a Conflict where the log of one lies there.
func makeNew(ctx context.Context, path string, taken error, build func(partial string) error) error {
	put := whole.Make
	if _, err := os.Stat(path); err == nil {
		put = whole.Write // over what is empty
	}
	var before *held
	defer func() { before.release() }()
	err := put(path, func(partial string) (err error) {
		if err := build(partial); err != nil {
			return err
		}
		if !isNothing(path) {
			return taken
		}
		if err := noStrayLog(path); err != nil {
			return err
		}
		if before, err = holdIfThere(ctx, path); err != nil {
			return err
		}
		if !isNothing(path) { // a log that lies there by now is of the hold
			return taken
		}
		return nil
	})
	if errors.Is(err, fs.ErrExist) {
		return taken
	}
	return err
}
