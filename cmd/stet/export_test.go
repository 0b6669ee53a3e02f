package main_test

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func table(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows
}

func TestClaimsAreExported(t *testing.T) {
	db := seededDesk(t)
	all := table(t, must(t, "", "export", "claims", "--db", db))
	disputed := table(t, must(t, "", "export", "claims", "--db", db, "--verdict", "disputed"))
	for _, row := range disputed[1:] {
		if row[12] != "disputed" {
			t.Errorf("among the disputed is %q", row)
		}
	}
	if len(disputed) >= len(all) {
		t.Errorf("%d rows of disputed claims, %d of all", len(disputed), len(all))
	}
	both := table(t, must(t, "", "export", "claims", "--db", db, "--verdict", "disputed", "--verdict", "verified"))
	reviewer, article := all[1][6], all[1][1]
	narrowed := table(t, must(t, "", "export", "claims", "--db", db, "--reviewer", reviewer, "--article", article))
	if len(both) <= len(disputed) || len(narrowed) >= len(all) || narrowed[1][0] != all[1][0] {
		t.Errorf("%d rows of two verdicts, %d of %s's in article %s", len(both), len(narrowed), reviewer, article)
	}
	if place := all[1][21]; !strings.HasPrefix(place, "http://127.0.0.1:8080/articles/"+article+"#claim-") {
		t.Errorf("a claim's address is %s", place)
	}
	for _, narrowing := range [][]string{{"--kind", "money"}, {"--query", "million"}, {"--since", "2020-01-01"}, {"--until", "2020-01-01"}} {
		args := append([]string{"export", "claims", "--format", "jsonl", "--db", db}, narrowing...)
		if n, whole := strings.Count(must(t, "", args...), "\n"), len(all)-1; n > whole || n == whole != (narrowing[0] == "--since") || n == 0 != (narrowing[0] == "--until") {
			t.Errorf("%v leaves %d of %d claims", narrowing, n, whole)
		}
	}
	marked := must(t, "", "export", "claims", "--db", db, "--bom", "--base-url", "https://desk.example.org/")
	if !strings.HasPrefix(marked, "\ufeffclaim_id,") || !strings.Contains(marked, ",https://desk.example.org/articles/") {
		t.Errorf("begins with %.40q", marked)
	}
}

func TestExportsGoIntoFiles(t *testing.T) {
	db, folder := seededDesk(t), t.TempDir()
	for name, begins := range map[string]string{"claims.csv": "claim_id,", "claims.jsonl": `{"id":`, "claims.xlsx": "PK", "claims": "claim_id,"} {
		file := filepath.Join(folder, name)
		if out := must(t, "", "export", "claims", "--db", db, "-o", file); out != "" {
			t.Errorf("with -o %s it prints %.40q", name, out)
		}
		if written, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(written), begins) {
			t.Errorf("%s begins %.40q, %v", name, written, err)
		}
	}
	if named := must(t, "", "export", "claims", "--db", db, "--format", "jsonl", "-o", "-"); !strings.HasPrefix(named, `{"id":`) {
		t.Errorf("--format jsonl begins %.40q", named)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "*")); len(left) != 4 || err != nil {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	wanted := must(t, "", "export", "claims", "--db", db)
	// What has gone into a pipe before is for whoever reads from it.
	both := exec.Command("sh", "-c", `{ "$0" export claims --db "$1"; "$0" export claims --db "$1" -o /dev/stdout; } | cat`, program, db)
	if got := finish(t, both); got.status != 0 || got.out != wanted+wanted {
		t.Errorf("two exports into one pipe end with %d and make %d bytes, not twice %d: %s", got.status, len(got.out), len(wanted), got.err)
	}
	must(t, "", "export", "claims", "--db", db, "-o", os.DevNull)
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device was replaced: %v, %v", info, err)
	}
}

// TestAnExportTakesNoDatabasesPlace names the desk itself, another, and what stands beside one, as the file to write.
func TestAnExportTakesNoDatabasesPlace(t *testing.T) {
	db := seededDesk(t)
	other := filepath.Join(t.TempDir(), "other.db")
	must(t, "", "backup", other, "--db", db)
	before := must(t, "", "export", "claims", "--db", db)
	for _, file := range []string{db, db + "-wal", db + "-shm", db + "-journal", other} {
		for _, what := range [][]string{{"claims"}, {"desk"}, {"report"}, {"report", "--article", "1", "--format", "doccano"}} {
			got := stet(t, "", append(append([]string{"export"}, what...), "-o", file, "--db", db)...)
			if got.status != 1 || !strings.Contains(got.err, "is a database or belongs to one") {
				t.Errorf("export %s to %s ended with %d, %q", what, filepath.Base(file), got.status, got.err)
			}
		}
	}
	for _, desk := range []string{db, other} {
		if must(t, "", "export", "claims", "--db", desk) != before {
			t.Errorf("%s holds something else now", desk)
		}
	}
}

func TestAnExportThatCannotBeSaysWhy(t *testing.T) {
	db := seededDesk(t)
	for name, test := range map[string]struct {
		args   []string
		status int
		words  string
	}{
		"no such verdict":  {[]string{"--verdict", "wrong"}, 2, "verified, disputed, unproven, unchecked"},
		"no such format":   {[]string{"--format", "docx"}, 2, "csv"},
		"no such kind":     {[]string{"--kind", "wrong"}, 2, "statistic, money"},
		"no such day":      {[]string{"--since", "yesterday"}, 2, "2019-10-24"},
		"no such article":  {[]string{"--article", "99"}, 1, "no article 99"},
		"no such reviewer": {[]string{"--reviewer", "nobody"}, 1, `nobody named "nobody"`},
		"no such folder":   {[]string{"-o", filepath.Join(t.TempDir(), "no", "claims.csv")}, 1, "claims.csv cannot be written"},
	} {
		t.Run(name, func(t *testing.T) {
			got := stet(t, "", append([]string{"export", "claims", "--db", db}, test.args...)...)
			if got.status != test.status || !strings.Contains(got.err, test.words) || strings.Count(got.err, "\n") != 1 || got.out != "" {
				t.Errorf("ended with %d: %s%s", got.status, got.err, got.out)
			}
		})
	}
}
