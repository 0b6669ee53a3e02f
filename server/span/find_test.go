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
		{"blanks around it", "  Twitter has ", "", "", span(37, 48)},
		{"no-break spaces", "Twitter\u00a0has\u202fbeen", "", "", span(37, 53)},
		{"what nobody sees", "\u202bTwit\u00ad\u200bter\u202c", "", "", span(37, 44)},
		{"broken into lines", "Twitter has\n\nbeen", "", "", span(37, 53)},
		{"one line end for two", "too.\n“Barred”", "", "", span(73, 87)},
		{"words copied across paragraphs", "too. “Barred”", "", "", span(73, 87)},
		{"straight quotation marks", `"Barred", said`, "", "", span(79, 93)},
		{"a straight apostrophe", "café's", "", "", span(98, 104)},
		{"by a prefix without its blank", "barred since 2009", "Twitter has been", "", span(54, 71)},
		{"by a straight suffix", "barred since 2009", "", `".`, span(112, 129)},
		{"by both, loosely", " barred since 2009", "has been ", ",\u00a0too", span(54, 71)},
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
		{"blanks within a word", "Twit ter", "", "", "quote", "does not stand"},
		{"blanks left out", "Twitterhas", "", "", "quote", "does not stand"},
		{"nothing visible", "\u200b\u00ad", "", "", "quote", "empty"},
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
		{"but for a blank", barred, "barred  since 2009", "", "stands 3 times"},
		{"but for its signs", "It’s so. It‘s so.", "It's so", "", "stands 2 times"},
		{"but for its signs, after blanks", "It’s  so. It‘s so.", "It's so", "", "stands 2 times"},
		{"overlapping places", "ababa", "aba", "", "stands 2 times"},
		{"very many", strings.Repeat("精", 5000), "精精", "", "more than 999 times"},
	} {
		_, err := NewText(c.text).Find(c.quote, c.prefix, "")
		if factcheck.CodeOf(err) != factcheck.Conflict || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want a Conflict that says %q", c.name, err, c.says)
		}
	}
}

func TestTheExactPlaceComesBeforeAlikeOnes(t *testing.T) {
	text := NewText("It’s so, it’s  so, it's so.")
	for quote, want := range map[string]factcheck.Span{"it’s  so": span(9, 17), "it’s so": span(9, 17), "it's so": span(19, 26)} {
		if got, err := text.Find(quote, "", ""); err != nil || got != want {
			t.Errorf("%q: got %v %v, want %v", quote, got, err, want)
		}
	}
}

// However a quote comes back from a screen or a word processor, it is found, or said to stand several times; and what is found
// is what was typed but for white space and signs.
func TestFindTakesAChangedQuoteBack(t *testing.T) {
	changes := []*strings.Replacer{strings.NewReplacer(" ", "\u00a0"), strings.NewReplacer("\n", "\r\n"), strings.NewReplacer("\n", "\n\n", " ", "\n"),
		strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "—", "-"), strings.NewReplacer("word", "wo\u00adrd", "a", "\u200ba\u202c")}
	rapid.Check(t, func(t *rapid.T) {
		text := NewText(norm.NFC.String(strings.Map(Visible, "x"+texts().Draw(t, "text"))))
		in := text.Snap(spans(text.Len()).Draw(t, "span"))
		if text.Check(in) != nil {
			return
		}
		quote, prefix, suffix := text.Anchor(in)
		if rapid.Bool().Draw(t, "alone") {
			prefix, suffix = "", ""
		}
		for _, change := range rapid.SliceOf(rapid.SampledFrom(changes)).Draw(t, "changes") {
			quote, prefix, suffix = change.Replace(quote), change.Replace(prefix), change.Replace(suffix)
		}
		got, err := text.Find(" "+quote+"\n", prefix, suffix)
		if err != nil && factcheck.CodeOf(err) != factcheck.Conflict {
			t.Fatalf("%q in %q: %v", quote, text, err)
		}
		if err == nil && !Alike(text.Slice(got), quote) {
			t.Fatalf("found %q for %q", text.Slice(got), quote)
		}
	})
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
