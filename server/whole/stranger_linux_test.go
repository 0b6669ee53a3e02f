package whole_test

import (
	"os"
	"path/filepath"
	"testing"

	"stet/server/whole"
)

// TestAStrangersLinkLeadsNowhere writes by a link that somebody else laid, into a folder that everybody may write to and into another.
func TestAStrangersLinkLeadsNowhere(t *testing.T) {
	const nobody = 65534
	if os.Geteuid() != 0 {
		t.Skip("only root can lay a link in somebody else's name")
	}
	for mode, follows := range map[os.FileMode]bool{os.ModeSticky | 0o777: false, 0o755: true} {
		folder, aim := t.TempDir(), filepath.Join(t.TempDir(), "aim")
		link := filepath.Join(folder, "claims.csv")
		check(t, os.WriteFile(aim, []byte("a key"), 0o600))
		check(t, os.Symlink(aim, link))
		check(t, os.Lchown(link, nobody, nobody))
		check(t, os.Chmod(folder, mode))
		check(t, whole.Write(link, text("claims")))
		holds(t, link, "claims")
		if !follows {
			holds(t, aim, "a key")
		}
		if got := whole.Real(link) == aim; got != follows {
			t.Errorf("in a folder of mode %v it leads there: %v", mode, got)
		}
	}
}
