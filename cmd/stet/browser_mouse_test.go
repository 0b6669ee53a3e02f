package main_test

import "testing"

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
