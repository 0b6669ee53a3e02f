package page_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stet/server"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

const password = "the second proof, please"

// hash is the password's, made once: making it takes long, as it should.
var hash = sync.OnceValues(func() (string, error) { return auth.HashPassword(context.Background(), "", password) })

const text = `The company spent US$12.62 million in 2018, up from $2.83m in 2018.

“治理之路” was the phrase 👨‍👩‍👧‍👦 he used in 2018, <b>he</b> said.

Nobody else counted the users & the money.`

// newsroom is a desk on the web, in a database of its own, with an article and people of every role.
type newsroom struct {
	testing.TB
	desk    *desk.Desk
	store   *store.Store
	handler http.Handler
	article factcheck.Article
	people  map[string]factcheck.Person
}

func newNewsroom(t testing.TB) *newsroom {
	t.Helper()
	s := storetest.Open(t)
	settings := config.Config{BodyLimit: config.MB, ImportLimit: 10 * config.MB,
		SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(24 * time.Hour)}
	web, err := server.New(settings, "https://desk.example.org", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	n := &newsroom{TB: t, desk: desk.New(s), store: s, handler: web.Handler(), people: map[string]factcheck.Person{}}
	for name, role := range map[string]factcheck.Role{"vera": factcheck.Viewer, "rosa": factcheck.Reviewer, "imre": factcheck.Reviewer,
		"chidi": factcheck.Editor, "ada": factcheck.Admin} {
		n.people[name] = n.add(name, role)
	}
	n.article = n.importText(text)
	return n
}

func (n *newsroom) add(name string, role factcheck.Role) factcheck.Person {
	n.Helper()
	hashed, err := hash()
	if err != nil {
		n.Fatal(err)
	}
	person, err := n.desk.AddPerson(n.Context(), desk.CommandLine, factcheck.Person{Name: name, Role: role}, hashed)
	if err != nil {
		n.Fatal(err)
	}
	return person
}

func (n *newsroom) importText(text string) factcheck.Article {
	n.Helper()
	read, err := extract.Plain([]byte(text))
	if err != nil {
		n.Fatal(err)
	}
	read.Title = "A title & <more>"
	article, err := n.desk.ImportArticle(n.Context(), n.people["chidi"], desk.NewArticle{Article: read})
	if err != nil {
		n.Fatal(err)
	}
	return article
}

// mark makes a claim of somebody's by its words.
func (n *newsroom) mark(name, quote string) factcheck.Claim {
	n.Helper()
	claim, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Quote: quote})
	if err != nil {
		n.Fatal(err)
	}
	return claim
}

func (n *newsroom) markSpan(name string, start, end int) factcheck.Claim {
	n.Helper()
	claim, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: start, End: end}})
	if err != nil {
		n.Fatal(err)
	}
	return claim
}

// standing gives a claim as it is saved.
func (n *newsroom) standing(claim int64) (c factcheck.Claim) {
	n.Helper()
	err := n.store.Read(n.Context(), func(r *store.Reader) (err error) {
		c, err = r.Claim(n.people["ada"].ID, claim)
		return err
	})
	if err != nil {
		n.Fatal(err)
	}
	return c
}

func (n *newsroom) bench() string { return "/articles/" + strconv.FormatInt(n.article.ID, 10) }

// browser is one person's, with or without scripts.
type browser struct {
	n       *newsroom
	cookies []*http.Cookie
	header  http.Header // sent along with every request
}

// browser is one in which somebody has signed in some other day: a password takes its time each time.
func (n *newsroom) browser(name string) *browser {
	n.Helper()
	id, hash := auth.NewToken() // a session's id is hashed as a token is
	now := time.Now()
	session := store.Session{IDHash: hash, PersonID: n.people[name].ID, Data: []byte{}, CreatedAt: factcheck.At(now), SeenAt: factcheck.At(now), ExpiresAt: factcheck.At(now.Add(time.Hour))}
	if err := n.store.Write(n.Context(), func(tx *store.Tx) error { return tx.PutSession(session) }); err != nil {
		n.Fatal(err)
	}
	b := n.stranger()
	b.cookies = []*http.Cookie{{Name: "stet", Value: id}}
	return b
}

// signedIn is a browser in which somebody has signed in.
func (n *newsroom) signedIn(name string) *browser {
	n.Helper()
	b := n.stranger()
	n.leads(b.post("/sign-in", url.Values{"name": {name}, "password": {password}}), "/articles")
	return b
}

func (n *newsroom) stranger() *browser { return &browser{n: n, header: http.Header{}} }

// scripted is the same browser with a page's script asking, whose claim open stands open.
func (b *browser) scripted(open int64) *browser {
	header := b.header.Clone()
	header.Set("Stet-Fragments", "1")
	if open != 0 {
		header.Set("Stet-Open", strconv.FormatInt(open, 10))
	}
	return &browser{n: b.n, cookies: b.cookies, header: header}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (b *browser) send(method, path string, body io.Reader, contentType string) answer {
	b.n.Helper()
	request := httptest.NewRequestWithContext(b.n.Context(), method, path, body)
	for name, values := range b.header {
		request.Header[name] = values
	}
	request.Header.Set("Content-Type", contentType)
	for _, cookie := range b.cookies {
		request.AddCookie(cookie)
	}
	recorder := httptest.NewRecorder()
	b.n.handler.ServeHTTP(recorder, request)
	if set := recorder.Result().Cookies(); len(set) > 0 {
		b.cookies = set
	}
	return answer{recorder.Code, recorder.Header(), recorder.Body.String()}
}

func (b *browser) get(path string) answer {
	b.n.Helper()
	path, _, _ = strings.Cut(path, "#")
	return b.send(http.MethodGet, path, nil, "")
}

func (b *browser) post(path string, form url.Values) answer {
	b.n.Helper()
	return b.send(http.MethodPost, path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
}

// wants fails the test unless an answer has a status and holds some pieces of text.
func (n *newsroom) wants(got answer, status int, pieces ...string) {
	n.Helper()
	if got.status != status {
		n.Fatalf("status %d, want %d: %.600s", got.status, status, got.body)
	}
	for _, piece := range pieces {
		if !strings.Contains(got.body, piece) {
			n.Errorf("the answer does not hold %q: %.600s", piece, got.body)
		}
	}
}

// leads fails the test unless an answer leads to an address.
func (n *newsroom) leads(got answer, address string) {
	n.Helper()
	if got.status != http.StatusSeeOther || got.header.Get("Location") != address {
		n.Fatalf("status %d to %q, want %q: %.600s", got.status, got.header.Get("Location"), address, got.body)
	}
}
