package extract

import (
	"testing"
	"unicode/utf8"

	"stet/server/factcheck"
)

func FuzzPlain(f *testing.F) {
	f.Add([]byte("Home\nNews\n\nThe story is “long”.\r\n\r\n精彩 😀"))
	f.Add([]byte("\ufeffcafe\u0301\x00\u202e\u2028b"))
	f.Add([]byte("caf\xe9"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Plain(raw)
		if err != nil {
			wantReason(t, raw, err)
			return
		}
		wantSound(t, a)
		if again, err := Plain([]byte(a.Text)); err != nil || again.Text != a.Text {
			t.Fatalf("read again, %q becomes %q %v", a.Text, again.Text, err)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: x\n---\n# T\n\nOne *two* [three](http://a.example).\n\n- a\n1. b\n\n> q"))
	f.Add([]byte("| a | b |\n|---|---|\n| 1 | &nbsp; |\n\n<div>x</div>\n\n![alt](y)"))
	f.Add([]byte("e[\u0301x](http://a.example)\\\n&#x202e;`c`"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Markdown(raw)
		if err != nil {
			wantReason(t, raw, err)
			return
		}
		wantSound(t, a)
	})
}

// wantReason wants every refusal to carry a code, and text that is not UTF-8 to be refused.
func wantReason(t *testing.T, raw []byte, err error) {
	t.Helper()
	if code := factcheck.CodeOf(err); code != factcheck.Invalid && code != factcheck.TooLarge {
		t.Fatalf("%v has the code %q", err, code)
	}
	if utf8.Valid(raw) && seen(string(raw)) == "" && factcheck.CodeOf(err) != factcheck.Invalid {
		t.Fatalf("an empty article: %v", err)
	}
}
