package main_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestWordsSelectedByMouseBecomeAClaim(t *testing.T) {
	d := demo(t)
	cases := []struct {
		name     string
		article  int
		from, to string
	}{
		{"in a line", 3, "posted the run on Facebook", "posted the run on Facebook"},
		{"across lines", 3, "Liu’s two images", "who decides where it turns"},
		{"across two paragraphs", 3, "The next day", "a member of the Politburo Standing Committee"},
		{"from a heading into the text", 3, "The book on the desk", "He had been rehearsing"},
		{"in Chinese", 3, "中国特色的发展治理之路", "中国特色的发展治理之路"},
		{"over an emoji", 5, "you send her a 🎉 on Discord", "you send her a 🎉 on Discord"},
		{"an emoji alone", 5, "🎉", "🎉"},
		{"after an emoji", 5, "company, and behind", "people who own a share"},
		{"over existing marks", 5, "Tencent bought 12% in 2017. In 2020 it counted", "4 billion Snaps a day"},
		{"over list items", 5, "Founded in 2005", "Eric Yuan"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "rosa")
			b.open(articlePath(tc.article))
			b.selectWords(tc.from, tc.to)
			b.click("#slip [data-mark=disputed]")
			made := b.opened()
			d.stands(made, standing(t, d.textOf(tc.article), tc.from, tc.to))
			if got := d.claim(made); got.Verdict != "disputed" || got.Reviewer != "rosa" {
				t.Errorf("it is %s’s, and %s", got.Reviewer, got.Verdict)
			}
		})
	}
}

func TestABackwardSelectionIsTheSame(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	ends := evaluate[[]point](b, wordsOnScreen, "Liu’s two images", "people expect to come")
	b.drag(ends[1], ends[0])
	b.press("v")
	d.stands(b.opened(), standing(t, d.textOf(3), "Liu’s two images", "people expect to come"))
}

func TestManyClicksSelectAWordOrAParagraph(t *testing.T) {
	t.Parallel()
	d := demo(t)
	cases := []struct {
		name, at string
		clicks   int64
		from, to string
	}{
		{"two a word", "superpower", 2, "superpower", "superpower"},
		{"three a paragraph", "The guest had", 3, "The guest had", "an internet superpower."},
		{"three a heading", "The book on the desk", 3, "The book on the desk", "The book on the desk"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "rosa")
			b.open("/articles/3")
			at := evaluate[[]point](b, wordsOnScreen, tc.at, tc.at)[0]
			for n := range tc.clicks {
				b.do("clicking", chromedp.MouseClickXY(at.X+3, at.Y, chromedp.ClickCount(int(n)+1)))
			}
			b.click("#slip [data-mark=unproven]")
			d.stands(b.opened(), standing(t, d.textOf(3), tc.from, tc.to))
		})
	}
}

func TestASelectionThatBeginsAboveTheTextBeginsWithIt(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	title, end := b.middleOf("#galley h1"), evaluate[[]point](b, wordsOnScreen, "on 18 March 2016", "on 18 March 2016")[1]
	b.drag(title, end)
	b.press("d")
	d.stands(b.opened(), standing(t, d.textOf(3), "Mark Zuckerberg ran", "on 18 March 2016"))
}

// hardArticle has what is easily counted wrong: clusters of several code points, letters beyond the Basic Multilingual Plane
// right before and after words, a combining mark that composes with nothing, and a paragraph that runs from right to left.
const hardArticle = `Before 👩‍👩‍👧‍👦family and 🇺🇸🇨🇳flags, q̇uote, 𠮷野家 and 👍🏽done.

قال الوزير إن العدد بلغ مئتين وخمسين في ذلك العام

After it all came 1 line more.
`

func TestWordsBesideWhatIsEasilyCountedWrongAreMarkedRight(t *testing.T) {
	t.Parallel()
	d := demo(t)
	file := filepath.Join(t.TempDir(), "hard.txt")
	if err := os.WriteFile(file, []byte(hardArticle), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "import", file, "--db", d.db)
	cases := []struct{ name, from, to string }{
		{"right after a family", "family", "family"},
		{"right after flags", "flags", "flags"},
		{"a family alone", "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"},
		{"flags", "🇺🇸🇨🇳", "🇺🇸🇨🇳"},
		{"a combining mark", "q̇uote", "q̇uote"},
		{"rare Chinese", "𠮷野家", "𠮷野家"},
		{"right after a skin tone", "done", "done"},
		{"from right to left", "إن العدد بلغ", "إن العدد بلغ"},
		{"after it all", "1 line", "more"},
		{"into and out of the other direction", "野家 and", "After it"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "rosa")
			b.open("/articles/6")
			b.selectWords(tc.from, tc.to)
			b.press("d")
			d.stands(b.opened(), standing(t, d.textOf(6), tc.from, tc.to))
		})
	}
}
