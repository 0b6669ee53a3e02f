//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package store

import (
	"io"
	"os"
	"syscall"
)

// Whoever has a database open in SQLite holds a lock on these bytes of it (https://sqlite.org/src/file/src/os.h, SHARED_FIRST).
const (
	sharedFirst = 0x40000002
	sharedSize  = 510
)

// isUsed says whether another program has the desk at path open. Since to close any file of a desk ends all locks that this program
// has on it, it is asked before this one opens it.
func isUsed(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: sharedFirst, Len: sharedSize}
	err = syscall.FcntlFlock(file.Fd(), syscall.F_GETLK, &lock)
	return err == nil && lock.Type != syscall.F_UNLCK
}
