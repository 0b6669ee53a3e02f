package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// manyClaims is how many claims the larger desk has: 100,000, unless STET_CLAIMS says otherwise.
func manyClaims(b *testing.B) int {
	b.Helper()
	if os.Getenv("STET_CLAIMS") == "" {
		return 100_000
	}
	n, err := strconv.Atoi(os.Getenv("STET_CLAIMS"))
	if err != nil || n < 10*claimsOfAnArticle {
		b.Fatal("STET_CLAIMS must be a number of claims, 1000000 for example")
	}
	return n
}

// BenchmarkExports takes every export from a served desk of a tenth of the claims, and from one of all of them, and tells how long
// the first byte took, how long all of them, and how much memory the program held at its highest: the same for both, where the
// export goes row by row. The files of one article are of one that has all of the claims. The CSV stands beside what SQLite's own
// shell takes for the same rows.
func BenchmarkExports(b *testing.B) {
	for _, claims := range []int{manyClaims(b) / 10, manyClaims(b)} {
		b.Run(fmt.Sprint("claims=", claims), func(b *testing.B) {
			db, token := crammed(b, claims, claimsOfAnArticle, plainNote)
			for _, name := range []string{"claims.csv", "claims.xlsx", "claims.jsonl", "report.html", "report.md", "report.claimreview.json"} {
				b.Run(name, func(b *testing.B) { exports(b, db, bearing(token), "/api/v1/export/"+name) })
			}
			b.Run("claims.csv by sqlite3", func(b *testing.B) { commandWrites(b, "sqlite3", "-csv", "-header", db, sqliteCSV) })
			b.Run("desk.zip", func(b *testing.B) { commandWrites(b, program, "export", "desk", "--db", db) })
		})
		b.Run(fmt.Sprint("claims of one article=", claims), func(b *testing.B) {
			db, token := crammed(b, claims, claims, plainNote)
			for _, name := range []string{"report.html", "report.md", "report.claimreview.json", "report.webannotation.json", "export.hypothesis.json", "export.doccano.jsonl", "export.brat.zip", "export.webanno.tsv"} {
				b.Run(name, func(b *testing.B) { exports(b, db, bearing(token), "/api/v1/articles/1/"+name) })
			}
			b.Run("comparison.csv", func(b *testing.B) {
				exports(b, db, func(d *running) *http.Client { return d.signIn("rosa", crammedPassword) }, "/articles/1/comparison.csv")
			})
		})
	}
}

// exports has who signs in take one export from a desk that is served afresh, so that it holds nothing of another.
func exports(b *testing.B, db string, signIn func(*running) *http.Client, path string) {
	d := serve(b, db)
	client := signIn(d)
	for b.Loop() {
		if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", d.process.Pid), []byte("5"), 0); err != nil { // the highest begins anew
			b.Fatal(err)
		}
		began := time.Now()
		answer, err := client.Get(d.base + path)
		if err != nil {
			b.Fatal(err)
		}
		if answer.StatusCode != http.StatusOK {
			b.Fatalf("%s: %s", path, answer.Status)
		}
		readsAll(b, answer.Body, began, d.process.Pid)
	}
}

// bearing signs in with a token.
func bearing(token string) func(*running) *http.Client {
	return func(*running) *http.Client { return &http.Client{Transport: bearer(token)} }
}

// bearer sends a token with every request.
type bearer string

func (t bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(t))
	return http.DefaultTransport.RoundTrip(r)
}

// readsAll reads a file to its end, which it has to have, and meanwhile looks at the memory of the process that writes it.
func readsAll(b *testing.B, file io.ReadCloser, began time.Time, writer int) {
	b.Helper()
	defer file.Close()
	part := make([]byte, 1<<20)
	n, err := io.ReadFull(file, part[:1])
	first := time.Since(began)
	most := memoryAtMost(b, writer)
	for size := int64(n); ; {
		if errors.Is(err, io.EOF) {
			b.ReportMetric(float64(first.Microseconds())/1e3, "first-byte-ms")
			b.ReportMetric(float64(size)/1e6, "MB")
			b.ReportMetric(most, "peak-MB")
			return
		}
		if err != nil {
			b.Fatal(err)
		}
		n, err = file.Read(part)
		size += int64(n)
		most = max(most, memoryAtMost(b, writer))
	}
}

var highest = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// memoryAtMost gives the megabytes that a process has held at its highest; 0 once it has ended.
func memoryAtMost(b *testing.B, process int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		b.Fatal(err)
	}
	found := highest.FindSubmatch(status)
	if found == nil {
		return 0
	}
	kB, err := strconv.Atoi(string(found[1]))
	if err != nil {
		b.Fatal(err)
	}
	return float64(kB) / 1e3
}

// commandWrites takes what a command writes to its end.
func commandWrites(b *testing.B, name string, args ...string) {
	path, err := exec.LookPath(name)
	if err != nil {
		b.Skip("there is no " + name)
	}
	for b.Loop() {
		command := exec.Command(path, args...)
		var said bytes.Buffer
		command.Stderr = &said
		out, err := command.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		if err := command.Start(); err != nil {
			b.Fatal(err)
		}
		readsAll(b, out, began, command.Process.Pid)
		if err := command.Wait(); err != nil {
			b.Fatalf("%v: %s", err, said.String())
		}
	}
}

// sqliteCSV asks SQLite's own shell for the columns of the CSV, in the form that is fastest there.
const sqliteCSV = `select c.id, c.article_id, a.title, a.url, a.published_on, c.revision, p.name, c.start, c."end", c.quote, c.kind, c.speaker,
	c.verdict, nullif(c.rating, 0), c.note,
	(select count(*) from citations t where t.claim_id = c.id),
	(select count(*) from citations t where t.claim_id = c.id and t.is_primary),
	(select group_concat(t.title || ' <' || s.url || '> [' || t.stance || '; ' || iif(t.is_primary, 'primary', 'secondary')
		|| iif(t.locator = '', '', '; ' || t.locator) || ']', ' | ')
		from citations t join sources s on s.id = t.source_id where t.claim_id = c.id),
	'', c.created_at, c.updated_at, 'https://desk.example.org/articles/' || c.article_id || '#claim-' || c.id, '', '', ''
	from claims c cross join reviews v on v.id = c.review_id cross join people p on p.id = v.reviewer_id
	cross join articles a on a.id = c.article_id
	where not c.deleted order by c.id`
