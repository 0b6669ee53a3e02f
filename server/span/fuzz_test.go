package span

import (
	"testing"
	"unicode/utf8"

	"stet/server/factcheck"
)

func FuzzSnap(f *testing.F) {
	f.Add("cafe\u0301s", 0, 4)
	f.Add("x👨‍👩‍👧‍👦🇨🇳🇺🇸y", 2, 9)
	f.Add("a\r\nक्षᄒ\u1161", 2, 3)
	f.Add("a\xff\u0301", 1, 2)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		text := NewText(s)
		in := span(start, end)
		got := text.Snap(in)
		if text.Check(in) != nil || !utf8.ValidString(s) {
			return
		}
		if want := snapByFullCount(s, in); got != want || text.Snap(got) != got || text.Check(got) != nil {
			t.Errorf("Snap(%v) = %v, want %v", in, got, want)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("one two one", "one", "two ", "")
	f.Add("“精彩” 😀", "精彩", "“", "”")
	f.Add("cafe\u0301\r\n", "café", "", "\n")
	f.Add("\xe7\xb2\xbe", "\xb2", "", "")
	f.Fuzz(func(t *testing.T, s, quote, prefix, suffix string) {
		text := NewText(s)
		got, err := text.Find(quote, prefix, suffix)
		if err != nil {
			if factcheck.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		if utf8.ValidString(s) && text.Slice(got) != asInText(quote) {
			t.Errorf("found %q for %q", text.Slice(got), quote)
		}
	})
}
