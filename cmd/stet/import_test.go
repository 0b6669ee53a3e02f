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
		"1-good.txt": plainArticle, "2-binary.txt": "caf\xe9\x00", "3-empty.txt": " \n", "4-large.txt": strings.Repeat("word ", 1<<20),
		"6-page.html": "<!DOCTYPE html>\n<script>One</script>", "7-word.docx": "PK\x03\x04", "5-good.md": markdownArticle,
	})
	got := stet(t, "", "import", filepath.Join(root, "nowhere.txt"), root, "--db", newDesk(t))
	if got.status != 1 || len(regexp.MustCompile(`(?m)^\d+\t.+$`).FindAllString(got.out, -1)) != 2 {
		t.Errorf("ended with %d, having printed %q", got.status, got.out)
	}
	complaints := strings.Split(strings.TrimSpace(got.err), "\n")
	wants := []string{"nowhere.txt: there is no such file", "2-binary.txt: This is no text", "3-empty.txt: The article is empty", "4-large.txt: The article is 5.0 MB; the most that is taken in is 4 MB",
		"6-page.html: The page holds no text", "7-word.docx: The file is damaged"}
	if len(complaints) != len(wants) {
		t.Fatalf("it says %q", complaints)
	}
	for i, want := range wants {
		if !strings.Contains(complaints[i], want) {
			t.Errorf("it says %q, want %q", complaints[i], want)
		}
	}
}

// TestAFolderHoldsWhatIsNoFile meets links that lead nowhere and to a folder, whatever they are called.
func TestAFolderHoldsWhatIsNoFile(t *testing.T) {
	root := folder(t, map[string]string{"1-good.txt": plainArticle})
	for name, to := range map[string]string{"2-lost.txt": filepath.Join(root, "nowhere"), "3-folder.txt": root} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	got := stet(t, "", "import", root, "--db", newDesk(t))
	if got.status != 1 || got.out != "1\tA bridge of sighs\n" || !strings.Contains(got.err, "2-lost.txt: there is no such file") || !strings.Contains(got.err, "3-folder.txt: this is no ordinary file") {
		t.Errorf("ended with %d, having printed %q and said %q", got.status, got.out, got.err)
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

// TestWhatAFolderHoldsBesidesIsNamed has pictures and files of programs beside the articles.
func TestWhatAFolderHoldsBesidesIsNamed(t *testing.T) {
	for says, files := range map[string][]string{
		"": {".hidden", ".git/config"},
		"left out letter.rtf, which is no file that articles come in":                    {"letter.rtf"},
		"left out b.jpg, sub/c.odt, which are no files that articles come in":            {"b.jpg", "sub/c.odt"},
		"left out 5 files that are none that articles come in: b.1, b.2, b.3 and 2 more": {"b.1", "b.2", "b.3", "b.4", "b.5"},
	} {
		held := map[string]string{"bridge.txt": plainArticle}
		for _, file := range files {
			held[file] = "x"
		}
		got := stet(t, "", "import", folder(t, held), "--db", newDesk(t))
		if got.status != 0 || got.out != "1\tA bridge of sighs\n" || !strings.HasSuffix(strings.TrimSpace(got.err), says) || says == "" && got.err != "" {
			t.Errorf("ended with %d, having printed %q and said %q, want %q", got.status, got.out, got.err, says)
		}
	}
}

func TestWhatIsThereAlreadyIsSkipped(t *testing.T) {
	db, root := newDesk(t), folder(t, map[string]string{"bridge.txt": plainArticle})
	must(t, "", "import", root, "--db", db)
	got := stet(t, "", "import", root, "--db", db)
	if got.status != 0 || got.out != "" || !strings.Contains(got.err, "bridge.txt: skipped: the desk has the same text as article 1, A bridge of sighs") {
		t.Errorf("ended with %d, having printed %q and said %q", got.status, got.out, got.err)
	}
	if got := must(t, "", "import", root, "--again", "--db", db); got != "2\tA bridge of sighs\n" {
		t.Errorf("it prints %q", got)
	}
	nearly := strings.Replace(plainArticle, "12 million", "13 million", 1)
	if got := stet(t, nearly, "import", "-", "--db", db); got.out != "3\tA bridge of sighs\n" || !strings.Contains(got.err, "nearly the same text as article 1") {
		t.Errorf("it prints %q and says %q", got.out, got.err)
	}
}

func TestImportOfPagesAndLists(t *testing.T) {
	root := folder(t, map[string]string{
		"1.html":  "<title>The ferry</title><nav><a href=/>Home</a></nav><p>The ferry carried 48,000 people last week, said the harbour company on Monday, and will carry more by spring.</p>",
		"2.jsonl": `{"title": "First", "text": "A first line of a list."}` + "\n{\n" + `{"title": "Second", "html": "<p>A second line of a list, of HTML this time, and long enough.</p>"}` + "\n",
		"3.csv":   "title;text;date\nThird;\"A row; of a table.\";2020-01-02\nFourth;;\n",
	})
	got := stet(t, "", "import", root, "--db", newDesk(t))
	if got.status != 1 || got.out != "1\tThe ferry\n2\tFirst\n3\tSecond\n4\tThird\n" {
		t.Errorf("ended with %d, having printed %q", got.status, got.out)
	}
	for _, want := range []string{"1.html: set aside 1: navigation", "2.jsonl, line 2: This is no JSON object", "3.csv, row 3: The article is empty"} {
		if !strings.Contains(got.err, want) {
			t.Errorf("it says %q, want %q", got.err, want)
		}
	}
}
