package auth

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"stet/server/factcheck"
)

// FuzzSafeNext follows whatever a sign-in is told to lead on to, as a browser would: it never leaves the desk.
func FuzzSafeNext(f *testing.F) {
	for _, next := range []string{"/articles/1#claim-2", "//evil.example", `/\evil.example`, "/\t/evil.example", "/%2f/evil.example", "https:evil.example", "/a?next=//b", "/sign-out"} {
		f.Add(next)
	}
	desk, err := url.Parse("https://desk.example")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, next string) {
		safe := SafeNext(next)
		dropped := strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.Trim(safe, " \x00\x0b\x0c")) // as browsers do
		led, err := desk.Parse(dropped)
		if err != nil || led.Host != desk.Host || led.Scheme != desk.Scheme || strings.HasPrefix(dropped, "//") || strings.Contains(safe, `\`) {
			t.Errorf("%q leads to %q, %v", next, safe, err)
		}
	})
}

// FuzzWhoAsks sends what nobody was given as cookie and as token: it is nobody, or is refused.
func FuzzWhoAsks(f *testing.F) {
	f.Add("__Host-stet=a; stet=b", "Bearer stet_x")
	f.Add(`__Host-stet="a\";b"`, "Bearer")
	f.Add("=;=;;\x00", "bearer  \xff")
	fixture := newFixture(f)
	fixture.signIn()
	f.Fuzz(func(t *testing.T, cookie, authorization string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header["Cookie"], r.Header["Authorization"] = []string{cookie}, []string{authorization}
		person, _, err := fixture.identify(fixture.echo.NewContext(r, httptest.NewRecorder()))
		if person.ID != 0 {
			t.Errorf("%q, %q is taken for %s", cookie, authorization, person.Name)
		}
		if err != nil && factcheck.CodeOf(err) != factcheck.Unauthorized {
			t.Errorf("%q, %q fails with %v", cookie, authorization, err)
		}
	})
}

// FuzzCode types anything for a code: only the six digits of three moments are taken, however they are parted.
func FuzzCode(f *testing.F) {
	const factor = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	at := time.Unix(59, 0)
	for _, typed := range []string{"287082", " 287-082 ", "２８７０８２", "", "000000", "\u00a0287082\x00"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code := bare(typed)
		if _, ok := stepOf(factor, code, at); ok && code != "755224" && code != "287082" && code != "359152" {
			t.Errorf("%q is taken, as %q", typed, code)
		}
	})
}
