package span

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

const barred = "Facebook has been barred since 2009. Twitter has been barred since 2009, too.\n\n" +
	"“Barred”, said the café’s 主人 😀, “barred since 2009”."

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, quote, prefix, suffix string
		want                        factcheck.Span
	}{
		{"once", "Twitter has", "", "", span(37, 48)},
		{"by prefix", "barred since 2009", "Twitter has been ", "", span(54, 71)},
		{"by suffix", "barred since 2009", "", ", too", span(54, 71)},
		{"by both", "barred since 2009", "“", "”.", span(112, 129)},
		{"after an emoji", "“barred", "", "", span(111, 118)},
		{"Chinese", "主人", "", "", span(105, 107)},
		{"not yet NFC", "cafe\u0301", "", "", span(98, 102)},
		{"line ends of a form", "too.\r\n\r\n“Barred”", "", "", span(73, 87)},
		{"at the start", "Facebook", "", "", span(0, 8)},
	} {
		got, err := NewText(barred).Find(c.quote, c.prefix, c.suffix)
		if err != nil || got != c.want {
			t.Errorf("%s: got %v %v, want %v", c.name, got, err, c.want)
		}
	}
}

func TestFindSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, quote, prefix, suffix, field, says string }{
		{"empty", "", "", "", "quote", "empty"},
		{"white space", " \n", "", "", "quote", "empty"},
		{"not there", "banned", "", "", "quote", "does not stand"},
		{"other letter case", "facebook", "", "", "quote", "does not stand"},
		{"not UTF-8", "Face\xff", "", "", "quote", "UTF-8"},
		{"half a character", "\x9c", "", "", "quote", "UTF-8"},
		{"wrong prefix", "Twitter", "before ", "", "prefix", "not just after"},
		{"wrong suffix", "Twitter", "", " hasn’t", "suffix", "not just before"},
		{"wrong prefix, right suffix", "Twitter", "x", " has", "prefix", "not just after"},
		{"each right elsewhere", "barred since 2009", "Facebook has been ", ", too", "suffix", "not between"},
	} {
		_, err := NewText(barred).Find(c.quote, c.prefix, c.suffix)
		wantField(t, c.name, err, c.field, c.says)
	}
}

func TestFindNamesBothWrongFields(t *testing.T) {
	_, err := NewText(barred).Find("Twitter", "x", "y")
	if e := err.(*factcheck.Error); len(e.Fields) != 2 || e.Code != factcheck.Invalid {
		t.Errorf("got %+v", e)
	}
}

func TestFindSaysHowOftenAQuoteStands(t *testing.T) {
	for _, c := range []struct{ name, text, quote, prefix, says string }{
		{"no prefix", barred, "barred since 2009", "", "stands 3 times in the text; add the words before"},
		{"a prefix that does not tell", barred, "barred since 2009", "been ", "stands 2 times in the text; give more"},
		{"overlapping places", "ababa", "aba", "", "stands 2 times"},
		{"very many", strings.Repeat("精", 5000), "精精", "", "more than 999 times"},
	} {
		_, err := NewText(c.text).Find(c.quote, c.prefix, "")
		if factcheck.CodeOf(err) != factcheck.Conflict || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want a Conflict that says %q", c.name, err, c.says)
		}
	}
}

// With its whole context a quote stands once or, by its count, several times; it is never found elsewhere or missed.
func TestFindTakesAnAnchorBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := NewText(norm.NFC.String(strings.ReplaceAll("x"+texts().Draw(t, "text"), "\r", "")))
		in := text.Snap(spans(text.Len()).Draw(t, "span"))
		if text.Check(in) != nil {
			return
		}
		quote, prefix, suffix := text.Anchor(in)
		got, err := text.Find(quote, prefix, suffix)
		if err != nil && factcheck.CodeOf(err) != factcheck.Conflict {
			t.Fatalf("%v: %v", in, err)
		}
		if err == nil && got != in {
			t.Fatalf("found at %v, want %v", got, in)
		}
	})
}
