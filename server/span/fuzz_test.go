package span

import (
	"strings"
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
	f.Add("US$5 000 — it’s  “so”.\n\nYes.", "it's\u00a0\"so\". Yes", "\u200b- ", ".\r\n")
	f.Fuzz(func(t *testing.T, s, quote, prefix, suffix string) {
		text := NewText(s)
		got, err := text.Find(quote, prefix, suffix)
		if err != nil {
			if factcheck.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		if !utf8.ValidString(s) {
			return
		}
		if found := text.Slice(got); !Alike(found, quote) || strings.Count(s, asInText(prefix+quote+suffix)) == 1 && found != asInText(quote) {
			t.Errorf("found %q for %q", found, quote)
		}
	})
}
