package whole

import (
	"os"
	"path/filepath"
)

// linksFollowed is how many symbolic links lead on to one another, at most, before the system takes them for a circle.
const linksFollowed = 40

// Real gives the file that a name stands for through symbolic links, be it there yet or not. A link that a stranger has laid into a
// folder that everybody may write to stands for itself.
func Real(name string) string {
	for range linksFollowed {
		to, err := os.Readlink(name)
		if err != nil || isStrangers(name) {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(realFolder(name), to)
		}
		name = to
	}
	return name
}

// realFolder is where a link's own words begin: those that lead upwards do so from the folder itself, not from a link to it.
func realFolder(name string) string {
	folder := filepath.Dir(name)
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		return real
	}
	return folder
}
