//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package whole

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// isStrangers says whether a link lies in a folder that everybody may write to, such as /tmp, and is neither this user's nor that of the
// folder's owner: whoever laid it there would choose the file that is written.
func isStrangers(link string) bool {
	folder, err := os.Stat(filepath.Dir(link))
	const shared = fs.ModeSticky | 0o002
	if err != nil || folder.Mode()&shared != shared {
		return false
	}
	info, err := os.Lstat(link)
	return err == nil && ownerOf(info) != os.Geteuid() && ownerOf(info) != ownerOf(folder)
}

func ownerOf(info fs.FileInfo) int { return int(info.Sys().(*syscall.Stat_t).Uid) }
