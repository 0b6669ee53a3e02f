package static

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func get(t *testing.T, address string, header ...string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, address, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	Handler().ServeHTTP(recorder, request)
	return recorder.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestFilesAreKeptForEver(t *testing.T) {
	for name, contentType := range map[string]string{
		"app.css":   "text/css; charset=utf-8",
		"js/app.js": "text/javascript; charset=utf-8",
		"icons.svg": "image/svg+xml",
	} {
		answer := get(t, Path(name))
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", name, answer.StatusCode)
		}
		if got := answer.Header.Get("Content-Type"); got != contentType {
			t.Errorf("%s is sent as %q, want %q", name, got, contentType)
		}
		if got := answer.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
	}
}

func TestGzipOnlyWhereItIsTaken(t *testing.T) {
	plain := get(t, Path("app.css"))
	want := body(t, plain.Body)
	if plain.Header.Get("Content-Encoding") != "" {
		t.Error("packed, though nobody asked for it")
	}

	packed := get(t, Path("app.css"), "Accept-Encoding", "br, gzip;q=0.8")
	if packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("not packed, though gzip was asked for")
	}
	reader, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got := body(t, reader); got != want {
		t.Error("the packed file says something else than the plain one")
	}
	if plain.Header.Get("ETag") == packed.Header.Get("ETag") {
		t.Error("both encodings go by one ETag")
	}
}

func TestTakesGzip(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "gzip": true, "GZIP": true, "deflate, gzip;q=0.5": true, "gzip;q=0": false, "gzip; q=0.0": false,
		"*": true, "*;q=0": false, "*, gzip;q=0": false, "gzip;q=0, *": false, "identity": false, "br": false,
	} {
		if got := takesGzip(accept); got != want {
			t.Errorf("takesGzip(%q) = %v, want %v", accept, got, want)
		}
	}
}

func TestWhatTheBrowserHasIsNotSentAgain(t *testing.T) {
	etag := get(t, Path("icons.svg")).Header.Get("ETag")
	answer := get(t, Path("icons.svg"), "If-None-Match", etag)
	if answer.StatusCode != http.StatusNotModified || body(t, answer.Body) != "" {
		t.Errorf("status %d, want 304 without a body", answer.StatusCode)
	}
}

func TestOtherAddresses(t *testing.T) {
	for address, want := range map[string]int{
		"/static/000000000000/js/app.js":    http.StatusFound,
		"/static/000000000000/js/none.js":   http.StatusNotFound,
		Path("js/none.js"):                  http.StatusNotFound,
		Path("js/testdata/offsets.json"):    http.StatusNotFound,
		Path("../static.go"):                http.StatusNotFound,
		"/static/" + Hash():                 http.StatusNotFound,
		Path("css/tokens.css"):              http.StatusNotFound, // only as a part of app.css
		"/static/000000000000/../../app.js": http.StatusNotFound,
	} {
		answer := get(t, address)
		if answer.StatusCode != want {
			t.Errorf("%s: status %d, want %d", address, answer.StatusCode, want)
		}
		if cached := answer.Header.Get("Cache-Control"); cached != "no-store" {
			t.Errorf("%s: Cache-Control %q, want no-store", address, cached)
		}
	}
	if to := get(t, "/static/000000000000/js/app.js").Header.Get("Location"); to != Path("js/app.js") {
		t.Errorf("an old address leads to %q", to)
	}
}

func TestTheHashNamesTheContent(t *testing.T) {
	tree := func(script string) fstest.MapFS {
		return fstest.MapFS{"icons.svg": {Data: []byte("<svg/>")}, "css/one.css": {Data: []byte("a{}")}, "js/app.js": {Data: []byte(script)}}
	}
	one, same, other := gather(tree("1"), []string{"one"}), gather(tree("1"), []string{"one"}), gather(tree("2"), []string{"one"})
	if one.hash != same.hash {
		t.Error("the same content has two hashes")
	}
	if one.hash == other.hash {
		t.Error("different content has one hash")
	}
}

func TestEverySheetIsInTheCascade(t *testing.T) {
	names, err := files.ReadDir("css")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range names {
		if !slices.Contains(sheets, strings.TrimSuffix(entry.Name(), ".css")) {
			t.Errorf("css/%s is in no cascade", entry.Name())
		}
	}
}

var (
	imported = regexp.MustCompile(`(?m)^(?:import|export) [^;]*?"\./([a-z]+\.js)";`)
	icons    = regexp.MustCompile(`icon\("([a-z]+)"\)`)
)

func TestScriptsFindWhatTheyImport(t *testing.T) {
	for name, file := range shelf().byName {
		for _, match := range imported.FindAllSubmatch(file.plain, -1) {
			if _, found := shelf().byName["js/"+string(match[1])]; !found && strings.HasPrefix(name, "js/") {
				t.Errorf("%s imports %s, which is not there", name, match[1])
			}
		}
	}
}

func TestScriptsFindTheirIcons(t *testing.T) {
	sprite := string(shelf().byName["icons.svg"].plain)
	for name, file := range shelf().byName {
		for _, match := range icons.FindAllSubmatch(file.plain, -1) {
			if !strings.Contains(sprite, `id="`+string(match[1])+`"`) {
				t.Errorf("%s draws the icon %s, which is not there", name, match[1])
			}
		}
	}
}

// Server HTML goes through one module and one Trusted Types policy; the Content-Security-Policy would stop the rest.
func TestOneModuleParsesHTML(t *testing.T) {
	parses := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|parseFromString|\beval\(|new Function`)
	for name, file := range shelf().byName {
		if strings.HasPrefix(name, "js/") && name != "js/fragments.js" && parses.Match(file.plain) {
			t.Errorf("%s parses HTML or code; only js/fragments.js may", name)
		}
	}
}
