package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var otherTools = []string{"webannotation", "hypothesis", "doccano", "brat", "webanno-tsv"}

func TestClaimsGoToOtherToolsAndComeBack(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	must(t, "to be or not to be", "user", "add", "wen", "--role", "reviewer", "--password-stdin", "--db", db)
	for _, format := range otherTools {
		file := filepath.Join(folder, format)
		got := stet(t, "", "export", "report", "--article", "1", "--format", format, "-o", file, "--db", db)
		if got.status != 0 || got.out != "" || !strings.Contains(got.err, "The desk’s decisions are not in it.") {
			t.Fatalf("%s ended with %d: %s", format, got.status, got.err)
		}
		seen := stet(t, "", "import", "claims", file, "--article", "1", "--as", "wen", "--dry-run", "--db", db)
		if lines := strings.Count(seen.out, "\n"); seen.status != 0 || lines != 22 || !strings.HasPrefix(seen.out, "0\t") || !strings.HasSuffix(seen.err, "stet: 22 came in, 0 left out\n") {
			t.Errorf("%s: %d lines, ended with %d: %s", format, lines, seen.status, seen.err)
		}
	}
	file := filepath.Join(folder, "webannotation")
	if got := must(t, "", "import", "claims", file, "--article", "1", "--as", "wen", "--db", db); strings.Count(got, "\n") != 22 {
		t.Errorf("it prints %q", got)
	}
	again := stet(t, "", "import", "claims", file, "--article", "1", "--as", "wen", "--db", db)
	if again.status != 0 || again.out != "" || !strings.Contains(again.err, "in this review already") || !strings.HasSuffix(again.err, "stet: 0 came in, 22 left out\n") {
		t.Errorf("a second time it ends with %d: %s%s", again.status, again.out, again.err)
	}
	exported := must(t, "", "export", "claims", "--article", "1", "--reviewer", "wen", "--db", db)
	if rows := table(t, exported); len(rows) != 23 {
		t.Errorf("wen has %d claims", len(rows)-1)
	}
}

func TestAFormatIsToldByTheFilesEnding(t *testing.T) {
	db, file := seededDesk(t), filepath.Join(t.TempDir(), "a.webanno.tsv")
	must(t, "", "export", "report", "--article", "1", "-o", file, "--db", db)
	if content, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(content), "#FORMAT=WebAnno TSV 3.3\n") {
		t.Errorf("it begins %.40q, %v", content, err)
	}
}

func TestOneReviewersClaimsGoToAnotherTool(t *testing.T) {
	db := seededDesk(t)
	if got := must(t, "", "export", "report", "--article", "1", "--format", "hypothesis", "--reviewer", "rosa", "--db", db); !strings.HasSuffix(got, `"total":11}`+"\n") || strings.Contains(got, "acct:imre") {
		t.Errorf("it ends %q", got[max(0, len(got)-80):])
	}
	if got := stet(t, "", "export", "report", "--article", "1", "--format", "hypothesis", "--reviewer", "nobody", "--db", db); got.status != 1 || !strings.Contains(got.err, `nobody named "nobody"`) {
		t.Errorf("it ends with %d: %s", got.status, got.err)
	}
	if got := stet(t, "", "export", "report", "--article", "1", "--reviewer", "rosa", "--db", db); got.status != 2 {
		t.Errorf("a report of one reviewer's ends with %d: %s", got.status, got.err)
	}
}

func TestWhatCannotComeInIsToldOnOneLine(t *testing.T) {
	db := seededDesk(t)
	bring := func(file string, more ...string) outcome {
		return stet(t, file, append([]string{"import", "claims", "-", "--article", "1", "--db", db}, more...)...)
	}
	got := bring("T1\tmoney 0 9\tnowhere\x1b[31m\n", "--as", "rosa")
	if got.status != 0 || got.err != "stet: T1: Its words do not stand in the text.\nstet: 0 came in, 1 left out\n" {
		t.Errorf("it ends with %d: %q", got.status, got.err)
	}
	for want, got := range map[string]outcome{
		"-: The file is of no format":                 bring("prose", "--as", "rosa"),
		`there is nobody named "nobody"`:              bring("x", "--as", "nobody"),
		"vera is a viewer":                            bring("T1\tmoney 0 4\tMark\n", "--as", "vera"),
		"-: This cannot be read as Hypothesis: it is": bring("T1\tmoney 0 4\tMark\n", "--as", "rosa", "--format", "hypothesis"),
	} {
		if got.status != 1 || strings.Count(got.err, "\n") != 1 || !strings.Contains(got.err, want) {
			t.Errorf("it ends with %d: %q, want %q", got.status, got.err, want)
		}
	}
	if got := stet(t, "", "export", "report", "--format", "brat", "--db", db); got.status != 2 || !strings.Contains(got.err, "name it with --article ID") {
		t.Errorf("it ends with %d: %q", got.status, got.err)
	}
	if got := stet(t, "", "import", "claims", "x", "--as", "rosa", "--db", db); got.status != 2 {
		t.Errorf("without an article it ends with %d", got.status)
	}
}
