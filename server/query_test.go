package server_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAQueryThatCannotBeReadIsRefused(t *testing.T) {
	r := run(t)
	ada := r.signedIn("ada")
	for _, path := range []string{"/claims", "/export/claims.csv", "/api/v1/claims", "/api/v1/export/claims.csv", "/articles", "/sources"} {
		for _, query := range []string{"verdict=disp%zzuted", "verdict=disputed;x=1", "verdict=disputed&q=100%"} {
			got := r.get(ada, path+"?"+query)
			if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "cannot be read") {
				t.Errorf("%s?%s gives %d: %.200s", path, query, got.status, got.body)
			}
			if strings.HasPrefix(path, "/api/") && got.header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s is answered with %s", path, got.header.Get("Content-Type"))
			}
		}
	}
	if got := r.get(ada, "/claims?q=100%25%3B"); got.status != http.StatusOK {
		t.Errorf("an escaped query gives %d", got.status)
	}
}
