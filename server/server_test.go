package server_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/static"
)

func TestEveryAnswerHasTheSecureHeaders(t *testing.T) {
	r := run(t)
	stranger, ada := r.stranger(), r.signedIn("ada")
	paths := []string{"/", "/healthz", "/sign-in", "/setup", "/articles", "/articles/new", "/articles/1", "/claims", "/claims/1", "/sources",
		"/people", "/you", "/help", "/nowhere", "/api/v1/nowhere", "/sign-out", static.Path("app.css"), "/static/nowhere"}
	for _, path := range paths {
		for _, client := range []*http.Client{stranger, ada} {
			header := r.get(client, path).header
			policy := header.Get("Content-Security-Policy")
			if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
				t.Errorf("%s: the policy is %q", path, policy)
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
				"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			} {
				if header.Get(name) != want {
					t.Errorf("%s: %s is %q", path, name, header.Get(name))
				}
			}
			if header.Get("X-Request-Id") == "" || header.Get("Cache-Control") == "" {
				t.Errorf("%s: headers are %v", path, header)
			}
		}
	}
}

func TestPagesAreForPeopleWhoSignedIn(t *testing.T) {
	r := run(t)
	for _, path := range []string{"/articles", "/articles/new", "/articles/1", "/claims?verdict=disputed", "/claims/1", "/sources", "/people", "/you", "/help"} {
		got := r.get(r.stranger(), path)
		if got.status != http.StatusSeeOther || got.header.Get("Location") != "/sign-in?next="+url.QueryEscape(path) {
			t.Errorf("%s gives %d to %q", path, got.status, got.header.Get("Location"))
		}
	}
	if got := r.get(r.stranger(), "/nowhere"); got.status != http.StatusNotFound {
		t.Errorf("an address that leads nowhere gives %d", got.status)
	}
}

func TestSignInLeadsBackButNeverElsewhere(t *testing.T) {
	r := run(t)
	cases := map[string]string{
		"/claims?verdict=disputed": "/claims?verdict=disputed", "": "/articles", "//evil.example": "/articles", `/\evil.example`: "/articles",
		"https://evil.example/": "/articles",
	}
	for next, want := range cases {
		got := r.post(r.stranger(), "/sign-in", url.Values{"name": {"ada"}, "password": {password}, "next": {next}})
		if got.status != http.StatusSeeOther || got.header.Get("Location") != want {
			t.Errorf("next %q gives %d to %q", next, got.status, got.header.Get("Location"))
		}
	}
}

func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	r := run(t)
	cases := []struct {
		name, value string
		refused     bool
	}{
		{"Sec-Fetch-Site", "cross-site", true},
		{"Sec-Fetch-Site", "same-site", true},
		{"Origin", "https://evil.example", true},
		{"Origin", "null", true},
		{"Sec-Fetch-Site", "same-origin", false},
		{"Sec-Fetch-Site", "none", false},
		{"Origin", r.base, false},
		{"Origin", "https://desk.example.org", false},
		{"User-Agent", "a script", false},
	}
	for _, path := range []string{"/sign-in", "/sign-out", "/articles", "/claims/1/delete", "/people"} {
		for _, tc := range cases {
			request := r.form(path, url.Values{})
			request.Header.Set(tc.name, tc.value)
			if got := r.do(r.signedIn("ada"), request); (got.status == http.StatusForbidden) != tc.refused {
				t.Errorf("%s with %s: %s gives %d", path, tc.name, tc.value, got.status)
			}
		}
	}
	read := r.request(http.MethodGet, "/articles", nil)
	read.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := r.do(r.signedIn("ada"), read); got.status != http.StatusOK {
		t.Errorf("a link from another site gives %d", got.status)
	}
}

func TestBodiesOverTheLimitAreRefusedByName(t *testing.T) {
	r := run(t)
	long := url.Values{"note": {strings.Repeat("n", 1<<20)}}
	article := func(bytes int) url.Values {
		return url.Values{"title": {"Long"}, "text": {strings.Repeat("All of it is true. ", bytes/19)}}
	}
	ada := r.signedIn("ada")
	cases := []struct {
		name   string
		client *http.Client
		path   string
		form   url.Values
		status int
		says   string
	}{
		{"a claim's note", ada, "/claims/1", long, http.StatusRequestEntityTooLarge, "more than the 1 MB"},
		{"a note by a stranger", r.stranger(), "/claims/1", long, http.StatusRequestEntityTooLarge, "more than the 1 MB"},
		{"an article", ada, "/articles", article(3 << 19), http.StatusSeeOther, ""},
		{"an article by a stranger", r.stranger(), "/articles", article(3 << 19), http.StatusRequestEntityTooLarge, "more than the 1 MB"},
		{"too long an article", ada, "/articles", article(11 << 20), http.StatusRequestEntityTooLarge, "more than the 10 MB"},
	}
	for _, tc := range cases {
		for _, chunked := range []bool{false, true} {
			request := r.form(tc.path, tc.form)
			if chunked {
				request.ContentLength, request.Body = -1, io.NopCloser(strings.NewReader(tc.form.Encode()))
			}
			got := r.do(tc.client, request)
			if got.status != tc.status || !strings.Contains(got.body, tc.says) {
				t.Errorf("%s (chunked: %t) gives %d: %.300s", tc.name, chunked, got.status, got.body)
			}
		}
	}
}

func TestAFormThatIsNoneIsRefused(t *testing.T) {
	r := run(t)
	request := r.request(http.MethodPost, "/articles", strings.NewReader("--x\r\nnot a part"))
	request.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if got := r.do(r.signedIn("ada"), request); got.status != http.StatusUnprocessableEntity {
		t.Errorf("got %d", got.status)
	}
}

func TestADisabledPersonIsOutAtOnce(t *testing.T) {
	r := run(t)
	rosa := r.add("rosa", factcheck.Reviewer)
	client := r.signedIn("rosa")
	if got := r.get(client, "/articles"); got.status != http.StatusOK {
		t.Fatalf("got %d", got.status)
	}
	if _, err := r.desk.DisablePerson(t.Context(), desk.CommandLine, rosa.ID); err != nil {
		t.Fatal(err)
	}
	if got := r.get(client, "/articles"); got.status != http.StatusSeeOther {
		t.Errorf("a disabled person gets %d", got.status)
	}
	if _, err := r.desk.EnablePerson(t.Context(), desk.CommandLine, rosa.ID); err != nil {
		t.Fatal(err)
	}
	if got := r.get(client, "/articles"); got.status != http.StatusSeeOther {
		t.Errorf("the old session of somebody enabled again gets %d", got.status)
	}
	fragment := r.form("/claims/1", url.Values{"note": {"long thought"}})
	fragment.Header.Set("Stet-Fragments", "1")
	if got := r.do(client, fragment); got.status != http.StatusUnauthorized || !strings.Contains(got.body, `id="problem"`) {
		t.Errorf("a fragment gets %d: %s", got.status, got.body)
	}
}

func TestManyFailuresAreTooMany(t *testing.T) {
	r := run(t)
	guess := func() answer {
		return r.post(r.stranger(), "/sign-in", url.Values{"name": {"ada"}, "password": {"a guess"}})
	}
	got := guess()
	for range 10 {
		got = guess()
	}
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("after eleven failures: %d", got.status)
	}
}

func TestHeadIsAnsweredAsGetWithoutABody(t *testing.T) {
	r := run(t)
	for path, status := range map[string]int{"/healthz": 200, "/sign-in": 200, "/articles": 303, "/nowhere": 404, static.Path("app.css"): 200} {
		got := r.do(r.stranger(), r.request(http.MethodHead, path, nil))
		if got.status != status || got.body != "" {
			t.Errorf("HEAD %s gives %d %q", path, got.status, got.body)
		}
	}
}

func TestTheLogTellsNoSecrets(t *testing.T) {
	r := run(t)
	client := r.signedIn("ada")
	r.get(client, "/setup?key=the-key-of-the-desk")
	r.get(client, "/claims?q=whom-they-look-for")
	log := r.log.String()
	if !strings.Contains(log, "path=/claims status=200") || !strings.Contains(log, "person=ada") || !strings.Contains(log, `msg="signed in" person=ada by=password address=127.0.0.1`) || !strings.Contains(log, "request_id=") {
		t.Errorf("the log is %s", log)
	}
	cookie := client.Jar.Cookies(r.request(http.MethodGet, "/", nil).URL)[0].Value
	for _, secret := range []string{"the-key-of-the-desk", "whom-they-look-for", password, cookie} {
		if strings.Contains(log, secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
}
