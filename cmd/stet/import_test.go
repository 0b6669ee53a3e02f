package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	plainArticle    = "A bridge of sighs\n\nThe bridge cost 12 million dollars, the mayor said.\n"
	markdownArticle = "---\ntitle: 湖边的房子\nlanguage: zh\n---\n\n那座房子在1990年建成。\n"
)

// folder makes files, and gives where they are.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestImport(t *testing.T) {
	root := folder(t, map[string]string{
		"bridge.txt": plainArticle, "more/house.md": markdownArticle, "more/photo.jpg": "\xff\xd8", ".hidden/draft.md": markdownArticle,
	})
	got := must(t, "", "import", root, "--db", newDesk(t))
	if got != "1\tA bridge of sighs\n2\t湖边的房子\n" {
		t.Errorf("it prints %q", got)
	}
}

func TestImportFromStandardInput(t *testing.T) {
	db := newDesk(t)
	if got := must(t, "One paragraph alone, which is no title, since it says so much that a headline would be far too small for it and stops where it does.", "import", "-", "--db", db); got != "1\tUntitled\n" {
		t.Errorf("it prints %q", got)
	}
	if got := must(t, markdownArticle, "import", "-", "--format", "markdown", "--db", db); got != "2\t湖边的房子\n" {
		t.Errorf("it prints %q", got)
	}
}

func TestOneBadFileStopsNoneOfTheOthers(t *testing.T) {
	root := folder(t, map[string]string{
		"1-good.txt": plainArticle, "2-latin1.txt": "caf\xe9", "3-empty.txt": " \n", "4-large.txt": strings.Repeat("word ", 1<<20),
		"6-page.txt": "<!DOCTYPE html>\n<p>One.", "7-word.txt": "PK\x03\x04", "5-good.md": markdownArticle,
	})
	got := stet(t, "", "import", filepath.Join(root, "nowhere.txt"), root, "--db", newDesk(t))
	if got.status != 1 || len(regexp.MustCompile(`(?m)^\d+\t.+$`).FindAllString(got.out, -1)) != 2 {
		t.Errorf("ended with %d, having printed %q", got.status, got.out)
	}
	complaints := strings.Split(strings.TrimSpace(got.err), "\n")
	wants := []string{"nowhere.txt: there is no such file", "2-latin1.txt: The text is not valid UTF-8", "3-empty.txt: The article is empty", "4-large.txt: The file is larger than the 4 MB",
		"6-page.txt: This is the source of a web page (HTML), which is not taken in yet", "7-word.txt: This is a Word file"}
	if len(complaints) != len(wants) {
		t.Fatalf("it says %q", complaints)
	}
	for i, want := range wants {
		if !strings.Contains(complaints[i], want) {
			t.Errorf("it says %q, want %q", complaints[i], want)
		}
	}
}

func TestImportInSomebodysName(t *testing.T) {
	db, root := newDesk(t), folder(t, map[string]string{"bridge.txt": plainArticle})
	for name, role := range map[string]string{"wen": "editor", "rosa": "reviewer"} {
		must(t, "to be or not to be", "user", "add", name, "--role", role, "--password-stdin", "--db", db)
	}
	must(t, "", "import", root, "--as", "wen", "--db", db)
	if got := stet(t, "", "import", root, "--as", "rosa", "--db", db); got.status != 1 || !strings.Contains(got.err, "Your role, reviewer, does not allow you to import articles") {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
	if got := stet(t, "", "import", root, "--as", "nobody", "--db", db); got.status != 1 || !strings.Contains(got.err, `nobody named "nobody"`) {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
}

func TestAFolderWithoutArticlesIsNamed(t *testing.T) {
	got := stet(t, "", "import", folder(t, map[string]string{"photo.jpg": "\xff\xd8"}), "--db", newDesk(t))
	if got.status != 1 || !strings.Contains(got.err, "the folder holds no .txt") {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
}
