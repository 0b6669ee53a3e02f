package server_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// The benchmarks measure Stet beside its own limit, in turns within one run, and report ratios: times divided by the limit's
// times, rates divided by the limit's rates. Absolute figures say more about the machine than about Stet.

const rounds = 5 // of the limit and of Stet, in turns

// bench is a desk served on a loopback port, with a token for its editor.
type bench struct {
	*desk.Desk
	store  *store.Store
	editor factcheck.Person
	url    string
	client *http.Client
	token  string
}

func newBench(b *testing.B) *bench {
	b.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(b.TempDir(), "desk.db"))
	check(b, err)
	b.Cleanup(func() { s.Close() })
	w := &bench{Desk: desk.New(s), store: s, client: manyConnections()}
	w.editor, err = w.AddPerson(ctx, desk.CommandLine, factcheck.Person{Name: "chidi", Role: factcheck.Editor}, "no password")
	check(b, err)
	token, hash := auth.NewToken()
	check(b, s.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.AddToken(store.Token{PersonID: w.editor.ID, Label: "bench", CreatedAt: factcheck.At(time.Now())}, hash)
		return err
	}))
	w.token = token
	w.url = serve(b, func(base string) http.Handler {
		srv, err := server.New(config.Config{BodyLimit: config.MB, ImportLimit: 10 * config.MB, SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(time.Hour)}, base, s, slog.New(slog.DiscardHandler))
		check(b, err)
		return srv.Handler()
	})
	return w
}

// serve answers on a loopback port until the benchmark ends, and gives the address.
func serve(b *testing.B, handler func(base string) http.Handler) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(b, err)
	base := "http://" + listener.Addr().String()
	answering := &http.Server{Handler: handler(base)}
	go answering.Serve(listener)
	b.Cleanup(func() { answering.Close() })
	return base
}

// bareEcho answers every request with body and nothing else: the least an Echo server does.
func bareEcho(b *testing.B, body []byte) string {
	return serve(b, func(string) http.Handler {
		e := echo.New()
		e.Any("/*", func(c echo.Context) error {
			if _, err := io.Copy(io.Discard, c.Request().Body); err != nil {
				return err
			}
			return c.Blob(http.StatusOK, "text/html; charset=utf-8", body)
		})
		return e
	})
}

// bareCommits gives a function that makes one durable commit of one row, by the same driver.
func bareCommits(b *testing.B) func() {
	b.Helper()
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	check(b, err)
	b.Cleanup(func() { db.Close() })
	conn, err := db.Conn(ctx)
	check(b, err)
	_, err = conn.ExecContext(ctx, "create table bare (id integer primary key, text text)")
	check(b, err)
	insert, err := conn.PrepareContext(ctx, "insert into bare (text) values (?)")
	check(b, err)
	return func() {
		_, err := insert.ExecContext(ctx, "one row")
		check(b, err)
	}
}

// article imports words words in paragraphs of sixty and marks claims claims in it, evenly.
func (w *bench) article(b *testing.B, words, claims int) int64 {
	b.Helper()
	ctx := context.Background()
	in, err := extract.Plain([]byte(prose(words)))
	check(b, err)
	in.Title = fmt.Sprintf("%d words", words)
	a, err := w.ImportArticle(ctx, w.editor, desk.NewArticle{Article: in})
	check(b, err)
	length := len([]rune(in.Text))
	var all sync.WaitGroup
	for i := range claims {
		all.Go(func() {
			start := i * (length - 60) / max(claims, 1)
			_, err := w.CreateClaim(ctx, w.editor, a.ID, desk.NewClaim{Span: &factcheck.Span{Start: start, End: start + 25 + i%30}, Verdict: factcheck.Verdicts[i%4], Note: "Seen in the filings."})
			check(b, err)
		})
	}
	all.Wait()
	return a.ID
}

func prose(words int) string {
	sentence := strings.Fields("The company spent US$12.62 million on lobbying in 2018, up from 11.51 the year before, while 治理 and its 2.7 billion users grew by 12%.")
	var text strings.Builder
	for i := range words {
		text.WriteString(sentence[i%len(sentence)])
		text.WriteString(map[bool]string{true: "\n\n", false: " "}[i%60 == 59])
	}
	return text.String()
}

func (w *bench) request(b *testing.B, method, path string, body []byte) {
	r, err := http.NewRequest(method, w.url+path, bytes.NewReader(body))
	check(b, err)
	r.Header.Set("Authorization", "Bearer "+w.token)
	r.Header.Set("Content-Type", "application/json")
	w.send(b, r)
}

func (w *bench) send(b *testing.B, r *http.Request) {
	answer, err := w.client.Do(r)
	check(b, err)
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode >= 300 {
		b.Errorf("%s %s: %s, %v", r.Method, r.URL, answer.Status, err)
	}
}

func manyConnections() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
}

// times are what the calls of a measurement took.
type times struct {
	each []time.Duration
	rate float64 // calls a second
}

// measure makes n calls by so many clients at once.
func measure(n, clients int, call func()) times {
	each := make([]time.Duration, n)
	var next atomic.Int64
	var all sync.WaitGroup
	began := time.Now()
	for range clients {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				start := time.Now()
				call()
				each[i] = time.Since(start)
			}
		})
	}
	all.Wait()
	return times{each, float64(n) / time.Since(began).Seconds()}
}

// inTurns measures the limit and Stet one after the other, several times, after a warm-up of each.
func inTurns(n, clients int, limit, stet func()) (limits, stets times) {
	measure(n/5+1, clients, limit)
	measure(n/5+1, clients, stet)
	for range rounds {
		a, b := measure(n, clients, limit), measure(n, clients, stet)
		limits.each, stets.each = append(limits.each, a.each...), append(stets.each, b.each...)
		limits.rate, stets.rate = limits.rate+a.rate/rounds, stets.rate+b.rate/rounds
	}
	slices.Sort(limits.each)
	slices.Sort(stets.each)
	return limits, stets
}

func (t times) at(quantile float64) float64 {
	return float64(t.each[int(quantile*float64(len(t.each)-1))])
}

func check(b testing.TB, err error) {
	if err != nil {
		b.Helper()
		b.Fatal(err)
	}
}

func report(b *testing.B, name string, ratio float64) { b.ReportMetric(ratio, name) }

func newClaim() []byte {
	body, _ := json.Marshal(map[string]any{"start": 4, "end": 34, "verdict": "disputed", "note": "Seen in the filings."})
	return body
}

// claimsPath gives where to send the next claim. A review holds no more than so many, so that every ten thousand go to a new article.
func (w *bench) claimsPath(b *testing.B) func() string {
	var mu sync.Mutex
	sent, path := 0, ""
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		if sent%10_000 == 0 {
			path = fmt.Sprintf("/api/v1/articles/%d/claims", w.article(b, 1200, 0))
		}
		sent++
		return path
	}
}

func BenchmarkCreateClaimOneClient(b *testing.B) {
	w := newBench(b)
	path, claim := w.claimsPath(b), newClaim()
	for b.Loop() {
		commits, creates := inTurns(400, 1, bareCommits(b), func() { w.request(b, http.MethodPost, path(), claim) })
		report(b, "p50/commit-p50", creates.at(0.5)/commits.at(0.5))
		report(b, "p99/commit-p99", creates.at(0.99)/commits.at(0.99))
	}
}

func BenchmarkCreateClaim32Clients(b *testing.B) {
	w := newBench(b)
	path, claim := w.claimsPath(b), newClaim()
	bare, commit := &bench{url: bareEcho(b, claim), client: w.client}, bareCommits(b)
	for b.Loop() {
		handler, creates := inTurns(4000, 32, func() { bare.request(b, http.MethodPost, "/", claim) }, func() { w.request(b, http.MethodPost, path(), claim) })
		report(b, "p99/handler-p99", creates.at(0.99)/handler.at(0.99))
		report(b, "rate/commit-rate", creates.rate/measure(2000, 1, commit).rate)
	}
}

// page measures requests for a page beside a bare Echo handler that answers with as many bytes.
func (w *bench) page(b *testing.B, path string, before func()) {
	b.Helper()
	size, err := w.client.Do(w.get(b, path))
	check(b, err)
	body, err := io.ReadAll(size.Body)
	check(b, err)
	size.Body.Close()
	bare := &bench{url: bareEcho(b, body), client: w.client}
	for b.Loop() {
		handler, pages := inTurns(600, 8, func() { bare.send(b, bare.get(b, path)) }, func() { before(); w.send(b, w.get(b, path)) })
		report(b, "rate/handler-rate", pages.rate/handler.rate)
		report(b, "p99/handler-p99", pages.at(0.99)/handler.at(0.99))
		b.ReportMetric(float64(len(body))/1024, "KiB")
	}
}

func (w *bench) get(b *testing.B, path string) *http.Request {
	r, err := http.NewRequest(http.MethodGet, w.url+path, nil)
	check(b, err)
	r.Header.Set("Authorization", "Bearer "+w.token)
	return r
}

func BenchmarkOpenArticle300ClaimsUnchanged(b *testing.B) {
	w := newBench(b)
	w.page(b, fmt.Sprintf("/articles/%d", w.article(b, 1200, 300)), func() {})
}

func BenchmarkOpenArticle5000ClaimsUnchanged(b *testing.B) {
	w := newBench(b)
	w.page(b, fmt.Sprintf("/articles/%d", w.article(b, 50_000, 5000)), func() {})
}

// BenchmarkOpenArticle300ClaimsAnew asks for the page under a filter never asked for before, so that it is read from the
// database and drawn each time.
func BenchmarkOpenArticle300ClaimsAnew(b *testing.B) {
	w := newBench(b)
	id := w.article(b, 1200, 300)
	path := fmt.Sprintf("/articles/%d", id)
	change := func() { w.touch(b, id) }
	w.page(b, path, change)
}

// touch moves the article's version without the cost of a claim's change, as an event elsewhere on it would.
func (w *bench) touch(b *testing.B, article int64) {
	check(b, w.store.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddEvent(factcheck.Event{At: factcheck.At(time.Now()), Action: factcheck.ReviewOpened, ArticleID: article}, w.editor.ID)
		return err
	}))
}
