package auth

import "testing"

func TestSafeNext(t *testing.T) {
	cases := map[string]string{
		"/articles/12?claim=345":   "/articles/12?claim=345",
		"/claims?verdict=disputed": "/claims?verdict=disputed",
		"/articles?q=治理":           "/articles?q=治理",
		"":                         home,
		"articles":                 home,
		"https://evil.example":     home,
		"//evil.example":           home,
		`/\evil.example`:           home,
		`\\evil.example`:           home,
		"/\t/evil.example":         home,
		"/\n/evil.example":         home,
		"javascript:alert(1)":      home,
		" //evil.example":          home,
		"/sign-in?next=/sign-in":   home,
		"/sign-out":                home,
		"/setup?key=abc":           home,
		"/.//evil.example":         home, // would lead elsewhere where its path is read anew
		"/a/..//evil.example":      home,
		"/articles?q=a//b":         "/articles?q=a//b",
		"/ /evil.example":          "/%20/evil.example",
	}
	for next, want := range cases {
		if got := SafeNext(next); got != want {
			t.Errorf("SafeNext(%q) = %q, want %q", next, got, want)
		}
	}
}
