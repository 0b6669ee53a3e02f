package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/factcheck"
)

func TestMarkdownBlocks(t *testing.T) {
	for _, c := range []struct {
		name, in string
		blocks   []string
	}{
		{"paragraphs and marks", "A **bold** and *leaning* `co\\de` ~~struck~~.\n\nTwo.", []string{"A bold and leaning co\\de ~~struck~~.", "Two."}},
		{"lines of a paragraph", "One\nline.  \nNext\\\nlast.", []string{"One line.\nNext\nlast."}},
		{"lines of Chinese", "互联网是人类\n共同的**新\n家园**。", []string{"互联网是人类共同的新家园。"}},
		{"wide spaces at a line end", "One\u3000<br>two", []string{"One\ntwo"}},
		{"headings", "## Sub\n\nText\n\n### Sub-sub\n", []string{"heading: Sub", "Text", "heading: Sub-sub"}},
		{"a list", "- one\n- two\n  more\n\n  and more\n  - three\n", []string{"list_item: one", "list_item: two more", "list_item: and more", "list_item: three"}},
		{"an ordered list", "3. three\n4. four\n   - inner\n", []string{"list_item: 3. three", "list_item: 4. four", "list_item: inner"}},
		{"an empty item", "1.\n2. two\n\nText", []string{"list_item: 2. two", "Text"}},
		{"a quotation", "> One.\n> Still one.\n>\n> Two.", []string{"quotation: One. Still one.", "quotation: Two."}},
		{"an image", "![A chart of *lobbying*](c.png)\n\nSee ![x](y.png) here.", []string{"caption: A chart of lobbying", "See x here."}},
		{"a table", "| Year | US$ |\n|---|---|\n| 2018 | 12.62 |\n", []string{"Year\tUS$", "2018\t12.62"}},
		{"code", "```go\na := 1\n\n\n\nb\n```\n\n    c\n", []string{"a := 1\n\nb", "c"}},
		{"escapes and entities", "\\*not\\* &copy; &#x1F600; AT&T &amp;lt; &unknown;", []string{"*not* © 😀 AT&T &lt; &unknown;"}},
		{"entities that cannot be seen", "a&#0;b&#x202E;c&nbsp;d&shy;e", []string{"a\ufffdbc de"}},
		{"inline HTML", "a <b>c</b><br>d<!-- not seen -->", []string{"a c\nd"}},
		{"a block of HTML", "<div class=\"x\">One &amp; <i>two</i><br>three</div>\n\nText", []string{"One & two", "three", "Text"}},
		{"script is not text", "<script>\nalert('x')\n</script>\n\nText", []string{"Text"}},
		{"a rule between", "One\n\n---\n\nTwo", []string{"One", "Two"}},
		{"composed across marks", "cafe**\u0301**", []string{"café"}},
	} {
		a, err := Markdown([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.blocks, shown(a)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	a, err := Markdown([]byte("# Title\n\nOne.\n\n- a\n- b\n\n## Sub\n\nTwo."))
	if err != nil {
		t.Fatal(err)
	}
	want := Article{
		Title: "Title",
		Text:  "One.\n\na\nb\n\nSub\n\nTwo.",
		Blocks: []factcheck.Block{
			{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: 0, End: 4}},
			{Kind: factcheck.ListItem, Span: factcheck.Span{Start: 6, End: 7}},
			{Kind: factcheck.ListItem, Span: factcheck.Span{Start: 8, End: 9}},
			{Kind: factcheck.Heading, Level: 2, Span: factcheck.Span{Start: 11, End: 14}},
			{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: 16, End: 20}},
		},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

// TestMarkdownSaysAllThatItSays has cells beyond the columns of their table, and words that are struck out before others.
func TestMarkdownSaysAllThatItSays(t *testing.T) {
	for in, want := range map[string]string{
		"| Year | Paid |\n| --- | --- |\n| 2020 | 12 million | of which *9* million | all |\n| 2021 |\n| 2022 | 1 \\| 2 | |\n\nEnd.": "Year\tPaid\n\n2020\t12 million\tof which *9* million\tall\n\n2021\n\n2022\t1 | 2\n\nEnd.",
		"Paid ~~12~~15 million, H~2~O, **~~all~~**.": "Paid ~~12~~15 million, H~2~O, ~~all~~.",
	} {
		a, err := Markdown([]byte(in))
		if err != nil || a.Text != want {
			t.Errorf("%q is %q, %v, not %q", in, a.Text, err, want)
		}
	}
}

func TestMarkdownLinks(t *testing.T) {
	type link struct{ url, words string }
	for _, c := range []struct {
		name, in string
		want     []link
	}{
		{"inline", "精彩 😀 [the **report**](https://example.org/a?b=1&amp;c=2 \"title\").", []link{{"https://example.org/a?b=1&c=2", "the report"}}},
		{"by name", "One.\n\nSee [this][1] and [that].\n\n[1]: http://example.org/1\n[that]: http://example.org/2", []link{{"http://example.org/1", "this"}, {"http://example.org/2", "that"}}},
		{"bare", "At https://example.org/x.\n\n<http://example.net>", []link{{"https://example.org/x", "https://example.org/x"}, {"http://example.net", "http://example.net"}}},
		{"white space around", "a\n[ b ](http://example.org) c", []link{{"http://example.org", "b"}}},
		{"spaces that go at a line end", "[a   ](http://example.org/a)  \n[b](http://example.org/b)", []link{{"http://example.org/a", "a"}, {"http://example.org/b", "b"}}},
		{"composed over its end", "[e](http://example.org)\u0301x", []link{{"http://example.org", "é"}}},
		{"over a line end", "[a\nb](http://example.org)", []link{{"http://example.org", "a b"}}},
		{"not http", "[a](javascript:alert(1)) [b](mailto:x@example.org) [c](/local) <data:text/html,x>", nil},
		{"without words", "a [](http://example.org) b", nil},
		{"composed across its edge", "e[\u0301x](http://example.org)", []link{{"http://example.org", "x"}}},
	} {
		a, err := Markdown([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var got []link
		for _, l := range a.Links {
			got = append(got, link{l.URL, string([]rune(a.Text)[l.Start:l.End])})
		}
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(link{})); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestMarkdownTitle(t *testing.T) {
	for _, c := range []struct {
		name, in, title string
		blocks          []string
	}{
		{"the first heading leaves the text", "# A *title*\n\nText\n\n# Another", "A title", []string{"Text", "heading: Another"}},
		{"underlined", "A title\n=======\n\nText", "A title", []string{"Text"}},
		{"after other text", "Home\n\n# A title\n\nText", "A title", []string{"Home", "Text"}},
		{"front matter wins", "---\ntitle: Given\n---\n# A heading\n\nText", "Given", []string{"heading: A heading", "Text"}},
		{"the same in both", "---\ntitle: A title\n---\n# A title\n\nText", "A title", []string{"Text"}},
		{"none", "## Sub\n\nText", "", []string{"heading: Sub", "Text"}},
	} {
		a, err := Markdown([]byte(c.in))
		if err != nil || a.Title != c.title {
			t.Errorf("%s: title %q %v, want %q", c.name, a.Title, err, c.title)
		}
		if diff := cmp.Diff(c.blocks, shown(a)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestMarkdownFrontMatter(t *testing.T) {
	in := "\ufeff---\r\nTitle: \"China: no chance yet\"\r\nauthor: 'A. Writer'\r\npublisher: The Desk\r\nurl: https://example.org/a\r\n" +
		"date: 2019-10-24T09:30:00Z\r\nlanguage: en\r\ntags: [a, b]\r\n---\r\nText."
	want := Article{
		Title: "China: no chance yet", Byline: "A. Writer", Publisher: "The Desk", URL: "https://example.org/a", PublishedOn: "2019-10-24",
		Language: "en", Text: "Text.", Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{End: 5}}},
	}
	a, err := Markdown([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

func TestMarkdownDates(t *testing.T) {
	for in, want := range map[string]string{
		"2019-10-24": "2019-10-24", "2019-10-24 09:30:00 +0800": "2019-10-24", "2019/10/24": "2019-10-24", "24 October 2019": "2019-10-24",
		"Oct 24, 2019": "2019-10-24", "": "",
	} {
		a, err := Markdown([]byte("---\npublished_on: " + in + "\n---\nText."))
		if err != nil || a.PublishedOn != want {
			t.Errorf("%q: got %q %v, want %q", in, a.PublishedOn, err, want)
		}
	}
	_, err := Markdown([]byte("---\ndate: last autumn\n---\nText."))
	if factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("an unreadable date: got %v", err)
	}
}

func TestWhatIsNotFrontMatter(t *testing.T) {
	for _, c := range []struct {
		name, in string
		blocks   []string
	}{
		{"not closed", "---\n\nText: one.\n\nMore.", []string{"Text: one.", "More."}},
		{"text between rules", "---\n\nOne.\n\n***\n---\n\nTwo.", []string{"One.", "Two."}},
		{"nothing that tells of the article", "---\n\nNote: one.\n\n---\nTwo.", []string{"Note: one.", "Two."}},
	} {
		a, err := Markdown([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.blocks, shown(a)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}
