package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"stet/server/extract"
	"stet/server/factcheck"
)

// fromStdin stands for standard input among file names.
const fromStdin = "-"

func isAddress(name string) bool {
	return strings.Contains(name, "://") // of whatever scheme: the fetcher tells which it takes
}

// find gives the files that paths name, those in folders in the order of their names; and for what cannot be found, why. leave is told
// what a folder holds that articles do not come in.
func find(paths []string, leave func(folder string, files []string)) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, path := range paths {
			left, goesOn := findIn(path, yield)
			if len(left) > 0 {
				leave(path, left)
			}
			if !goesOn {
				return
			}
		}
	}
}

// findIn gives what it left out, and says whether more is wanted.
func findIn(path string, yield func(string, error) bool) (left []string, more bool) {
	info, err := os.Stat(path)
	if path == fromStdin || isAddress(path) || err == nil && !info.IsDir() {
		return nil, yield(path, nil)
	}
	if err != nil {
		return nil, yield(path, readable(err))
	}
	found := false
	err = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		hidden := file != path && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			found = true
			return goOn(yield(file, readable(err)))
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return nil
		case !extract.Known(file):
			left = append(left, file)
			return nil
		}
		found = true
		return goOn(yield(file, ordinary(file)))
	})
	if err == nil && !found {
		return nil, yield(path, errors.New("the folder holds no .txt, .md, .html, .docx or other file that articles come in; name the files themselves"))
	}
	return left, err == nil
}

// leftOut says what files of a folder were left out.
func leftOut(folder string, files []string) string {
	const named = 3
	for i, file := range files {
		if inside, err := filepath.Rel(folder, file); err == nil {
			files[i] = inside
		}
	}
	switch n := len(files); {
	case n == 1:
		return fmt.Sprintf("%s: left out %s, which is no file that articles come in", folder, files[0])
	case n <= named:
		return fmt.Sprintf("%s: left out %s, which are no files that articles come in", folder, strings.Join(files, ", "))
	}
	return fmt.Sprintf("%s: left out %d files that are none that articles come in: %s and %d more", folder, len(files), strings.Join(files[:named], ", "), len(files)-named)
}

// ordinary refuses what was met in a folder and may keep a reader waiting for ever, and links that lead nowhere.
func ordinary(file string) error {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return readable(err)
	case !info.Mode().IsRegular():
		return errors.New("this is no ordinary file; name it by itself if it is to be read")
	}
	return nil
}

func goOn(more bool) error {
	if more {
		return nil
	}
	return fs.SkipAll
}

// readFile reads a file, or standard input, as far as a list of articles may reach.
func readFile(name string, stdin *os.File) ([]byte, error) {
	file := stdin
	if name != fromStdin {
		opened, err := os.Open(name)
		if err != nil {
			return nil, readable(err)
		}
		defer opened.Close()
		file = opened
	}
	raw, err := io.ReadAll(io.LimitReader(file, extract.MaxArchive+1))
	if len(raw) > extract.MaxArchive {
		return nil, factcheck.Errorf(factcheck.TooLarge, "The file is larger than the %d MB that are taken in at once. Import it in parts.", extract.MaxArchive>>20)
	}
	return raw, err
}

// readable drops the path, which stands before the error already, and adds the mend.
func readable(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file; check the name")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("this user may not read it; give it the right to, or choose another file")
	}
	return err
}
