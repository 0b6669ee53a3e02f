//go:build linux || darwin || freebsd

package whole

import (
	"math"
	"path/filepath"
	"syscall"
)

// Room is how many bytes more the disk takes on which name is, or is to be; where that is not known, as many as can be told.
func Room(name string) uint64 {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(Real(name)), &disk); err != nil {
		return math.MaxUint64
	}
	return uint64(max(0, int64(disk.Bavail))) * uint64(disk.Bsize)
}
