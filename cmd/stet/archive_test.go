package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestADeskMovesToANewInstallation(t *testing.T) {
	db := seededDesk(t)
	token := strings.TrimSpace(must(t, "", "token", "add", "ada", "--db", db))
	archive, moved := filepath.Join(t.TempDir(), "desk.zip"), filepath.Join(t.TempDir(), "new.db")
	if out := must(t, "", "export", "desk", "--db", db, "-o", archive); out != "" {
		t.Errorf("it prints %q", out)
	}
	if info, err := os.Stat(archive); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the archive: %v, %v", info.Mode(), err)
	}
	if out := must(t, "", "import", "desk", archive, "--db", moved); !strings.Contains(out, "5\tarticles\n") {
		t.Errorf("it prints %q", out)
	}
	claims := []string{"export", "claims", "--format", "jsonl", "--db"}
	if must(t, "", append(claims, db)...) != must(t, "", append(claims, moved)...) {
		t.Error("the claims are others")
	}
	d := serve(t, moved)
	if status := d.bearing(token); status != 200 {
		t.Errorf("the token that let somebody in is answered %d", status)
	}
}

func TestAnArchiveThatCannotBeTakenInSaysWhy(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	archive := must(t, "", "export", "desk", "--db", db, "-o", "-")
	half := filepath.Join(folder, "half.zip")
	whole := filepath.Join(folder, "whole.zip")
	for name, content := range map[string]string{half: archive[:len(archive)/2], whole: archive} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct{ file, db, words string }{
		"half a file":        {half, filepath.Join(folder, "new.db"), "half.zip: The file is no archive of a desk, or its end is missing"},
		"no file":            {filepath.Join(folder, "none.zip"), filepath.Join(folder, "new.db"), "no such file"},
		"onto a desk in use": {whole, db, "holds something already"},
		"into no folder":     {whole, filepath.Join(folder, "no", "new.db"), "does not exist"},
		"another program's":  {whole, half, "half.zip"},
	} {
		t.Run(name, func(t *testing.T) {
			got := stet(t, "", "import", "desk", c.file, "--db", c.db)
			if got.status != 1 || !strings.Contains(got.err, c.words) || strings.Count(got.err, "\n") != 1 || got.out != "" {
				t.Errorf("ended with %d: %s%s", got.status, got.err, got.out)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(folder, "new.db")); err == nil {
		t.Error("half a desk was left")
	}
}

func TestAReportIsExported(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	for name, begins := range map[string]string{"r.html": "<!doctype html>", "r.md": "# ", "r.claimreview.json": "[\n{", "r": "<!doctype html>"} {
		file := filepath.Join(folder, name)
		if out := must(t, "", "export", "report", "--article", "1", "--db", db, "-o", file); out != "" {
			t.Errorf("with -o %s it prints %.40q", name, out)
		}
		if written, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(written), begins) {
			t.Errorf("%s begins %.40q, %v", name, written, err)
		}
	}
	got := stet(t, "", "export", "report", "--article", "1", "--format", "claimreview", "--verdict", "disputed", "--published-url", "https://news.example.org/1", "--db", db)
	var reviews []struct{ URL string }
	if err := json.Unmarshal([]byte(got.out), &reviews); err != nil || len(reviews) == 0 || !strings.HasPrefix(reviews[0].URL, "https://news.example.org/1#claim-") {
		t.Errorf("the disputed claims are %v, %v", reviews, err)
	}
	if !strings.Contains(got.err, "Nobody is named as the publisher") {
		t.Errorf("it does not say what is missing: %s", got.err)
	}
	if all := must(t, "", "export", "report", "--format", "md", "--db", db); strings.Count(all, "\nFact-check report, ") < 3 {
		t.Errorf("the report of the whole desk is %.400s", all)
	}
	for name, c := range map[string]struct {
		args   []string
		status int
		words  string
	}{
		"no such format":  {[]string{"--article", "1", "--format", "docx"}, 2, "html, md, claimreview"},
		"no such article": {[]string{"--article", "99"}, 1, "no article 99"},
		"no such verdict": {[]string{"--article", "1", "--verdict", "wrong"}, 2, "no verdict"},
	} {
		got := stet(t, "", append([]string{"export", "report", "--db", db}, c.args...)...)
		if got.status != c.status || !strings.Contains(got.err, c.words) || strings.Count(got.err, "\n") != 1 || got.out != "" {
			t.Errorf("%s: ended with %d: %s%s", name, got.status, got.err, got.out)
		}
	}
}

func TestItSaysWhichStetItIs(t *testing.T) {
	if got := must(t, "", "--version"); !regexp.MustCompile(`^stet \S+.*, go1\.\d+.*\n$`).MatchString(got) {
		t.Errorf("it prints %q", got)
	}
}
