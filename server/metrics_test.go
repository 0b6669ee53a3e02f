package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestMetricsAreForAdminsAndTheOwnMachine asks from elsewhere, from beside the desk, and by way of a proxy beside it.
func TestMetricsAreForAdminsAndTheOwnMachine(t *testing.T) {
	w := newLeakWorld(t, true, 0)
	w.get("/articles/1", w.rosasToken)
	for name, test := range map[string]struct {
		from, host, passedOnBy, token string
		want                          int
	}{
		"beside":           {"127.0.0.1:50000", "127.0.0.1:8080", "", "", http.StatusOK},
		"beside, IPv6":     {"[::1]:50000", "[::1]:8080", "", "", http.StatusOK},
		"beside, by name":  {"127.0.0.1:50000", "localhost:8080", "", "", http.StatusOK},
		"a page beside":    {"127.0.0.1:50000", "rebound.example:8080", "", "", http.StatusForbidden},
		"through a proxy":  {"127.0.0.1:50000", "localhost", "X-Forwarded-For", "", http.StatusForbidden},
		"through a terser": {"127.0.0.1:50000", "localhost", "X-Real-IP", "", http.StatusForbidden},
		"through a cache":  {"127.0.0.1:50000", "localhost", "Via", "", http.StatusForbidden},
		"from elsewhere":   {"203.0.113.9:50000", "localhost", "", "", http.StatusForbidden},
		"an editor":        {"203.0.113.9:50000", "localhost", "", w.chidiTok, http.StatusForbidden},
		"a wrong token":    {"127.0.0.1:50000", "localhost", "", "stet_wrong", http.StatusUnauthorized},
		"a blind reviewer": {"203.0.113.9:50000", "localhost", "", w.rosasToken, http.StatusForbidden},
	} {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.RemoteAddr, r.Host = test.from, test.host
		if test.passedOnBy != "" {
			r.Header.Set(test.passedOnBy, "203.0.113.9")
		}
		if test.token != "" {
			r.Header.Set("Authorization", "Bearer "+test.token)
		}
		answer := httptest.NewRecorder()
		w.ServeHTTP(answer, r)
		if answer.Code != test.want {
			t.Errorf("%s: %d, want %d", name, answer.Code, test.want)
		}
		if body := answer.Body.String(); test.want == http.StatusOK && (!strings.Contains(body, `stet_http_request_seconds_count{method="GET",route="/articles/:id",status="200"} 1`) || !strings.Contains(body, "stet_database_bytes ")) {
			t.Errorf("%s: they lack what was asked before:\n%.300s", name, body)
		}
	}
}

func TestReadyIsReady(t *testing.T) {
	w := newLeakWorld(t, true, 0)
	if answer := w.get("/readyz", ""); answer.Code != http.StatusOK || answer.Body.String() != "ready" {
		t.Errorf("answered %d %q", answer.Code, answer.Body)
	}
}
