package span

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestATextFitsWhateverItsForm(t *testing.T) {
	const whole = "Café society.\n\nThe 🇨🇳 flag; 精彩。\nThe end."
	for name, c := range map[string]struct{ part, quote string }{
		"as it is":          {whole, "flag; 精彩"},
		"with other ends":   {strings.ReplaceAll(whole, "\n", "\r\n"), "flag; 精彩"},
		"decomposed":        {norm.NFD.String(whole), norm.NFD.String("Café society")},
		"spaced otherwise":  {"  " + strings.Join(strings.Fields(whole), "   ") + "\n", "🇨🇳"},
		"one line of it":    {"The 🇨🇳 flag; 精彩。", "精彩。"},
		"with a mark at it": {"\ufeff" + whole, "The end"},
	} {
		part := NewText(c.part)
		at := strings.Index(c.part, c.quote)
		start := part.CodePoint(at)
		f, ok := NewBare(NewText(whole)).Fit(NewBare(part))
		if !ok {
			t.Errorf("%s: it does not fit", name)
			continue
		}
		on, ok := f.Span(span(start, start+len([]rune(c.quote))))
		if got, want := NewText(whole).Slice(on), norm.NFC.String(c.quote); !ok || got != want {
			t.Errorf("%s: %q lies on %q, %v", name, c.quote, got, ok)
		}
	}
}

func TestWhatFitsTwiceOrIntoAWordDoesNotFit(t *testing.T) {
	whole := NewBare(NewText("They were there. He wrote ten books, and ten more."))
	for _, part := range []string{"ten", "here", "He wrote ten boo", "", " ", "nowhere"} {
		if f, ok := whole.Fit(NewBare(NewText(part))); ok {
			t.Errorf("%q fits at %d", part, f.offset)
		}
	}
	f, _ := whole.Fit(NewBare(NewText("He wrote  ten")))
	for _, s := range []factcheck.Span{span(-1, 2), span(2, 2), span(2, 1), span(8, 10), span(0, 99)} {
		if on, ok := f.Span(s); ok {
			t.Errorf("%v lies on %v", s, on)
		}
	}
}

func TestASpanLiesOnItsOwnWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := NewText(norm.NFC.String(strings.Map(Visible, texts().Draw(t, "text"))))
		if whole.Len() == 0 {
			return
		}
		s := spans(whole.Len()).Draw(t, "span")
		crlf := strings.ReplaceAll(whole.String(), "\n", "\r\n")
		if crlf == whole.String() {
			return
		}
		f, ok := NewBare(whole).Fit(NewBare(NewText(crlf)))
		if ok == (NewBare(whole).s == "") {
			t.Fatalf("a text fits itself: %v", ok)
		}
		if !ok {
			return
		}
		before := func(pos int) int { return pos + strings.Count(whole.Slice(span(0, pos)), "\n") }
		on, ok := f.Span(span(before(s.Start), before(s.End)))
		want := NewBare(NewText(whole.Slice(s)))
		if ok == (want.s == "") {
			t.Fatalf("%q lies on %v, %v", whole.Slice(s), on, ok)
		}
		if ok && (on.Start > s.Start+int(want.from[0]) || on.End < s.Start+int(want.to[len(want.to)-1])) {
			t.Fatalf("%v lies on %v", s, on)
		}
	})
}

func TestUnitsAgreeWithCountingThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Repeat(texts().Draw(t, "text"), 3)
		text := NewText(s)
		u := NewUnits(text)
		pos := rapid.IntRange(-1, text.Len()+1).Draw(t, "pos")
		if got, want := u.From(pos), ToUTF16(s, pos); got != want {
			t.Fatalf("code point %d begins at unit %d, want %d", pos, got, want)
		}
		if text.Len() == 0 {
			return
		}
		want := spans(text.Len()).Draw(t, "span")
		if got, ok := u.Span(u.From(want.Start), u.From(want.End)); !ok || got != want {
			t.Fatalf("units of %v are %v, %v", want, got, ok)
		}
	})
	u := NewUnits(NewText("a😀b"))
	for _, s := range [][2]int{{-1, 1}, {0, 5}, {2, 3}, {0, 2}, {1, 1}, {3, 1}} {
		if got, ok := u.Span(s[0], s[1]); ok {
			t.Errorf("units %v are %v", s, got)
		}
	}
}

func TestWordsLeaveOutOnlyWhiteSpace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := NewText(texts().Draw(t, "text"))
		var joined strings.Builder
		end := 0
		for w := range text.Words(span(0, text.Len())) {
			if between := text.Slice(span(end, w.Start)); w.Start < end || strings.TrimSpace(between) != "" {
				t.Fatalf("between words stands %q", between)
			}
			joined.WriteString(text.Slice(w))
			end = w.End
		}
		if strings.TrimSpace(text.Slice(span(end, text.Len()))) != "" {
			t.Fatalf("%q is no word", text.Slice(span(end, text.Len())))
		}
	})
}
