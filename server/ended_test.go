package server_test

import (
	"bytes"
	"cmp"
	"database/sql"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// written are rows of routes whose own row does not come so far as to write.
var written = map[string]row{
	"POST /you/password":               {least: viewer, body: url.Values{"current_password": {password}, "password": {"the third proof, please"}}.Encode()},
	"POST /imports/:id":                {least: editor, owner: "chidi", body: "title=T&keep.0=1"},
	"POST /api/v1/articles/:id/import": {least: reviewer, query: "?format=doccano", body: whoMay["POST /api/v1/articles/:id/import"].body},
}

// refusedBefore are the other routes whose row does not: they are given no right password, or only read.
var refusedBefore = []string{
	"POST /articles/:id/import", "POST /articles/:id/revisions/fetch", "POST /articles/:id/revisions/put-back",
	"POST /you/second-factor", "POST /you/second-factor/confirm", "POST /you/second-factor/end", "POST /you/second-factor/recovery",
}

// endings take from somebody what their rights rest on, while the desk waits for the rest of their request.
var endings = map[string]struct {
	status int
	end    func(t *testing.T, s *store.Store, p factcheck.Person)
}{
	"disabled": {http.StatusUnauthorized, func(t *testing.T, s *store.Store, p factcheck.Person) {
		must(desk.New(s).DisablePerson(t.Context(), desk.CommandLine, p.ID))
	}},
	"another role": {http.StatusForbidden, func(t *testing.T, s *store.Store, p factcheck.Person) {
		other := factcheck.Viewer
		if p.Role == factcheck.Viewer {
			other = factcheck.Reviewer
		}
		must(desk.New(s).ChangePerson(t.Context(), desk.CommandLine, p.ID, desk.PersonState{Role: p.Role}, desk.PersonState{Role: other}))
	}},
	"signed out and the token revoked": {http.StatusUnauthorized, func(t *testing.T, s *store.Store, p factcheck.Person) {
		write(t, s, func(tx *store.Tx) error {
			if err := tx.EndSessions(p.ID); err != nil {
				return err
			}
			return tx.EndTokens(p.ID)
		})
	}},
}

// TestNothingIsWrittenForWhoLosesTheirRightsMeanwhile sends a request of every route that writes, and ends what its sender's rights
// rest on after the desk knows who sends it and before it has read what: nothing is written then.
func TestNothingIsWrittenForWhoLosesTheirRightsMeanwhile(t *testing.T) {
	walk(t)
	w := newRolesWorld(t)
	shared, _ := w.served()
	for _, route := range routesOf(shared.Routes()) {
		row, ok := written[route]
		if !ok {
			row = whoMay[route]
		}
		if strings.HasPrefix(route, http.MethodGet) || row.least == "" {
			continue
		}
		row.body = cmp.Or(row.body, emptyBody(route))
		for name, ending := range endings {
			wrote, status := w.askWhile(route, row, func(s *store.Store, p factcheck.Person) { ending.end(t, s, p) })
			if told := status == ending.status; wrote || told == slices.Contains(refusedBefore, route) {
				t.Errorf("%s, %s meanwhile: written %t, answered %d", route, name, wrote, status)
			}
		}
	}
}

func emptyBody(route string) string {
	if strings.Contains(route, " /api/") {
		return "{}"
	}
	return "pad=x"
}

// askWhile asks in the name of the first who may, and tells whether the desk holds anything else than it did when end had run.
func (w *rolesWorld) askWhile(route string, row row, end func(*store.Store, factcheck.Person)) (wrote bool, status int) {
	w.t.Helper()
	served, s, path := w.copied()
	must(desk.New(s).AddPerson(w.t.Context(), desk.CommandLine, factcheck.Person{Name: "zoe", Role: factcheck.Admin}, "none")) // ada may go
	var sender factcheck.Person
	for _, caller := range callers {
		if sender.ID == 0 && caller.name != "nobody" && row.allows(caller.name, caller.role) {
			sender = personNamed(w.t, s, caller.name)
		}
	}
	var before string
	hold := func(body io.Reader) io.Reader {
		return &heldBack{Reader: body, until: func() {
			end(s, sender)
			before = contents(w.t, path)
		}}
	}
	answer := w.askBy(served, route, row, sender.Name, hold)
	if before == "" {
		w.t.Errorf("%s does not read its body", route)
	}
	return contents(w.t, path) != before, answer.Code
}

// heldBack is a body of which nothing comes before until has run.
type heldBack struct {
	io.Reader
	once  sync.Once
	until func()
}

func (h *heldBack) Read(p []byte) (int, error) {
	h.once.Do(h.until)
	return h.Reader.Read(p)
}

// contents gives all rows of all tables of a desk, but for the search index, which follows by itself.
func contents(t *testing.T, path string) string {
	t.Helper()
	db := must(sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"))
	defer db.Close()
	var all strings.Builder
	for _, table := range texts(t, db, "select name from sqlite_master where type = 'table' and name not like 'claim_search%' and sql not like '%virtual table%' order by name") {
		columns := texts(t, db, "select 'quote(' || name || ')' from pragma_table_info('"+table+"')")
		for _, row := range texts(t, db, "select "+strings.Join(columns, " || ',' || ")+" as row from \""+table+"\" order by row") {
			fmt.Fprintln(&all, table, row)
		}
	}
	return all.String()
}

func texts(t *testing.T, db *sql.DB, query string) (found []string) {
	t.Helper()
	rows := must(db.Query(query))
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		found = append(found, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

func personNamed(t *testing.T, s *store.Store, name string) (p factcheck.Person) {
	t.Helper()
	if err := s.Read(t.Context(), func(r *store.Reader) (err error) { p, err = r.PersonNamed(name); return err }); err != nil {
		t.Fatal(err)
	}
	return p
}

func write(t *testing.T, s *store.Store, change func(*store.Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}

// TestALongImportEndsWhereItsSenderIsDisabled disables an editor as soon as the first of a file's articles is told of.
func TestALongImportEndsWhereItsSenderIsDisabled(t *testing.T) {
	w := newRolesWorld(t)
	for what, text := range map[string]func(i int) string{
		"of articles that are new":                func(i int) string { return strings.Repeat(fmt.Sprintf("word%d ", i), 50) },
		"of an article that the desk has by then": func(int) string { return strings.Repeat("word ", 50) },
	} {
		t.Run(what, func(t *testing.T) { importIsCutShort(t, w, text) })
	}
}

func importIsCutShort(t *testing.T, w *rolesWorld, text func(i int) string) {
	served, s, _ := w.copied()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file := must(form.CreateFormFile("file", "many.jsonl"))
	for i := range 50 {
		fmt.Fprintf(file, `{"title":"Article %d","text":"%s"}`+"\n", i, text(i))
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "/imports", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Stet-Fragments", "1")
	inTheNameOf(r, w.tokens["chidi"])
	told := &heldAnswer{ResponseRecorder: httptest.NewRecorder(), after: func() {
		must(desk.New(s).DisablePerson(t.Context(), desk.CommandLine, personNamed(t, s, "chidi").ID))
	}}
	served.Handler().ServeHTTP(told, r)
	lines := strings.Split(strings.TrimSpace(told.Body.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "Article 0") || !strings.Contains(lines[1], "account was disabled") {
		t.Errorf("told is %d %q", told.Code, lines)
	}
	if err := s.Read(t.Context(), func(r *store.Reader) error {
		if shelves := must(r.CountShelves(personNamed(t, s, "ada").ID)); shelves.All != 2 {
			t.Errorf("the desk holds %d articles, want the one it had and the first", shelves.All)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// heldAnswer is an answer of which nothing more is taken before after has run, once something was.
type heldAnswer struct {
	*httptest.ResponseRecorder
	once  sync.Once
	after func()
}

func (h *heldAnswer) Write(p []byte) (int, error) {
	n, err := h.ResponseRecorder.Write(p)
	h.once.Do(h.after)
	return n, err
}

func TestWhatWasTypedOutlivesASessionThatEndsMeanwhile(t *testing.T) {
	w := newRolesWorld(t)
	served, s, _ := w.copied()
	signOut := func(body io.Reader) io.Reader {
		return &heldBack{Reader: body, until: func() {
			write(t, s, func(tx *store.Tx) error { return tx.EndSessions(personNamed(t, s, "ada").ID) })
		}}
	}
	answer := w.askBy(served, "POST /settings/publisher", row{body: "name=The+Evening+Post"}, "ada", signOut)
	if answer.Code != http.StatusUnauthorized || !strings.Contains(answer.Body.String(), "The Evening Post") {
		t.Errorf("answered %d %s", answer.Code, answer.Body)
	}
}
