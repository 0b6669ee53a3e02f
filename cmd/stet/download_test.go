package main_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

const slowlyTaken = 2_000 // claims

// slow is the slow desk as the first test made it, and its token.
var slow struct {
	once      sync.Once
	db, token string
}

// slowDesk gives a desk whose exports are larger, however they are packed, than what a connection holds: whoever has taken the first
// byte of one has taken it while it was being made.
func slowDesk(t *testing.T) (db, token string) {
	t.Helper()
	slow.once.Do(func() { makeSlowDesk(t) })
	if slow.token == "" {
		t.Fatal("the slow desk could not be made")
	}
	db = newDB(t)
	copyDatabase(t, slow.db, db)
	return db, slow.token
}

func makeSlowDesk(t *testing.T) {
	t.Helper()
	noise := rand.New(rand.NewPCG(1, 2))
	made, token := crammed(t, slowlyTaken, slowlyTaken, func() string {
		raw := make([]byte, 8_000)
		for i := range raw {
			raw[i] = byte(noise.UintN(256))
		}
		return base64.StdEncoding.EncodeToString(raw)
	})
	slow.db = filepath.Join(filepath.Dir(program), "slow.db")
	copyDatabase(t, made, slow.db)
	slow.token = token
}

// begin asks for an export and takes its first byte.
func (d *running) begin(token, path string) (first []byte, rest io.ReadCloser) {
	d.t.Helper()
	bounded := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, address)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(1 << 20)
		}
		return c, err
	}}
	request, err := http.NewRequest(http.MethodGet, d.base+"/api/v1"+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := bounded.RoundTrip(request)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { answer.Body.Close() })
	first = make([]byte, 1)
	if _, err := io.ReadFull(answer.Body, first); err != nil || answer.StatusCode != http.StatusOK {
		d.t.Fatalf("%s: %s, %v", path, answer.Status, err)
	}
	return first, answer.Body
}

// TestADownloadThatBreaksOffIsKnownAsSuch kills the desk in the middle of each export: whoever reads it is told that it has no end.
func TestADownloadThatBreaksOffIsKnownAsSuch(t *testing.T) {
	db, token := slowDesk(t)
	for _, path := range []string{"/export/claims.csv", "/export/claims.xlsx", "/export/claims.jsonl", "/articles/1/report.webannotation.json",
		"/articles/1/export.hypothesis.json", "/articles/1/export.brat.zip", "/articles/1/export.webanno.tsv"} {
		d := serve(t, db)
		first, rest := d.begin(token, path)
		d.kill()
		more, err := io.ReadAll(rest)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: after %d bytes it ends with %v", path, len(first)+len(more), err)
		}
	}
}

// TestAnArchiveThatBreaksOffIsNone kills the program that writes it: to a pipe, what has come is refused; to a file, none is there.
func TestAnArchiveThatBreaksOffIsNone(t *testing.T) {
	db, _ := slowDesk(t)
	half := filepath.Join(t.TempDir(), "half.zip")
	command := stetCommand("", "export", "desk", "--db", db)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	part := make([]byte, 1_000)
	if _, err := io.ReadFull(out, part); err != nil {
		t.Fatal(err)
	}
	command.Process.Kill()
	if err := os.WriteFile(half, part, 0o600); err != nil {
		t.Fatal(err)
	}
	command.Wait()
	if got := stet(t, "", "import", "desk", half, "--db", newDB(t)); got.status != 1 || !strings.Contains(got.err, "its end is missing") {
		t.Errorf("half an archive is taken in: %d %s", got.status, got.err)
	}
}

// TestAnExportUnderWritesIsOneSnapshot changes the last claim, deletes another, and adds one, while exports are being made: each
// tells the desk as it was when it began.
func TestAnExportUnderWritesIsOneSnapshot(t *testing.T) {
	db, token := slowDesk(t)
	d := serve(t, db)
	paths := map[string]func(*testing.T, []byte) []string{
		"/export/claims.csv": verdictsInCSV, "/export/claims.xlsx": verdictsInXLSX, "/export/claims.jsonl": verdictsInLines,
		"/articles/1/report.webannotation.json": verdictsInAnnotations,
	}
	type download struct {
		first []byte
		rest  io.ReadCloser
	}
	begun := map[string]download{}
	for path := range paths { // each by somebody else: nobody is given all of them at once
		reader := fmt.Sprint("reader", len(begun))
		must(t, "of many downloads", "user", "add", reader, "--role", "viewer", "--password-stdin", "--db", db)
		first, rest := d.begin(strings.TrimSpace(must(t, "", "token", "add", reader, "--db", db)), path)
		begun[path] = download{first, rest}
	}
	s := newScript(d.base, strings.TrimSpace(must(t, "", "token", "add", "imre", "--db", db))) // whose the last claims are
	last := fmt.Sprint("/claims/", slowlyTaken)
	for _, write := range []struct {
		method, path string
		body         any
		status       int
	}{
		{http.MethodPatch, last, map[string]any{"verdict": "verified", "rating": 5}, http.StatusOK},
		{http.MethodDelete, fmt.Sprint("/claims/", slowlyTaken-1), nil, http.StatusNoContent},
		{http.MethodPost, "/articles/1/claims", map[string]any{"start": 0, "end": 11, "verdict": "verified"}, http.StatusCreated},
	} {
		if status, err := s.call(write.method, write.path, write.body, nil, "If-Match", `"1"`); status != write.status || err != nil {
			t.Fatalf("%s %s is answered %d, %v", write.method, write.path, status, err)
		}
	}
	type taken struct {
		path string
		rest []byte
		err  error
	}
	all := make(chan taken, len(begun)) // at once, since one that stands still for long is cut off
	for path, d := range begun {
		go func() {
			rest, err := io.ReadAll(d.rest)
			all <- taken{path, rest, err}
		}()
	}
	for range paths {
		got := <-all
		path := got.path
		if got.err != nil {
			t.Fatalf("%s: %v", path, got.err)
		}
		verdicts := paths[path](t, append(begun[path].first, got.rest...))
		for i, v := range verdicts {
			if want := []string{"verified", "disputed", "unproven", "unchecked"}[i%4]; v != want {
				t.Fatalf("%s: claim %d is %s, was %s", path, i+1, v, want)
			}
		}
		if len(verdicts) != slowlyTaken {
			t.Errorf("%s: it has %d claims", path, len(verdicts))
		}
	}
	first, rest := d.begin(token, "/export/claims.csv?verdict=verified")
	now, err := io.ReadAll(rest)
	if got := verdictsInCSV(t, append(first, now...)); err != nil || len(got) != slowlyTaken/4+2 {
		t.Errorf("afterwards %d claims are verified, %v", len(got), err)
	}
}

func verdictsInCSV(t *testing.T, file []byte) (verdicts []string) {
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		verdicts = append(verdicts, row[12])
	}
	return verdicts
}

func verdictsInXLSX(t *testing.T, file []byte) (verdicts []string) {
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Claims")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		verdicts = append(verdicts, row[12])
	}
	return verdicts
}

func verdictsInLines(t *testing.T, file []byte) (verdicts []string) {
	for line := range bytes.Lines(file) {
		var c claim
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		verdicts = append(verdicts, c.Verdict)
	}
	return verdicts
}

// verdictsInAnnotations puts them in the order of their claims: annotations are in the order of the text.
func verdictsInAnnotations(t *testing.T, file []byte) []string {
	var c struct {
		Total int
		First struct {
			Items []struct {
				ID   string
				Body []struct{ Value string }
			}
		}
	}
	if err := json.Unmarshal(file, &c); err != nil {
		t.Fatal(err)
	}
	verdicts := make([]string, c.Total)
	for _, a := range c.First.Items {
		var id int
		if _, err := fmt.Sscanf(a.ID[strings.IndexByte(a.ID, '#'):], "#claim-%d", &id); err != nil || id > c.Total {
			t.Fatalf("%s: %v", a.ID, err)
		}
		verdicts[id-1] = a.Body[0].Value
	}
	return verdicts
}
