package server_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

// rolesWorld is a desk with somebody of each role and a second reviewer. Reviewer rosa owns claims 1 and 2 (deleted) and review 1;
// everybody else is another to her. imre owns claim 3, chidi draft 1. Decision 1 stands on claims 1 and 3; person 1 is ada.
type rolesWorld struct {
	t      *testing.T
	path   string // of a desk that is copied for each request
	tokens map[string]string
}

// callers are who asks, in the order of what they may. rosa asks about her own; all others about hers.
var callers = []struct {
	name string
	role factcheck.Role
}{{"nobody", ""}, {"vera", factcheck.Viewer}, {"imre", factcheck.Reviewer}, {"rosa", factcheck.Reviewer}, {"chidi", factcheck.Editor}, {"ada", factcheck.Admin}}

func newRolesWorld(t *testing.T) *rolesWorld {
	t.Helper()
	w := &rolesWorld{t: t, path: filepath.Join(t.TempDir(), "template.db"), tokens: map[string]string{}}
	s := must(store.Open(t.Context(), w.path))
	d := desk.New(s)
	hash := must(auth.HashPassword(t.Context(), "", password))
	people := map[string]factcheck.Person{}
	for _, caller := range slices.Backward(callers[1:]) {
		p := must(d.AddPerson(t.Context(), desk.CommandLine, factcheck.Person{Name: caller.name, Role: caller.role}, hash))
		token, tokenHash := auth.NewToken()
		if err := d.AddToken(t.Context(), desk.CommandLine, p.ID, "roles", tokenHash); err != nil {
			t.Fatal(err)
		}
		beginSession(t, s, p.ID, tokenHash)
		people[caller.name], w.tokens[caller.name] = p, token
	}
	article := must(extract.Plain([]byte(blindText)))
	article.Title = "An article"
	must(d.ImportArticle(t.Context(), people["chidi"], desk.NewArticle{Article: article}))
	mark := func(by, quote string) int64 {
		return must(d.CreateClaim(t.Context(), people[by], 1, desk.NewClaim{Quote: quote, Verdict: factcheck.Disputed})).ID
	}
	first, second := mark("rosa", "The company"), mark("rosa", "US$12.62 million")
	mark("imre", "The company")
	must(d.AddCitation(t.Context(), people["rosa"], first, 0, factcheck.Citation{URL: sharedSource}, ""))
	must(d.DeleteClaim(t.Context(), people["rosa"], second, 0))
	draft := must(json.Marshal(must(extract.ReadPlain([]byte("Another text.")))))
	check(t, s.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.AddDraft(people["chidi"].ID, draft, factcheck.At(time.UnixMilli(1)), "") // its id is that moment
		return err
	}))
	must(d.Decide(t.Context(), people["chidi"], 1, desk.DecisionInput{ClaimIDs: []int64{first}, Outcome: factcheck.Accepted}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// served copies the desk and gives a server of the copy.
func (w *rolesWorld) served() (*server.Server, string) {
	w.t.Helper()
	served, _, path := w.copied()
	return served, path
}

func (w *rolesWorld) copied() (*server.Server, *store.Store, string) {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "desk.db")
	if err := os.WriteFile(path, must(os.ReadFile(w.path)), 0o600); err != nil {
		w.t.Fatal(err)
	}
	s := must(store.Open(w.t.Context(), path))
	w.t.Cleanup(func() { s.Close() })
	settings := config.Config{BodyLimit: config.MB, ImportLimit: 10 * config.MB, SessionIdle: config.Duration(time.Hour), SessionLimit: config.Duration(time.Hour)}
	return must(server.New(settings, "https://desk.example.org", s, slog.New(slog.DiscardHandler))), s, path
}

// TestEveryRouteLetsInWhomItShould asks for every route of the table in everybody's name: who is below the row's role, or not the
// owner where it takes the owner, is refused and has changed nothing; whoever else is not refused.
func TestEveryRouteLetsInWhomItShould(t *testing.T) {
	walk(t)
	w := newRolesWorld(t)
	shared, path := w.served()
	for _, route := range routesOf(shared.Routes()) {
		row, ok := whoMay[route]
		if !ok {
			t.Errorf("%s has no row: say in whoMay who may ask for it", route)
			continue
		}
		for _, caller := range callers {
			handler, changes := shared, func() int64 { return eventsIn(t, path) }
			allowed := row.allows(caller.name, caller.role)
			if allowed && !strings.HasPrefix(route, http.MethodGet) {
				handler, _ = w.served() // what is allowed is done, and would be in the way of the next
			}
			before := changes()
			answer := w.ask(handler, route, row, caller.name)
			hidden := row.owner != "" && answer.Code == http.StatusNotFound // another's is as good as none
			switch refused := isRefused(answer) || hidden; {
			case answer.Code >= http.StatusInternalServerError:
				t.Errorf("%s by %s (%s) gives %d: %s", route, caller.name, caller.role, answer.Code, answer.Body)
			case refused && allowed && !row.sendsAway:
				t.Errorf("%s by %s (%s) is refused: %d", route, caller.name, caller.role, answer.Code)
			case !refused && !allowed:
				t.Errorf("%s by %s (%s) is let in: %d %s, %s", route, caller.name, caller.role, answer.Code, answer.Header().Get("Location"), problemIn(answer))
			}
			if !allowed && changes() != before {
				t.Errorf("%s by %s (%s) was refused and has changed the desk", route, caller.name, caller.role)
			}
		}
	}
	for route := range whoMay {
		if !slices.Contains(routesOf(shared.Routes()), route) {
			t.Errorf("%s has a row and is no route", route)
		}
	}
}

func (w *rolesWorld) ask(s *server.Server, route string, row row, caller string) *httptest.ResponseRecorder {
	return w.askBy(s, route, row, caller, func(body io.Reader) io.Reader { return body })
}

// askBy sends what sent makes of the body.
func (w *rolesWorld) askBy(s *server.Server, route string, row row, caller string, sent func(io.Reader) io.Reader) *httptest.ResponseRecorder {
	method, path, _ := strings.Cut(route, " ")
	for name, value := range row.ids() {
		path = strings.ReplaceAll(path, name, value)
	}
	r := httptest.NewRequest(method, path+row.query, sent(strings.NewReader(row.body)))
	r.ContentLength = int64(len(row.body))
	if row.body != "" && strings.HasPrefix(path, "/api/") {
		r.Header.Set("Content-Type", "application/json")
	} else if row.body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("If-Match", "*")
	if token := w.tokens[caller]; token != "" {
		inTheNameOf(r, token)
	}
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, r)
	return answer
}

// isRefused says whether an answer turns somebody away, be it to sign in first.
func isRefused(answer *httptest.ResponseRecorder) bool {
	return answer.Code == http.StatusUnauthorized || answer.Code == http.StatusForbidden || strings.HasPrefix(answer.Header().Get("Location"), "/sign-in")
}

func routesOf(routes []*echo.Route) []string {
	found := map[string]bool{}
	for _, r := range routes {
		if !strings.HasPrefix(r.Method, "echo_") {
			found[r.Method+" "+r.Path] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func eventsIn(t *testing.T, path string) (n int64) {
	t.Helper()
	db := must(sql.Open("sqlite", path))
	defer db.Close()
	if err := db.QueryRow("select max(id) from events").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// row says who may ask for a route, and with what it is asked for so that nothing but the role is in the way.
type row struct {
	least factcheck.Role // "" lets everybody in
	owner string         // who alone may, of those; "" for all of them
	claim int            // the id in the path; 1 where left out
	query string
	body  string

	orEditor  bool // or an editor, beside the owner
	sendsAway bool // to sign in, though nobody was refused
}

func (r row) allows(name string, role factcheck.Role) bool {
	if r.least == "" {
		return true
	}
	return role.AtLeast(r.least) && (r.owner == "" || r.owner == name || r.orEditor && role.AtLeast(factcheck.Editor))
}

func (r row) ids() map[string]string {
	return map[string]string{":id": fmt.Sprint(max(r.claim, 1)), ":n": "1", "*": "css/none.css"}
}

var problem = regexp.MustCompile(`(?s)class="problem.*?</p>|<h1>.*?</p>|"detail":"[^"]*"`)

func problemIn(answer *httptest.ResponseRecorder) string {
	return problem.FindString(answer.Body.String())
}
