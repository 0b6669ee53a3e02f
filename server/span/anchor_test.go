package span

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestAnchor(t *testing.T) {
	text := NewText("Zuckerberg said 精彩 😀 in Beijing on 19 March 2016, after a run through the square.")
	quote, prefix, suffix := text.Anchor(span(16, 20))
	if quote != "精彩 😀" || prefix != "Zuckerberg said " || suffix != " in Beijing on 19 March 2016, af" {
		t.Errorf("quote %q, prefix %q, suffix %q", quote, prefix, suffix)
	}
}

func TestCheck(t *testing.T) {
	text := NewText("one  two😀")
	for _, c := range []struct {
		name       string
		start, end int
		field      string
		says       string
	}{
		{"whole", 0, 9, "", ""},
		{"negative start", -1, 4, "start", "-1"},
		{"start at the end", 9, 10, "start", "9 code points"},
		{"end before start", 4, 2, "end", "starts at 4"},
		{"nothing", 4, 4, "end", "after its start"},
		{"end beyond the text", 4, 10, "end", "9 code points"},
		{"white space alone", 3, 5, "end", "white space"},
	} {
		err := text.Check(span(c.start, c.end))
		if c.field == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		wantField(t, c.name, err, c.field, c.says)
	}
}

// wantField wants an Invalid error about one field whose message says something.
func wantField(t *testing.T, name string, err error, field, says string) {
	t.Helper()
	e, ok := err.(*factcheck.Error)
	if !ok || e.Code != factcheck.Invalid {
		t.Errorf("%s: got %v, want an Invalid error", name, err)
		return
	}
	if len(e.Fields) != 1 || e.Fields[0].Field != field || !strings.Contains(e.Message, says) {
		t.Errorf("%s: got %v, want it about %q and saying %q", name, e.Fields, field, says)
	}
}

func TestAnchorLeadsBackToItsSpan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := NewText("x" + texts().Draw(t, "text"))
		in := spans(text.Len()).Draw(t, "span")
		quote, prefix, suffix := text.Anchor(in)
		before, after := text.Slice(span(0, in.Start)), text.Slice(span(in.End, text.Len()))
		if !strings.HasSuffix(before, prefix) || !strings.HasPrefix(after, suffix) || quote != text.Slice(in) {
			t.Fatalf("%q | %q | %q do not stand at %v", prefix, quote, suffix, in)
		}
		if len([]rune(prefix)) != min(ContextLength, in.Start) || len([]rune(suffix)) != min(ContextLength, text.Len()-in.End) {
			t.Fatalf("prefix %q or suffix %q is not %d code points", prefix, suffix, ContextLength)
		}
	})
}
