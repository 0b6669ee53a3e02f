package desk

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"stet/server/factcheck"
)

// FuzzFields cleans whatever is typed: what is kept can be shown and stored, and cleaning it again changes nothing.
func FuzzFields(f *testing.F) {
	for _, typed := range []string{" a\tb\r\nc ", "e\u0301\u202e\x00\x1f", "\xff", "https://u:p@x.example/", "java\tscript:x", "2019-02-29", "zh-Hans", "en-\u0301", strings.Repeat("a\u0301", 600)} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for name, clean := range map[string]func(*fields, string) string{
			"line":     func(f *fields, s string) string { return f.line("x", s) },
			"prose":    func(f *fields, s string) string { return f.prose("x", s) },
			"date":     func(f *fields, s string) string { return f.date("x", s) },
			"address":  func(f *fields, s string) string { return f.address("x", s) },
			"source":   func(f *fields, s string) string { return f.sourceAddress("x", s) },
			"language": func(f *fields, s string) string { return f.language("x", s) },
		} {
			var once, twice fields
			kept := clean(&once, typed)
			if once.err() != nil {
				if factcheck.CodeOf(once.err()) != factcheck.Invalid {
					t.Errorf("%s of %q fails with %v", name, typed, once.err())
				}
				continue
			}
			if again := clean(&twice, kept); again != kept || twice.err() != nil {
				t.Errorf("%s of %q is %q, and then %q, %v", name, typed, kept, again, twice.err())
			}
			if !utf8.ValidString(kept) || strings.ContainsFunc(kept, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }) {
				t.Errorf("%s of %q is %q", name, typed, kept)
			}
			if scheme, _, _ := strings.Cut(strings.ToLower(kept), ":"); name == "source" && (scheme == "javascript" || scheme == "data" || scheme == "vbscript") {
				t.Errorf("a source stands at %q", kept)
			}
			if _, err := time.Parse(time.DateOnly, kept); name == "date" && kept != "" && err != nil {
				t.Errorf("a date is %q", kept)
			}
		}
	})
}
