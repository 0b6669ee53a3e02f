package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/net/html"

	"stet/server/desk"
	"stet/server/factcheck"
)

// hostile tries to break out of every kind of file.
const hostileNote = "=1+1\n</script></style><img src=x onerror=alert(1)> \"quoted\" `code` [a](javascript:alert(1)) \u2028"

// sourced makes a claim with a speaker, a note and two sources.
func (n *newsroom) sourced(name, quote string, verdict factcheck.Verdict, note string) factcheck.Claim {
	n.Helper()
	c, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Quote: quote, Verdict: verdict, Note: note, Speaker: "@speaker <b>",
		Citations: []factcheck.Citation{{URL: "https://example.org/1?a=1&b=2", Title: "<i>Filing</i>", Stance: factcheck.Refutes, Locator: "p. 3", AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/1"},
			{URL: "Box 7", Stance: factcheck.Supports, Passage: "<u>"}}})
	if err != nil {
		n.Fatal(err)
	}
	return c
}

func TestTheReportAsAPage(t *testing.T) {
	n := newNewsroom(t)
	n.sourced("rosa", "US$12.62 million in 2018", factcheck.Disputed, hostileNote+strings.Repeat("很长 ", 30_000))
	n.sourced("imre", "million in 2018, up from", factcheck.Verified, "")
	vera := n.browser("vera")
	got := vera.get(n.bench() + "/report")
	n.wants(got, http.StatusOK, "2 of 2 claims checked, 1 disputed, none without a source.", "1 disputed", "seen 2026-01-02", "archive.example.org/1", "Back to the text", "things are missing")
	p := n.read(got.body)
	if ids := p.ids("claim-"); len(ids) != 2 {
		t.Errorf("the findings are %v", ids)
	}
	if ids := p.ids("mark-"); len(ids) != 2 {
		t.Errorf("the marks are %v", ids)
	}
	for _, node := range p.where(func(e *html.Node) bool { return attribute(e, "onerror") != "" || e.Data == "i" || e.Data == "u" }) {
		t.Errorf("what was typed has become <%s>", node.Data)
	}
	if link := p.where(func(e *html.Node) bool { return attribute(e, "href") == "Box 7" }); len(link) > 0 {
		t.Error("a shelf mark has become a link")
	}
	disputed := vera.get(n.bench() + "/report?verdict=disputed")
	n.wants(disputed, http.StatusOK, "Disputed claims", "2 of 2 claims checked", "Disputed only")
	if ids := n.read(disputed.body).ids("claim-"); len(ids) != 1 {
		t.Errorf("of the disputed there are %v", ids)
	}
	n.wants(vera.get("/report"), http.StatusOK, "Report of the whole desk", "2 of 2 claims checked")
	n.wants(vera.get("/articles/99/report"), http.StatusNotFound, "no article 99")
	n.wants(vera.get(n.bench()+"/report?verdict=wrong"), http.StatusUnprocessableEntity, "no verdict")
	n.wants(vera.get(n.bench()+"/report?colour=red"), http.StatusUnprocessableEntity, "no filter")
}

// TestTheReportOfTheWholeDeskBeginsWithItsSummary has one article more than a screen shows, and one that nobody has read.
func TestTheReportOfTheWholeDeskBeginsWithItsSummary(t *testing.T) {
	n := newNewsroom(t)
	first := n.article.ID
	n.sourced("rosa", "2.83m", factcheck.Verified, "")
	for range 20 {
		n.article = n.importText("The company spent more.")
		n.sourced("rosa", "spent more", factcheck.Disputed, "")
	}
	unread := n.importText("Nobody has read this.")
	vera := n.browser("vera")
	got := vera.get("/report")
	n.wants(got, http.StatusOK, "21 articles, 21 claims", "21 of 21 claims checked, 20 disputed, none without a source.", "The articles")
	p := n.read(got.body)
	var leads []string
	for _, link := range p.where(func(e *html.Node) bool {
		return e.Data == "a" && e.Parent.Parent.Parent.Data == "ol" && attribute(e.Parent.Parent.Parent, "class") == "r-contents"
	}) {
		leads = append(leads, attribute(link, "href"))
	}
	if len(leads) != 21 || leads[0] != "#article-"+fmt.Sprint(n.article.ID) || leads[20] != fmt.Sprintf("/articles/%d/report", first) {
		t.Errorf("the list leads to %v", leads)
	}
	disputed := vera.get("/report?verdict=disputed")
	n.wants(disputed, http.StatusOK, "21 articles, 21 claims", "20 articles with disputed claims")
	n.wants(got, http.StatusOK, `href="/report?from=20"`)
	later := n.read(vera.get("/report?from=20").body)
	if ids := later.ids("article-"); len(ids) != 1 || ids[0] != "article-"+fmt.Sprint(first) || later.byID("summary") != "" {
		t.Errorf("the second screen has %v, or the summary, too", ids)
	}
	file := vera.get("/export/report.html")
	for i, name := range []string{`id="summary"`, "21 articles, 21 claims", `href="#article-` + fmt.Sprint(first) + `"`, `id="article-` + fmt.Sprint(first) + `"`} {
		if !strings.Contains(file.body, name) {
			t.Errorf("%d: the file lacks %s", i, name)
		}
	}
	if strings.Contains(file.body, fmt.Sprint("#article-", unread.ID)) {
		t.Error("an article without claims is listed")
	}
}

// TestAReportsFileMayDoNothing reads the policy in the file: its own style by its hash, and nothing else.
func TestAReportsFileMayDoNothing(t *testing.T) {
	n := newNewsroom(t)
	n.sourced("rosa", "2.83m", factcheck.Disputed, "")
	file := n.browser("vera").get(n.bench() + "/report.html").body
	_, rest, _ := strings.Cut(file, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	if !strings.Contains(html.UnescapeString(file), `<meta http-equiv="Content-Security-Policy" content="`+want+`">`) {
		t.Errorf("the policy is not %s", want)
	}
}

// TestTheTextOfAReportIsTheArticles takes the numbers out of the text and has the article left.
func TestTheTextOfAReportIsTheArticles(t *testing.T) {
	n := newNewsroom(t)
	n.sourced("rosa", "US$12.62 million in 2018", factcheck.Disputed, "")
	n.sourced("imre", "million in 2018, up from", factcheck.Verified, "")
	n.sourced("imre", "up from $2.83m in 2018.\n\n“治理之路” was the phrase 👨‍👩‍👧‍👦 he", factcheck.Unproven, "")
	p := n.read(n.browser("vera").get(n.bench() + "/report").body)
	var texts []string
	for _, block := range p.where(func(e *html.Node) bool { return strings.HasPrefix(attribute(e, "class"), "para") }) {
		var b strings.Builder
		for node := range block.Descendants() {
			if node.Type == html.TextNode && !strings.HasPrefix(attribute(node.Parent, "class"), "fn") {
				b.WriteString(node.Data)
			}
		}
		texts = append(texts, b.String())
	}
	if got := strings.Join(texts, "\n\n"); got != text {
		t.Errorf("the text is %q", got)
	}
}

func TestReportsAreDownloaded(t *testing.T) {
	n := newNewsroom(t)
	n.sourced("rosa", "2.83m", factcheck.Disputed, hostileNote)
	vera := n.browser("vera")
	for path, want := range map[string]struct{ contentType, name, ends string }{
		n.bench() + "/report.html":                         {"text/html; charset=utf-8", "report-1.html", "</main></body></html>\n"},
		n.bench() + "/report.md?verdict=disputed":          {"text/markdown; charset=utf-8", "report-1-disputed.md", "\n"},
		n.bench() + "/report.claimreview.json":             {"application/ld+json; charset=utf-8", "report-1.claimreview.json", "\n]\n"},
		"/export/report.html":                              {"text/html; charset=utf-8", "report.html", "</html>\n"},
		"/export/report.claimreview.json?verdict=verified": {"application/ld+json; charset=utf-8", "report-verified.claimreview.json", "[]\n"},
	} {
		got := vera.get(path)
		n.wants(got, http.StatusOK)
		if got.header.Get("Content-Type") != want.contentType || got.header.Get("Content-Disposition") != `attachment; filename="`+want.name+`"` || !strings.HasSuffix(got.body, want.ends) {
			t.Errorf("%s is %v and ends %q", path, got.header, got.body[max(0, len(got.body)-40):])
		}
	}
	n.wants(vera.get("/articles/99/report.html"), http.StatusNotFound)
	for _, node := range n.read(vera.get(n.bench() + "/report.html").body).where(func(e *html.Node) bool { return slices.Contains([]string{"i", "u", "img", "script", "more"}, e.Data) }) {
		t.Errorf("what was typed has become <%s> in the file", node.Data)
	}
	review := vera.get(n.bench() + "/report.claimreview.json?published_url=" + url.QueryEscape("https://news.example.org/1"))
	n.wants(review, http.StatusOK, `"url": "https://news.example.org/1#claim-1"`)
}

func TestSettingsAreForAdmins(t *testing.T) {
	n := newNewsroom(t)
	ada := n.browser("ada")
	n.wants(ada.get("/settings"), http.StatusOK, "Who publishes")
	form := url.Values{"name": {"The <Desk>"}, "url": {"https://desk.example.org"}, "logo_url": {""}, "method": {"We ask.\n\nTwice."}, "corrections": {"desk@example.org"}}
	n.leads(ada.post("/settings/publisher", form), "/settings?done=saved")
	n.wants(ada.get("/settings?done=saved"), http.StatusOK, "The &lt;Desk&gt;", "Saved.")
	n.wants(ada.get(n.bench()+"/report"), http.StatusOK, "The &lt;Desk&gt;", "We ask.", "Twice.", "desk@example.org")
	form.Set("url", "no address")
	refused := ada.post("/settings/publisher", form)
	n.wants(refused, http.StatusUnprocessableEntity, `id="problem"`, "no web address")
	if n.read(refused.body).field("publisher", "url") != "no address" {
		t.Error("what was typed is gone")
	}
	for _, name := range []string{"chidi", "vera"} {
		n.wants(n.browser(name).get("/settings"), http.StatusForbidden, "admin")
		n.wants(n.browser(name).post("/settings/publisher", form), http.StatusForbidden)
	}
}

func TestOnesOwnTokens(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.signedIn("rosa")
	made := rosa.post("/you/tokens", url.Values{"label": {"nightly <export>"}})
	n.wants(made, http.StatusCreated, "shown this once", "nightly &lt;export&gt;", "never used")
	token := regexp.MustCompile(`stet_[\w-]{43}`).FindString(made.body)
	if token == "" || made.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("the token is %q, kept as %q", token, made.header.Get("Cache-Control"))
	}
	if again := rosa.get("/you"); strings.Contains(again.body, token) {
		t.Error("it is shown again")
	}
	script := n.stranger()
	script.header.Set("Authorization", "Bearer "+token)
	n.wants(script.get("/api/v1/claims"), http.StatusOK)
	n.wants(rosa.get("/you"), http.StatusOK, "last used")
	id := strings.TrimPrefix(n.read(rosa.get("/you").body).ids("token-")[0], "token-")
	n.wants(n.browser("imre").post("/you/tokens/"+id+"/revoke", nil), http.StatusNotFound)
	n.wants(script.get("/api/v1/claims"), http.StatusOK)
	n.leads(rosa.post("/you/tokens/"+id+"/revoke", nil), "/you?done=revoked#tokens-h")
	n.wants(script.get("/api/v1/claims"), http.StatusUnauthorized)
	n.wants(rosa.get("/you?done=revoked"), http.StatusOK, "opens nothing any more")
	long := rosa.post("/you/tokens", url.Values{"label": {strings.Repeat("x", 600)}})
	n.wants(long, http.StatusUnprocessableEntity, `id="problem"`, "500")
}

func TestTheReferenceTellsEveryCall(t *testing.T) {
	n := newNewsroom(t)
	got := n.stranger().get("/api/docs")
	n.wants(got, http.StatusOK, "https://desk.example.org/api/v1", "/articles/{id}/claims", "Mark a claim", "Idempotency-Key", "required", "verified, disputed, unproven, unchecked", "If-Match", "Answers 200, 201", "null or")
	p := n.read(got.body)
	for _, a := range p.where(func(e *html.Node) bool { return e.Data == "a" && strings.HasPrefix(attribute(e, "href"), "#") }) {
		if target := strings.TrimPrefix(attribute(a, "href"), "#"); p.byID(target) == "" {
			t.Errorf("#%s leads nowhere", target)
		}
	}
	described := regexp.MustCompile(`"operationId":"([^"]+)"`).FindAllStringSubmatch(n.stranger().get("/api/openapi.json").body, -1)
	for _, call := range described {
		if p.byID(call[1]) == "" {
			t.Errorf("it does not tell of %s", call[1])
		}
	}
	if len(described) < 30 {
		t.Errorf("only %d calls were looked for", len(described))
	}
}

// shared notes where the bytes of an answer lie.
type shared struct {
	*httptest.ResponseRecorder
	at []*byte
}

func (s *shared) Write(b []byte) (int, error) {
	s.at = append(s.at, unsafe.SliceData(b))
	return s.ResponseRecorder.Write(b)
}

// TestStrangersAreShownOneReference has two of them ask, and in between somebody who is signed in.
func TestStrangersAreShownOneReference(t *testing.T) {
	n := newNewsroom(t)
	ask := func() *shared {
		w := &shared{ResponseRecorder: httptest.NewRecorder()}
		n.handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/docs", nil))
		return w
	}
	one := ask()
	n.wants(n.browser("rosa").get("/api/docs"), http.StatusOK, `data-name="rosa"`)
	other := ask()
	if !slices.Equal(one.at, other.at) || one.Body.String() != other.Body.String() || strings.Contains(other.Body.String(), "rosa") {
		t.Error("what strangers are shown is drawn for each")
	}
	if kind := other.Header().Get("Content-Type"); kind != "text/html; charset=UTF-8" {
		t.Errorf("it is of the kind %s", kind)
	}
}
