package main_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
	"stet/server/store"
)

const soakingReviewers = 200

// soakTime is how long the reviewers work: a taste of it, unless STET_SOAK says how long.
func soakTime(b *testing.B) time.Duration {
	b.Helper()
	if os.Getenv("STET_SOAK") == "" {
		return 5 * time.Second
	}
	d, err := time.ParseDuration(os.Getenv("STET_SOAK"))
	if err != nil || d <= 0 {
		b.Fatal("STET_SOAK must be a time, 5m for example")
	}
	return d
}

// BenchmarkSoak has 200 reviewers read, highlight, judge, list and export at a served desk, with pauses between, and holds that no
// request fails, no acknowledged claim is lost, and that memory, file handles and goroutines are back where they were once they
// have gone. It prints what they waited beside a bare Echo handler and a bare durable commit, measured in the same minutes.
func BenchmarkSoak(b *testing.B) {
	db, articles, tokens := soaked(b)
	d := serve(b, db, "--log-format", "json")
	waits := &waited{}
	var all []*soaker
	for _, token := range tokens {
		all = append(all, &soaker{script: newScript(d.base, token), articles: articles, waits: waits, claims: map[int64]string{}})
	}
	for range 3 {
		all[0].read(b) // what is made once is made
	}
	before := d.vitals(b)
	for b.Loop() {
		var working sync.WaitGroup
		until := time.Now().Add(soakTime(b))
		for _, s := range all {
			working.Go(func() { s.work(b, until) })
		}
		limits := &waited{}
		working.Go(func() { limits.measure(b, until) })
		working.Wait()
		b.Logf("%d reviewers, %v\n%s%s", len(all), soakTime(b), waits, limits)
	}
	kept, err := all[0].everyClaim()
	if err != nil {
		b.Fatal(err)
	}
	written := 0
	for _, s := range all {
		for id, verdict := range s.claims {
			if written++; kept[id].Verdict != verdict {
				b.Errorf("claim %d was acknowledged as %q and is %q", id, verdict, kept[id].Verdict)
			}
		}
		s.client.CloseIdleConnections()
	}
	after := d.settled(b, before)
	b.Logf("%d claims acknowledged, none lost; goroutines %g to %g, file handles %g to %g, memory %.0f to %.0f MB", written,
		before["go_goroutines"], after["go_goroutines"], before["process_open_fds"], after["process_open_fds"],
		before["process_resident_memory_bytes"]/1e6, after["process_resident_memory_bytes"]/1e6)
	const most = 400e6
	if after["process_resident_memory_bytes"] > most {
		b.Errorf("the desk holds %.0f MB", after["process_resident_memory_bytes"]/1e6)
	}
}

// soaked makes a desk with the reviewers, their tokens, and some articles.
func soaked(b *testing.B) (db string, articles int, tokens []string) {
	b.Helper()
	db, _ = scripted(b)
	folder := b.TempDir()
	for articles = 1; articles < 8; articles++ {
		text := fmt.Sprintf("Article %d\n\n", articles) + strings.Repeat("In 2018 the company spent US$12.62 million on lobbying (治理), 12% more than before. ", 60)
		file := filepath.Join(folder, fmt.Sprint(articles, ".txt"))
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
		must(b, "", "import", file, "--db", db)
	}
	s, err := store.Open(b.Context(), db)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	at := factcheck.At(time.Now())
	err = s.Write(b.Context(), func(tx *store.Tx) error {
		for i := range soakingReviewers {
			person, err := tx.AddPerson(factcheck.Person{Name: fmt.Sprint("reviewer", i), Role: factcheck.Reviewer, CreatedAt: at}, "none")
			if err != nil {
				return err
			}
			token, hash := auth.NewToken()
			tokens = append(tokens, token)
			if _, err := tx.AddToken(store.Token{PersonID: person, CreatedAt: at}, hash); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return db, articles, tokens
}

// soaker is one simulated reviewer.
type soaker struct {
	*script
	articles int
	waits    *waited
	claims   map[int64]string // the verdict of each as it was last acknowledged
}

// work does what reviewers do, over and over, until it is time to go.
func (s *soaker) work(b *testing.B, until time.Time) {
	for time.Now().Before(until) && !b.Failed() {
		s.read(b)
		for range 3 {
			s.mark(b)
			pause(until)
		}
		switch rand.IntN(10) {
		case 0:
			s.get(b, "export", "/api/v1/export/claims.csv?verdict=disputed")
		case 1, 2:
			s.get(b, "search", "/articles?q=lobbying")
		default:
			s.get(b, "list", "/claims?verdict=disputed")
		}
		pause(until)
	}
}

// pause is a reviewer's thinking: a second on average.
func pause(until time.Time) {
	thinking := time.Duration(rand.ExpFloat64() * float64(time.Second))
	time.Sleep(min(thinking, time.Until(until)))
}

func (s *soaker) read(b *testing.B) {
	s.get(b, "read", fmt.Sprint("/articles/", 1+rand.IntN(s.articles)))
}

func (s *soaker) mark(b *testing.B) {
	var made claim
	start := rand.IntN(2000)
	s.timed(b, "highlight", http.StatusCreated, func() (int, error) {
		return s.call(http.MethodPost, fmt.Sprint("/articles/", 1+rand.IntN(s.articles), "/claims"), map[string]any{"start": start, "end": start + 25}, &made)
	})
	s.claims[made.ID] = made.Verdict
	verdict := string(factcheck.Verdicts[rand.IntN(len(factcheck.Verdicts))])
	s.timed(b, "judge", http.StatusOK, func() (int, error) {
		return s.call(http.MethodPatch, fmt.Sprint("/claims/", made.ID), map[string]any{"verdict": verdict}, &made, "If-Match", fmt.Sprintf(`"%d"`, made.Version))
	})
	s.claims[made.ID] = made.Verdict
}

func (s *soaker) get(b *testing.B, what, path string) {
	s.timed(b, what, http.StatusOK, func() (int, error) {
		request, err := http.NewRequest(http.MethodGet, s.base+path, nil)
		if err != nil {
			return 0, err
		}
		request.Header.Set("Authorization", "Bearer "+s.token)
		answer, err := s.client.Do(request)
		if err != nil {
			return 0, err
		}
		defer answer.Body.Close()
		_, err = io.Copy(io.Discard, answer.Body)
		return answer.StatusCode, err
	})
}

func (s *soaker) timed(b *testing.B, what string, want int, call func() (int, error)) {
	began := time.Now()
	status, err := call()
	s.waits.add(what, time.Since(began))
	if err != nil || status != want {
		b.Errorf("%s: %d, %v", what, status, err)
	}
}

// waited is how long each kind of thing took.
type waited struct {
	mu   sync.Mutex
	each map[string][]time.Duration
}

func (w *waited) add(what string, took time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.each == nil {
		w.each = map[string][]time.Duration{}
	}
	w.each[what] = append(w.each[what], took)
}

// measure times the least that an answer and a durable write can take, now and then, beside the reviewers.
func (w *waited) measure(b *testing.B, until time.Time) {
	e := echo.New()
	e.GET("/", func(c echo.Context) error { return c.String(http.StatusOK, "ok") })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Error(err)
		return
	}
	bare := &http.Server{Handler: e}
	go bare.Serve(listener)
	defer bare.Close()
	file, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	if err != nil {
		b.Error(err)
		return
	}
	defer file.Close()
	if _, err := file.Exec("create table bare (text text)"); err != nil {
		b.Error(err)
		return
	}
	client := &http.Client{Transport: &http.Transport{}}
	for ; time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		began := time.Now()
		answer, err := client.Get("http://" + listener.Addr().String())
		if err != nil {
			b.Error(err)
			return
		}
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		w.add("(bare handler)", time.Since(began))
		began = time.Now()
		if _, err := file.ExecContext(context.Background(), "insert into bare values ('one row')"); err != nil {
			b.Error(err)
		}
		w.add("(bare commit)", time.Since(began))
	}
}

// String gives a line for each kind: how many, and the median, 95th and 99th percentile of their times.
func (w *waited) String() string {
	var lines strings.Builder
	for _, what := range slices.Sorted(maps.Keys(w.each)) {
		took := w.each[what]
		slices.Sort(took)
		at := func(quantile float64) time.Duration {
			return took[int(quantile*float64(len(took)-1))].Round(10 * time.Microsecond)
		}
		fmt.Fprintf(&lines, "%-15s %6d   p50 %9v   p95 %9v   p99 %9v\n", what, len(took), at(.5), at(.95), at(.99))
	}
	return lines.String()
}

var vitalLine = regexp.MustCompile(`(?m)^(go_goroutines|process_open_fds|process_resident_memory_bytes) (\S+)$`)

// vitals reads the desk's own measurements.
func (d *running) vitals(b *testing.B) map[string]float64 {
	b.Helper()
	client := browser(b)
	defer client.CloseIdleConnections()
	_, body, _ := d.get(client, "/metrics")
	found := map[string]float64{}
	for _, line := range vitalLine.FindAllStringSubmatch(body, -1) {
		found[line[1]], _ = strconv.ParseFloat(line[2], 64)
	}
	if len(found) != 3 {
		b.Fatalf("the measurements are %v", found)
	}
	return found
}

// settled waits until goroutines and file handles are back where they were, give or take what the runtime keeps, and the files of the
// eight connections for exports, which are opened when first wanted and then kept.
func (d *running) settled(b *testing.B, before map[string]float64) (now map[string]float64) {
	b.Helper()
	const tolerance, exportFiles = 12, 8 * 2
	for tooLate := time.Now().Add(30 * time.Second); time.Now().Before(tooLate); time.Sleep(200 * time.Millisecond) {
		now = d.vitals(b)
		if now["go_goroutines"] <= before["go_goroutines"]+tolerance && now["process_open_fds"] <= before["process_open_fds"]+tolerance+exportFiles {
			return now
		}
	}
	b.Errorf("the desk does not settle: %v before, %v now", before, now)
	return now
}
