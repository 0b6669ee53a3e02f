//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package whole

import "os"

// lockOf locks nothing: here, nobody can tell whether a folder is still in use.
func lockOf(file *os.File) (*os.File, error) {
	file.Close()
	return nil, nil
}
