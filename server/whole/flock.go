//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package whole

import (
	"errors"
	"os"
	"syscall"
)

// lockOf closes the file where it cannot be locked.
func lockOf(file *os.File) (*os.File, error) {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return file, nil
	}
	file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errTaken
	}
	return nil, nil // NFS locks no folders, some file systems lock nothing
}
