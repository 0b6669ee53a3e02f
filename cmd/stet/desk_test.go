package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAMistypedDeskIsNamedAndNotMade(t *testing.T) {
	root := folder(t, map[string]string{"bridge.txt": plainArticle})
	typo := filepath.Join(root, "typo.db")
	for _, args := range [][]string{{"export", "claims"}, {"import", filepath.Join(root, "bridge.txt")}, {"token", "add", "rosa"}} {
		got := stet(t, "", append(args, "--db", typo)...)
		if got.status != 1 || got.out != "" || !strings.Contains(got.err, "There is no desk at "+typo+". stet serve --db "+typo+" makes one") {
			t.Errorf("stet %s ended with %d, printed %q and said %q", args[0], got.status, got.out, got.err)
		}
	}
	if _, err := os.Stat(typo); !os.IsNotExist(err) {
		t.Errorf("it is there now: %v", err)
	}
}
