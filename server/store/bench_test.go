package store

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/server/factcheck"
)

// BenchmarkSearch ranks what matches among 20,000 articles, beside the sqlite3 shell running the same SQL on the same file.
func BenchmarkSearch(b *testing.B) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		b.Fatal("the sqlite3 shell, which the search is measured against, is not in PATH; install it")
	}
	path := filepath.Join(b.TempDir(), "desk.db")
	s := searchable20000(b, path)
	words := []string{"company", "治理", "word17", "word170 word3", "lobb", "word1999"}
	for b.Loop() {
		var ours, theirs []float64
		for range 5 {
			for _, word := range words {
				ours = append(ours, searchTimes(b, s, word, 20)...)
				theirs = append(theirs, shellTimes(b, shell, path, word, 20)...)
			}
		}
		for _, q := range []float64{0.5, 0.99} {
			b.ReportMetric(quantile(ours, q)/quantile(theirs, q), fmt.Sprintf("p%g/sqlite3-p%g", q*100, q*100))
		}
	}
}

func searchable20000(b *testing.B, path string) *Store {
	b.Helper()
	s, err := Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	err = s.Write(context.Background(), func(tx *Tx) error {
		for i := range 20_000 {
			var text strings.Builder
			for j := range 120 {
				fmt.Fprintf(&text, "word%d ", (i*7+j*j)%2000)
			}
			text.WriteString("the company lobbied. 网络治理之路")
			a := factcheck.Article{Title: fmt.Sprintf("Article word%d", i%500), Revision: 1}
			if _, err := tx.AddArticle(a, Prepare(factcheck.Revision{Number: 1, Text: text.String()}), 0); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func searchTimes(b *testing.B, s *Store, word string, n int) []float64 {
	var seconds []float64
	for range n {
		began := time.Now()
		err := s.Read(context.Background(), func(r *Reader) error {
			_, err := r.foundArticles(word, 50)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		seconds = append(seconds, time.Since(began).Seconds())
	}
	return seconds
}

var runTime = regexp.MustCompile(`Run Time: real ([0-9.]+)`)

// shellTimes has the sqlite3 shell run the query n times in one process, and reads what its timer says of each.
func shellTimes(b *testing.B, shell, path, word string, n int) []float64 {
	sql := foundArticlesSQL
	query, err := matching(word)
	if err != nil {
		b.Fatal(err)
	}
	for _, arg := range []string{"'" + strings.ReplaceAll(query, "'", "''") + "'", strconv.Itoa(rankedAmong), "50"} {
		sql = strings.Replace(sql, "?", arg, 1)
	}
	run := exec.Command(shell, "-readonly", path)
	run.Stdin = strings.NewReader(".output /dev/null\n" + strings.Repeat(sql+";\n", 2) + ".output stdout\n.timer on\n" + strings.Repeat(sql+";\n", n))
	var out bytes.Buffer
	run.Stdout = &out
	if err := run.Run(); err != nil {
		b.Fatal(err)
	}
	var seconds []float64
	for _, m := range runTime.FindAllStringSubmatch(out.String(), -1) {
		t, _ := strconv.ParseFloat(m[1], 64)
		seconds = append(seconds, t)
	}
	if len(seconds) != n {
		b.Fatalf("the shell timed %d runs of %d: %s", len(seconds), n, out.String())
	}
	return seconds
}

func quantile(of []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[int(q*float64(len(sorted)-1))]
}
