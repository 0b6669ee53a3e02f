package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/factcheck"
)

// shown gives the blocks of an article as text, each behind its kind where that is not a paragraph.
func shown(a Article) []string {
	points := []rune(a.Text)
	var blocks []string
	for _, b := range a.Blocks {
		s := string(points[b.Start:b.End])
		if b.Kind != factcheck.Paragraph {
			s = string(b.Kind) + ": " + s
		}
		blocks = append(blocks, s)
	}
	return blocks
}

func TestPlain(t *testing.T) {
	const wrapped = "Facebook has been barred in China since 2009, when riots in\nXinjiang left more than 197 people dead and police made well\nover 1,500 arrests."
	for _, c := range []struct {
		name, in string
		blocks   []string
	}{
		{"paragraphs", "One.\n\nTwo.", []string{"One.", "Two."}},
		{"no empty lines", "One.\nTwo.\nThree.", []string{"One.", "Two.", "Three."}},
		{"no line end at all", "One", []string{"One"}},
		{"hard-wrapped lines", wrapped + "\n\nTwo.", []string{wrapped, "Two."}},
		{"hard-wrapped lines and nothing else", wrapped, []string{wrapped}},
		{"hard-wrapped Chinese", strings.Repeat("互联网是人类", 8) + "\n" + "共同的新家园。", []string{strings.Repeat("互联网是人类", 8) + "\n" + "共同的新家园。"}},
		{"a line for each paragraph of Chinese", strings.Repeat("互联网是人类", 8) + "。\n" + "共同的新家园。", []string{strings.Repeat("互联网是人类", 8) + "。", "共同的新家园。"}},
		{"a headline and who wrote it", "Facebook has no chance in China yet, says a senior official\nBy A. Writer\n24 October 2019\n\nThe story.",
			[]string{"Facebook has no chance in China yet, says a senior official", "By A. Writer", "24 October 2019", "The story."}},
		{"navigation", "Home\nNews\nBusiness & Economy\n\nThe story.", []string{"Home", "News", "Business & Economy", "The story."}},
		{"Windows", "One.\r\n\r\nTwo.\r\n", []string{"One.", "Two."}},
		{"old Macintosh", "One.\rTwo.", []string{"One.", "Two."}},
		{"Unicode line ends", "One.\u2028Two.\u2029Three.\u0085Four.", []string{"One.", "Two.", "Three.", "Four."}},
		{"byte order mark", "\ufeffOne.", []string{"One."}},
		{"indented", "    One.\n\n\tTwo.", []string{"One.", "Two."}},
		{"Chinese, indented", "　　刘云山会见扎克伯格。\n　　他说：“好”。", []string{"刘云山会见扎克伯格。", "他说：“好”。"}},
		{"long lines", strings.Repeat("word ", 100) + "\n" + strings.Repeat("words ", 30),
			[]string{strings.TrimSpace(strings.Repeat("word ", 100)), strings.TrimSpace(strings.Repeat("words ", 30))}},
	} {
		a, err := Plain([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.blocks, shown(a)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestPlainTextIsClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"spaces at line ends", "One. \t\nTwo.\u3000\n", "One.\nTwo."},
		{"many empty lines", "One.\n\n\n \n\nTwo.", "One.\n\nTwo."},
		{"not NFC", "cafe\u0301", "café"},
		{"NUL and other controls", "a\x00b\x1b[31mc\u009fd", "ab[31mcd"},
		{"direction overrides", "a\u202eb\u2066c\u2069\u200e\u200f\u061cd", "abcd"},
		{"unbreakable spaces", "12\u00a0000\u202f€", "12 000 €"},
		{"soft hyphens and zero-width spaces", "elec\u00adtion\u200b\ufeff", "election"},
		{"joiners stay", "👨\u200d👩\u200d👧 ❤️ क्\u200dष", "👨\u200d👩\u200d👧 ❤️ क्\u200dष"},
		{"a form feed parts lines", "One.\fTwo.", "One.\nTwo."},
		{"tabs stay", "a\tb", "a\tb"},
		{"right to left", "שלום 12%", "שלום 12%"},
	} {
		a, err := Plain([]byte(c.in))
		if err != nil || a.Text != c.want {
			t.Errorf("%s: got %q %v, want %q", c.name, a.Text, err, c.want)
		}
	}
}

func TestPlainTitle(t *testing.T) {
	long := strings.Repeat("long ", 40)
	for _, c := range []struct{ name, in, want string }{
		{"first line", "The  title\n\nThe story.", "The title"},
		{"first of several lines", "The title\nThe story.", "The title"},
		{"nothing else", "The title", ""},
		{"too long", long + "\n\nThe story.", ""},
		{"a wrapped paragraph", "Facebook has been barred in China since 2009, when there were\nriots in Xinjiang.\n\nTwo.", ""},
	} {
		a, err := Plain([]byte(c.in))
		if err != nil || a.Title != c.want {
			t.Errorf("%s: got %q %v, want %q", c.name, a.Title, err, c.want)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for name, read := range map[string]func([]byte) (Article, error){"plain": Plain, "markdown": Markdown} {
		for _, c := range []struct {
			name string
			in   []byte
			code factcheck.Code
			says string
		}{
			{"empty", nil, factcheck.Invalid, "empty"},
			{"white space", []byte("\ufeff \n\t\u00a0\n"), factcheck.Invalid, "empty"},
			{"invisible", []byte("\x00\u200b\u202e"), factcheck.Invalid, "empty"},
			{"not UTF-8", []byte("caf\xe9 noir"), factcheck.Invalid, "byte 3 (0xE9)"},
			{"cut short", []byte("精\xe5\xbd"), factcheck.Invalid, "byte 3 (0xE5)"},
			{"UTF-16", []byte("\xff\xfea\x00"), factcheck.Invalid, "UTF-16"},
			{"too large", make([]byte, 5<<20), factcheck.TooLarge, "is 5.0 MB; the most that is taken in is 4 MB"},
		} {
			_, err := read(c.in)
			if factcheck.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s, %s: got %v, want %s saying %q", name, c.name, err, c.code, c.says)
			}
		}
	}
}

// TestALongListIsRefusedBeforeMuchIsMadeOfIt has lines of one letter each, three times as many as are taken in.
func TestALongListIsRefusedBeforeMuchIsMadeOfIt(t *testing.T) {
	for _, line := range []string{"a\n", "a\n\n"} {
		raw := []byte(strings.Repeat(line, 3*mostPieces))
		made := testing.AllocsPerRun(1, func() {
			if _, err := ReadPlain(raw); factcheck.CodeOf(err) != factcheck.TooLarge {
				t.Errorf("%q over and over: %v", line, err)
			}
		})
		if made > 2*mostPieces {
			t.Errorf("%q over and over: %.0f things are made", line, made)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a.md", "", "markdown"}, {"A.Markdown", "", "markdown"}, {"a.txt", "---\ntitle: x\n---\ny", "text"}, {"a", "plain", "text"},
		{"-", "---\r\ntitle: x\r\n---\r\ny", "markdown"}, {"-", "\ufeff---\ntitle: x\n---\n", "markdown"}, {"-", "--- not so ---", "text"},
	} {
		if got := string(Detect(c.name, []byte(c.in))); got != c.want {
			t.Errorf("Detect(%q, %q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}
