package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
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

const base = "https://desk.example.org"

// text has a quote that stands three times ("in 2018"), Chinese, curly quotation marks, and a family emoji of seven code points.
const text = "The company spent US$12.62 million in 2018, up from $2.83m in 2018.\n\n“治理之路” was the phrase 👨‍👩‍👧‍👦 in 2018."

// newsroom is the whole server over a fresh database file, with a token for one person of each role (two reviewers) and one
// article, number 1.
type newsroom struct {
	http.Handler
	t      *testing.T
	store  *store.Store
	desk   *desk.Desk
	people map[string]factcheck.Person
	tokens map[string]string
}

func newNewsroom(t *testing.T, fetchAllow ...string) *newsroom {
	t.Helper()
	s := storetest.Open(t)
	settings := config.Config{BodyLimit: config.MB / 4, ImportLimit: 10 * config.MB, SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(time.Hour), FetchAllow: fetchAllow}
	assembled := must(server.New(settings, base, s, slog.New(slog.DiscardHandler)))
	n := &newsroom{Handler: assembled.Handler(), t: t, store: s, desk: desk.New(s), people: map[string]factcheck.Person{}, tokens: map[string]string{}}
	for name, role := range map[string]factcheck.Role{"vera": factcheck.Viewer, "rosa": factcheck.Reviewer, "imre": factcheck.Reviewer, "chidi": factcheck.Editor} {
		p := must(n.desk.AddPerson(context.Background(), desk.CommandLine, factcheck.Person{Name: name, DisplayName: strings.ToUpper(name), Role: role}, "no password"))
		token, hash := auth.NewToken()
		if err := n.desk.AddToken(context.Background(), desk.CommandLine, p.ID, "test", hash); err != nil {
			t.Fatal(err)
		}
		n.people[name], n.tokens[name] = p, token
	}
	n.as("chidi").post("/articles", object{"title": "Lobbying in 2018", "text": text, "url": "https://news.example.org/lobbying", "published_on": "2019-10-24", "language": "en"}).is(t, 201)
	return n
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type object = map[string]any

// caller sends requests in somebody's name, with some headers.
type caller struct {
	*newsroom
	header http.Header
}

func (n *newsroom) as(name string) caller {
	c := caller{n, http.Header{}}
	if name != "" {
		c.header.Set("Authorization", "Bearer "+n.tokens[name])
	}
	return c
}

// with adds a header.
func (c caller) with(name, value string) caller {
	c.header = c.header.Clone()
	c.header.Set(name, value)
	return c
}

func (c caller) get(path string) *answer               { return c.send(http.MethodGet, path, nil) }
func (c caller) post(path string, body any) *answer    { return c.send(http.MethodPost, path, body) }
func (c caller) put(path string, body any) *answer     { return c.send(http.MethodPut, path, body) }
func (c caller) patch(path string, body any) *answer   { return c.send(http.MethodPatch, path, body) }
func (c caller) delete(path string) *answer            { return c.send(http.MethodDelete, path, nil) }
func (c caller) mark(quote string, more object) object { return c.markIn(1, quote, more) }

// markIn marks a quote that stands once, and gives the claim.
func (c caller) markIn(article int, quote string, more object) object {
	body := object{"quote": quote}
	for name, value := range more {
		body[name] = value
	}
	a := c.post("/articles/"+strconv.Itoa(article)+"/claims", body)
	if a.Code != 201 {
		panic(a.Body.String())
	}
	return a.object()
}

// send sends a body as JSON, or as it is where it is text.
func (c caller) send(method, path string, body any) *answer {
	var sent []byte
	switch body := body.(type) {
	case nil:
	case string:
		sent = []byte(body)
	default:
		sent = must(json.Marshal(body))
	}
	r := httptest.NewRequest(method, "/api/v1"+path, bytes.NewReader(sent))
	r.Header = c.header.Clone()
	if body != nil && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	c.isDescribed(r, w)
	return &answer{w}
}

type answer struct{ *httptest.ResponseRecorder }

func (a *answer) is(t *testing.T, status int) *answer {
	t.Helper()
	if a.Code != status {
		t.Fatalf("answered %d %s, want %d", a.Code, a.Body, status)
	}
	return a
}

func (a *answer) object() object { return decode[object](a) }

func decode[T any](a *answer) (v T) {
	if err := json.Unmarshal(a.Body.Bytes(), &v); err != nil {
		panic(err)
	}
	return v
}

// at gives where a quote begins in the article's text, in code points.
func at(quote string) int {
	before, _, _ := strings.Cut(text, quote)
	return len([]rune(before))
}

func address(claim object) string { return "/claims/" + number(claim["id"]) }

func number(n any) string { return strconv.Itoa(int(n.(float64))) }
