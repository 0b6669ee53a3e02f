package main_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/server"
	"stet/server/config"
	"stet/server/store"
)

// xss is what is written where somebody hopes that it runs. Each sets window.__xss, and is tried in every field.
var xss = []string{
	`<script>__xss=1</script>`, `"><script>__xss=1</script>`, `'><script>__xss=1</script>`, `</title><script>__xss=1</script>`, `</textarea><script>__xss=1</script>`,
	`</script><script>__xss=1</script>`, `</style><script>__xss=1</script>`, `--><script>__xss=1</script>`, `]]><script>__xss=1</script>`, `<ScRiPt>__xss=1</sCrIpT>`,
	`<scr<script>ipt>__xss=1</script>`, `<script/x>__xss=1</script>`, `<script>__xss=1`, `<script src="data:,__xss=1"></script>`,
	`<img src=x onerror=__xss=1>`, `"><img src=x onerror=__xss=1>`, `<img src=x onerror="__xss=1"//`, `<img/src/onerror=__xss=1>`, "<img src=x onerror=`__xss=1`>",
	`<svg onload=__xss=1>`, `<svg/onload=__xss=1>`, `<svg><script>__xss=1</script></svg>`, `<svg><animate onbegin=__xss=1 attributeName=x dur=1s>`,
	`<math><mtext><style><img src=x onerror=__xss=1></style></mtext></math>`, `<body onload=__xss=1>`, `<video><source onerror=__xss=1></video>`,
	`<details open ontoggle=__xss=1>x</details>`, `<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>`, `<iframe src="javascript:parent.__xss=1"></iframe>`,
	`<object data="data:text/html,<script>parent.__xss=1</script>"></object>`, `<embed src="javascript:__xss=1">`, `<input autofocus onfocus=__xss=1>`,
	`" autofocus onfocus=__xss=1 x="`, `' onmouseover=__xss=1 x='`, `<a href="javascript:__xss=1">x</a>`, `[x](javascript:__xss=1)`, `![x](x"onerror="__xss=1)`,
	`<form><button formaction="javascript:__xss=1">x</button></form>`, `<base href="javascript:__xss=1//">`, `<meta http-equiv=refresh content="0;url=javascript:__xss=1">`,
	`<link rel=stylesheet href="data:text/css,*{color:red}">`, `<template><img src=x onerror=__xss=1></template>`, `<noscript><p title="</noscript><img src=x onerror=__xss=1>">`,
	`&lt;img src=x onerror=__xss=1&gt;`, `\u003cimg src=x onerror=__xss=1\u003e`, `{{constructor.constructor('__xss=1')()}}`, `${__xss=1}`, `javascript:__xss=1`, `<!--<img src="--><img src=x onerror=__xss=1>">`,
}

const longestLine = 450 // code points; a field of one line holds 500

// xssLines packs all of them into as few fields of one line as they fit.
func xssLines() (lines []string) {
	line := "x"
	for _, text := range xss {
		if len(line)+1+len(text) > longestLine {
			lines, line = append(lines, line), "x"
		}
		line += " " + text
	}
	return append(lines, line)
}

// address packs a line into an address, where nothing but white space would be in the way.
func address(line string) string { return "https://example.org/?" + strings.ReplaceAll(line, " ", "/") }

// planted is a desk on which every field holds the whole corpus: an article for each line of it.
type planted struct {
	*running
	chidi, ada *http.Client
	articles   int
	claim      map[int]int64 // of each article
}

func plant(t *testing.T) *planted {
	t.Helper()
	p := &planted{running: demo(t), claim: map[int]int64{}}
	p.chidi, p.ada = p.signIn("chidi", passwordOf("chidi")), p.signIn("ada", passwordOf("ada"))
	for i, line := range xssLines() {
		p.article(6+i, line)
		p.articles++
	}
	line := xssLines()[0]
	p.sends(p.ada, "/settings/publisher", url.Values{"name": {line}, "url": {address("x")}, "logo_url": {address(line)}, "corrections": {line}, "method": {strings.Join(xss, "\n\n")}})
	p.sends(p.ada, "/you/tokens", url.Values{"label": {line}})
	for i, line := range xssLines()[:5] { // everybody is shown by a part of the corpus
		p.sends(p.ada, fmt.Sprintf("/people/%d", i+1), url.Values{"display_name": {line}, "role": {p.roleOf(i + 1)}})
	}
	return p
}

// roleOf keeps a person's role, which goes with the name in one form.
func (p *planted) roleOf(id int) string {
	p.t.Helper()
	_, page, _ := p.get(p.ada, "/people")
	_, row, _ := strings.Cut(page, fmt.Sprintf(`id="role-%d"`, id))
	before, _, _ := strings.Cut(row, `" selected`)
	return before[strings.LastIndex(before, `"`)+1:]
}

func (p *planted) sends(client *http.Client, path string, form url.Values) (location string) {
	p.t.Helper()
	status, body, location := p.post(client, path, form)
	if status >= 400 {
		_, said, _ := strings.Cut(body, `id="problem"`)
		p.t.Fatalf("%s gives %d: %.400s", path, status, said)
	}
	return location
}

func (p *planted) article(number int, line string) {
	p.t.Helper()
	text := "A sentence with 150,000 people in it.\n\n" + strings.Join(xss, "\n\n") + "\n\n"
	for i := range 3000 {
		text += fmt.Sprintf("word%d-%d ", number, i) // so that no article is like the one before
	}
	at := p.sends(p.chidi, "/articles", url.Values{"title": {line}, "byline": {line}, "publisher": {line}, "url": {address(line)}, "text": {text}, "format": {"text"}})
	if at != fmt.Sprintf("/articles/%d", number) {
		p.t.Fatalf("the article is at %s", at)
	}
	p.sends(p.chidi, at+"/claims", url.Values{"quote": {"150,000 people"}, "verdict": {"disputed"}, "note": {strings.Join(xss, "\n")}, "speaker": {line}})
	p.sends(p.chidi, at+"/claims", url.Values{"quote": {`<scr<script>ipt>__xss=1</script>`}, "verdict": {"disputed"}, "note": {line}})
	claim := p.claimOn("chidi", number, "150,000 people")
	p.claim[number] = claim.ID
	path := "/claims/" + fmtID(claim.ID)
	for i, where := range []string{address(line), "Box " + line} { // an address, and a shelf mark
		p.sends(p.chidi, path+"/citations", url.Values{"url": {where}, "title": {line}, "publisher": {line}, "locator": {line}, "passage": {strings.Join(xss, "\n")},
			"archived_url": {address(line)}, "stance": {"refutes"}, "version": {fmt.Sprint(i + 1)}})
	}
	p.sends(p.chidi, at+"/decisions", url.Values{"claim_ids": {fmtID(claim.ID)}, "claims_seen": {fmt.Sprintf("%d-%d", claim.ID, p.running.claim(claim.ID).Version)}, "claim": {fmtID(claim.ID)}, "take": {fmtID(claim.ID)}, "outcome": {"accepted"}, "reason": {strings.Join(xss, "\n")}})
}

// nothingRan looks whether anything of the corpus has run, become an element with a handler, or leads to a script.
func (b *tab) nothingRan() {
	b.t.Helper()
	ran := evaluate[[]string](b, `(() => {
		const armed = [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on") || /^(href|src|action|formaction|data|xlink:href)$/.test(a.name) && /^\s*javascript:/i.test(a.value)));
		const strange = [...document.querySelectorAll("iframe, object, embed, base, video, math, animate, main script:not([type='application/json']):not([type='application/ld+json']), meta[http-equiv=refresh]")];
		return (window.__xss === undefined ? [] : ["it has run"]).concat([...armed, ...strange].map((e) => e.outerHTML.slice(0, 200)));
	})()`)
	if len(ran) > 0 {
		b.t.Errorf("%s: %q", b.address(), ran)
	}
}

// TestNothingStoredRuns opens every screen on which something that was typed is shown. A breach of the Content-Security-Policy fails
// it too: it would mean that markup has got as far as the parser.
func TestNothingStoredRuns(t *testing.T) {
	t.Parallel()
	p := plant(t)
	b := visitAs(t, p.running, "ada")
	paths := slices.DeleteFunc(slices.Clone(screens), func(s string) bool { return strings.HasPrefix(s, "/articles/") && s != "/articles/new" })
	paths = append(paths, "/articles?q=xss", "/claims?q=xss", "/claims?verdict=disputed&q=script")
	for number, claim := range p.claim {
		at := fmt.Sprintf("/articles/%d", number)
		paths = append(paths, at, at+"?claim="+fmtID(claim), at+"/compare", at+"/compare?group="+fmtID(claim), at+"/report", at+"/reviews", fmt.Sprintf("/claims/%d/history", claim))
	}
	for _, path := range paths {
		b.open(path)
		b.sees("h1")
		b.nothingRan()
	}
	if seen := evaluate[bool](b, `document.documentElement.textContent.includes("__xss")`); !seen {
		t.Errorf("%s shows nothing of the corpus", b.address())
	}
}

// TestNothingRunsInWhatIsDownloaded opens downloads as pages of another server, which sends no policy along.
func TestNothingRunsInWhatIsDownloaded(t *testing.T) {
	t.Parallel()
	p := plant(t)
	files := map[string]string{}
	for _, path := range []string{"/export/report.html", "/articles/6/report.html", "/articles/7/report.html"} {
		_, files[path], _ = p.get(p.ada, path)
	}
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, files[r.URL.Path])
	}))
	t.Cleanup(plain.Close)
	b := visit(t, &running{t: t, base: plain.URL})
	for path, file := range files {
		if !strings.Contains(file, "__xss") {
			t.Fatalf("%s holds nothing of the corpus: %.200s", path, file)
		}
		b.open(path)
		b.nothingRan()
	}
}

// TestNothingReflectedRuns opens every page of the route table with the corpus in all of its parameters at once.
func TestNothingReflectedRuns(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "ada")
	b.expects("422 GET", "404 GET", "401 GET", "ERR_ABORTED")
	names := []string{"q", "reviewer", "verdict", "kind", "article_id", "since", "until", "published_url", "sort", "mine", "unread", "from", "claim", "ids", "group", "show", "behind",
		"threshold", "with", "matrix", "apart", "done", "next", "key", "cards", "url", "title"}
	for _, path := range pagesOf(t) {
		for i := range 3 { // three of the corpus for each, so that all come by
			query := url.Values{}
			for j, name := range names {
				query.Set(name, strings.Join([]string{xss[(17*i+2*j)%len(xss)], xss[(17*i+2*j+1)%len(xss)]}, " "))
			}
			b.open(path + "?" + query.Encode())
			b.nothingRan()
		}
	}
}

// pagesOf reads the pages out of the route table: all that is got, but for files and the API.
func pagesOf(t *testing.T) (paths []string) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "routes.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	table, err := server.New(config.Config{}, "http://127.0.0.1", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, route := range table.Routes() {
		file := strings.Contains(route.Path[strings.LastIndex(route.Path, "/"):], ".") || strings.Contains(route.Path, "*")
		if route.Method == http.MethodGet && !file && !strings.HasPrefix(route.Path, "/api/v1") && route.Path != "/metrics" {
			paths = append(paths, strings.ReplaceAll(route.Path, ":id", "1"))
		}
	}
	if len(paths) < 20 {
		t.Fatalf("the pages are %q", paths)
	}
	return paths
}
