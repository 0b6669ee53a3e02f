package server_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"stet/server"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

const password = "the second proof, please"

// running is a desk served over a real connection, with one admin, ada.
type running struct {
	t    *testing.T
	base string
	desk *desk.Desk
	ada  factcheck.Person
	log  *bytes.Buffer
}

func run(t *testing.T) *running {
	t.Helper()
	s := storetest.Open(t)
	settings := config.Config{
		BodyLimit: config.MB, ImportLimit: 10 * config.MB,
		SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(24 * time.Hour),
	}
	r := &running{t: t, desk: desk.New(s), log: &bytes.Buffer{}}
	srv, err := server.New(settings, "https://desk.example.org", s, slog.New(slog.NewTextHandler(r.log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(srv.Handler())
	t.Cleanup(web.Close)
	r.base = web.URL
	r.ada = r.add("ada", factcheck.Admin)
	return r
}

func (r *running) add(name string, role factcheck.Role) factcheck.Person {
	r.t.Helper()
	hash, err := auth.HashPassword(r.t.Context(), name, password)
	if err != nil {
		r.t.Fatal(err)
	}
	person, err := r.desk.AddPerson(r.t.Context(), desk.CommandLine, factcheck.Person{Name: name, Role: role}, hash)
	if err != nil {
		r.t.Fatal(err)
	}
	return person
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (r *running) do(client *http.Client, request *http.Request) answer {
	r.t.Helper()
	got, err := client.Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, string(body)}
}

func (r *running) request(method, path string, body io.Reader) *http.Request {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), method, r.base+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	return request
}

func (r *running) get(client *http.Client, path string) answer {
	r.t.Helper()
	return r.do(client, r.request(http.MethodGet, path, nil))
}

func (r *running) form(path string, form url.Values) *http.Request {
	request := r.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return request
}

func (r *running) post(client *http.Client, path string, form url.Values) answer {
	r.t.Helper()
	return r.do(client, r.form(path, form))
}

// stranger is a browser in which nobody is signed in. It follows no redirect.
func (r *running) stranger() *http.Client {
	r.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (r *running) signedIn(name string) *http.Client {
	r.t.Helper()
	client := r.stranger()
	got := r.post(client, "/sign-in", url.Values{"name": {name}, "password": {password}})
	if got.status != http.StatusSeeOther {
		r.t.Fatalf("signing in gives %d: %s", got.status, got.body)
	}
	return client
}

// beginSession signs somebody in whose session's id is a token that they have too: both are hashed alike.
func beginSession(t *testing.T, s *store.Store, personID int64, tokenHash string) {
	t.Helper()
	now := time.Now()
	session := store.Session{IDHash: tokenHash, PersonID: personID, Data: []byte{}, CreatedAt: factcheck.At(now), SeenAt: factcheck.At(now), ExpiresAt: factcheck.At(now.Add(time.Hour))}
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.PutSession(session) }); err != nil {
		t.Fatal(err)
	}
}

// inTheNameOf makes a request one of whom a token belongs to: by their session where a token is not enough.
func inTheNameOf(r *http.Request, token string) {
	if r.Method == http.MethodPost && (strings.HasPrefix(r.URL.Path, "/you") || strings.HasPrefix(r.URL.Path, "/people") || strings.HasPrefix(r.URL.Path, "/settings")) {
		r.AddCookie(&http.Cookie{Name: "stet", Value: token})
		return
	}
	r.Header.Set("Authorization", "Bearer "+token)
}
