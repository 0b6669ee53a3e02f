package store

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"stet/server/factcheck"
	"stet/server/whole"
)

// Restore puts a verified copy of the desk in file to path. Where a desk stands there already it fails with a Conflict unless
// replace is set; the desk before, or what is left of it, is then kept beside it, under the name that is returned, and at every moment one
// of the two is at path, whole. It fails with Unavailable where the copy is damaged, or while a program has the desk open, and with a
// Conflict where the log of a desk lies at path without its file.
func Restore(ctx context.Context, file, path string, replace bool) (kept string, err error) {
	file, path = whole.Real(file), whole.Real(path)
	if err := errors.Join(Verify(ctx, file), hasNoLog(file)); err != nil {
		return "", err
	}
	if isNothing(path) {
		return "", restoreAnew(ctx, file, path)
	}
	if !replace {
		return "", thereIsADesk(path)
	}
	return restoreOver(ctx, file, path)
}

func thereIsADesk(path string) error {
	return factcheck.Errorf(factcheck.Conflict, "There is a desk at %s. Nothing was changed; --replace puts the copy in its place and keeps the desk of now beside it.", path)
}

func restoreAnew(ctx context.Context, file, path string) error {
	return makeNew(ctx, path, thereIsADesk(path), func(partial string) error { return copyVerified(ctx, file, partial) })
}

func restoreOver(ctx context.Context, file, path string) (kept string, err error) {
	var before *held
	defer func() { before.release() }()
	err = whole.Write(path, func(partial string) (err error) {
		if err := copyVerified(ctx, file, partial); err != nil {
			return err
		}
		wanted := path + ".before-" + time.Now().UTC().Format("20060102-150405")
		before, err = hold(ctx, path)
		if isDamage(err) {
			kept, err = keepDamaged(path, wanted)
			return err
		}
		if err != nil {
			return err
		}
		kept, err = before.keepBeside(wanted, os.Link)
		return err
	})
	return kept, err
}

func copyVerified(ctx context.Context, file, to string) error {
	if err := copyFile(file, to); err != nil {
		return err
	}
	return Verify(ctx, to)
}

// hasNoLog fails with Unavailable where not all of a desk is in its file. Whoever closes it last moves the log there, so somebody has
// it open.
func hasNoLog(file string) error {
	if info, err := os.Stat(file + "-wal"); err != nil || info.Size() == 0 {
		return nil
	}
	return factcheck.Errorf(factcheck.Unavailable, "%s is being served or used by another program, and its latest changes are not in the file yet. Nothing was changed; stop that first, or restore from what stet backup makes of it.", file)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return copyInto(in, to)
}

func copyInto(in io.Reader, to string) error {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
