package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server"
)

// hostile is put where something harmless is expected: it would break out of SQL, of a search, of a page, of a header, of a path.
var hostile = []string{
	`' OR '1'='1`, `'; drop table claims; --`, `1 union select password_hash from people`, `1) or (1=1`, `"; delete from people; --`, `%' or 1=1 --`,
	`" OR "`, `NEAR(a b, 10) AND *`, `-^(){}:*"`, `%%%`, `title:"x" OR *`,
	`"><x-canary onx-canary=1>`, `'><x-canary>`, `</title><x-canary>`, `</textarea></script><x-canary>`, `javascript:xcanary()`, `data:text/html,<x-canary>`,
	"x\r\nX-Canary: 1", "x\nSet-Cookie: canary=1", `x"; filename="canary.html`, `//canary.example`, `/\canary.example`, `https://canary.example/`,
	`../../../../etc/passwd`, `..%2f..%2fetc%2fpasswd`, "x\x00y", "\xff\xfe", `-1`, `99999999999999999999`, `1e9`, `NaN`, strings.Repeat("9", 400), `${7*7}{{7*7}}`,
}

// TestWhatIsHostileBreaksOutOfNothing puts each of them, in an admin's name, into every parameter of every query, form, body and
// path of the table of routes.
func TestWhatIsHostileBreaksOutOfNothing(t *testing.T) {
	walk(t)
	w := newRolesWorld(t)
	shared, _ := w.served()
	fields, described := fieldsOfPages(t), (&leakWorld{Handler: shared.Handler(), t: t}).description()
	if len(fields) < 60 {
		t.Fatalf("only %d fields are known: %v", len(fields), fields)
	}
	for _, route := range routesOf(shared.Routes()) {
		method, pattern, _ := strings.Cut(route, " ")
		desk := shared
		if method != http.MethodGet {
			desk, _ = w.served()
		}
		operation, isCall := described.operation(method, pattern)
		names := fields
		if isCall {
			names = operation.names()
		}
		for _, text := range hostileFor(method) {
			for _, r := range hostileAsks(method, pattern, text, names, operation, isCall) {
				w.survives(desk, route, r)
			}
		}
		for _, r := range oneByOne(method, pattern, names, operation, isCall) {
			w.survives(desk, route, r)
		}
	}
	if answer := w.asAda(shared, httptest.NewRequest(http.MethodGet, "/claims", nil)); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "The company") {
		t.Errorf("afterwards the claims are gone: %d", answer.Code)
	}
}

// hostileFor gives each text by itself to what reads. What writes takes much longer, and is sent some at a time.
func hostileFor(method string) (texts []string) {
	if method == http.MethodGet {
		return hostile
	}
	for some := range slices.Chunk(hostile, 4) {
		texts = append(texts, strings.Join(some, " "))
	}
	return append(texts, "-1", "99999999999999999999", "NaN")
}

// oneByOne asks with each parameter or field alone, since the first that is wrong ends the reading of all.
func oneByOne(method, pattern string, names []string, o operation, isCall bool) (asks []*http.Request) {
	for texts := range slices.Chunk(hostile, (len(hostile)+1)/2) {
		text := strings.Join(texts, " ")
		if method == http.MethodGet && (isCall || !strings.HasPrefix(pattern, "/api/")) {
			for _, name := range names {
				asks = append(asks, httptest.NewRequest(method, fill(pattern)+"?"+url.Values{name: {text}}.Encode(), nil))
			}
		}
		if method != http.MethodGet && isCall {
			for name := range o.resolved(o.RequestBody.Content["application/json"].Schema).Properties {
				asks = append(asks, jsonAsk(method, fill(pattern), map[string]any{name: text}))
			}
		}
	}
	return asks
}

// names lists the parameters of a call's query.
func (o operation) names() (names []string) {
	for _, p := range o.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	return names
}

func fill(pattern string) string {
	return strings.NewReplacer(":id", "1", ":n", "1", "*", "x").Replace(pattern)
}

// hostileAsks makes the requests of one route and one text: with it as all parameters together, and in the path.
func hostileAsks(method, pattern, text string, fields []string, o operation, isCall bool) (asks []*http.Request) {
	path, all := fill(pattern), url.Values{}
	for _, name := range fields {
		all.Set(name, text)
	}
	if parameter.MatchString(pattern) {
		asks = append(asks, httptest.NewRequest(method, parameter.ReplaceAllString(pattern, url.PathEscape(text)), nil))
	}
	switch {
	case method == http.MethodGet:
		asks = append(asks, httptest.NewRequest(method, path+"?"+all.Encode(), nil))
	case isCall:
		s := o.resolved(o.RequestBody.Content["application/json"].Schema)
		whole := map[string]any{}
		for name := range s.Properties {
			whole[name] = text
		}
		asks = append(asks, jsonAsk(method, path, whole))
	default:
		asks = append(asks, formAsk(method, path, all))
		versioned := maps.Clone(all) // so that it comes further than to the version
		versioned.Set("version", "2")
		versioned.Set("quote", "A committee asked why")
		versioned.Set("verdict", "disputed")
		versioned.Del("kind")
		asks = append(asks, formAsk(method, path, versioned))
	}
	return asks
}

func jsonAsk(method, path string, body map[string]any) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(string(must(json.Marshal(body)))))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("If-Match", "*")
	return r
}

func formAsk(method, path string, form url.Values) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func (w *rolesWorld) asAda(s *server.Server, r *http.Request) *httptest.ResponseRecorder {
	inTheNameOf(r, w.tokens["ada"])
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, r)
	return answer
}

var (
	inside    = []string{"$argon2id", "sqlite", "sql logic", "syntax error", "no such table", "no such column", "fts5", "root:x:0", "goroutine 1"}
	elsewhere = regexp.MustCompile(`(?i)^\s*(javascript|data:text|https?://canary|//canary|/\\canary)`)
	drawn     = regexp.MustCompile(`[A-Z2-7]{16,26}`) // the numbers of requests, and the keys of forms: any letters may come together in them
	fileName  = regexp.MustCompile(`^attachment; filename="[A-Za-z0-9._-]+"$`)
)

// survives sends a request and holds its answer against what no answer may be.
func (w *rolesWorld) survives(s *server.Server, route string, r *http.Request) {
	w.t.Helper()
	answer := w.asAda(s, r)
	body, header := answer.Body.String(), answer.Header()
	what := fmt.Sprintf("%s: %s %.200s", route, r.Method, r.URL)
	if answer.Code >= http.StatusInternalServerError {
		w.t.Errorf("%s gives %d: %.300s", what, answer.Code, body)
	}
	told := strings.ToLower(body)
	for _, words := range inside {
		if strings.Contains(told, words) && strings.Contains(strings.ToLower(drawn.ReplaceAllString(body, "")), words) {
			w.t.Errorf("%s tells of %q", what, words)
		}
	}
	for name, values := range header {
		if strings.Contains(name, "Canary") || strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") || name == "Set-Cookie" && strings.Contains(values[0], "canary") {
			w.t.Errorf("%s: the header %s is %q", what, name, values)
		}
	}
	if to := header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
		w.t.Errorf("%s leads to %q", what, to)
	}
	if name := header.Get("Content-Disposition"); name != "" && !fileName.MatchString(name) {
		w.t.Errorf("%s is saved as %q", what, name)
	}
	if strings.HasPrefix(header.Get("Content-Type"), "text/html") && strings.Contains(body, "canary") {
		if found := brokenOut(body); found != "" {
			w.t.Errorf("%s: in the page stands %s", what, found)
		}
	}
}

// brokenOut parses a page as a browser does and gives what of the hostile texts has become more than text.
func brokenOut(page string) string {
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := tokens.Token()
			if strings.HasPrefix(tag.Data, "x-canary") {
				return tag.String()
			}
			for _, a := range tag.Attr {
				led := a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction"
				if strings.HasPrefix(a.Key, "on") || led && elsewhere.MatchString(a.Val) {
					return tag.String()
				}
			}
		}
	}
}

func TestTheWalkSeesWhatBreaksOut(t *testing.T) {
	for _, page := range []string{`<p><x-canary>`, `<a href="javascript:xcanary()">`, `<img onerror=1>`, `<a href="//canary.example">`} {
		if brokenOut(page) == "" {
			t.Errorf("it does not see %s", page)
		}
	}
	if found := brokenOut(`<input value="&#34;><x-canary>" title='javascript:'><p>&lt;x-canary`); found != "" {
		t.Errorf("it takes text for more: %s", found)
	}
}

// fieldsOfPages reads out of the pages' own code which parameters they look at.
func fieldsOfPages(t *testing.T) []string {
	t.Helper()
	asked := regexp.MustCompile(`(?:\.Get|QueryParam|FormValue)\("([a-z_]+)"\)|\["([a-z_]+)"\]`)
	names := map[string]bool{}
	for _, file := range must(filepath.Glob("page/*.go")) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, found := range asked.FindAllStringSubmatch(string(must(os.ReadFile(file))), -1) {
			names[found[1]+found[2]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestStaticFilesLeadNowhereElse(t *testing.T) {
	w := newRolesWorld(t)
	s, _ := w.served()
	for _, path := range []string{"/static/../server.go", "/static/../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/....//....//etc/passwd",
		"/static/..\\..\\etc\\passwd", "/static//etc/passwd", "/static/x/../../../etc/passwd", "/static/%00", "/static/css/../../go.mod", "/../stet.db", "/stet.db", "/.git/config", "/static/"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = must(url.ParseRequestURI(path))
		answer := w.asAda(s, r)
		if answer.Code != http.StatusNotFound && answer.Code != http.StatusBadRequest || strings.Contains(answer.Body.String(), "root:x") {
			t.Errorf("%s gives %d: %.100s", path, answer.Code, answer.Body)
		}
	}
}
