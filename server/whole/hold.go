package whole

import (
	"errors"
	"os"
)

// errTaken says that another run holds a folder, or has removed it.
var errTaken = errors.New("the folder is another's")

// hold keeps a folder for as long as the file it gives is open, and no longer than this program lives. The file is nil where that
// cannot be done for this folder.
func hold(folder string) (held *os.File, err error) {
	file, err := os.Open(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errTaken
	}
	if err != nil {
		return nil, nil
	}
	held, err = lockOf(file)
	if held != nil && !stillThere(folder, held) {
		held.Close()
		return nil, errTaken
	}
	return held, err
}

func stillThere(folder string, held *os.File) bool {
	was, err := held.Stat()
	if err != nil {
		return false
	}
	is, err := os.Stat(folder)
	return err == nil && os.SameFile(was, is)
}
