package extract

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wordsPage draws pages of which each word is told apart: "w3ferries7q" is the seventh word of the third block, and what begins with "h" is
// hidden.
type wordsPage struct {
	*rapid.T
	source strings.Builder
	block  int
	number int
}

var anyWord = regexp.MustCompile(`[wh]\d+ferries\d+q`)

// surroundings are what a word of a sentence may stand in; %s is the word.
var surroundings = []string{
	"<b>%s</b>", "<a href='/a'>%s</a>", "<time datetime='2020-05-01'>%s</time>", "<data value='5'>%s</data>", "<q>%s</q>", "<del>%s</del>", "<ins>%s</ins>", "<s>%s</s>",
	"<abbr title='y'>%s</abbr>", "<kbd>%s</kbd>", "<code>%s</code>", "<sup>%s</sup>", "<mark>%s</mark>", "<small>%s</small>", "<label>%s</label>", "<output>%s</output>",
	"<ruby>%s<rp>(</rp></ruby>", "<ruby>漢<rt>%s</rt></ruby>", "<bdo dir='rtl'>%s</bdo>", "<x-tip>%s</x-tip>", "<img src='a.png'>%s", "<wbr>%s", "%s<br>", "<math><mi>%s</mi></math>", "<svg><text>%s</text></svg>",
	"<object>%s</object>", "<noscript><p>%s</p></noscript>", "<cite>%s</cite>", "<span class='date'>%s</span>",
}

func (p *wordsPage) word() string {
	p.number++
	return fmt.Sprintf("w%dferries%dq", p.block, p.number)
}

// prose draws a sentence of the block under way, in which a word may be split, and one be followed by one that is hidden.
func (p *wordsPage) prose() string {
	var words []string
	hidden := false
	for range rapid.IntRange(1, 16).Draw(p.T, "words") {
		word := p.word()
		switch rapid.IntRange(0, 15).Draw(p.T, "sort") {
		case 0, 1:
			word = fmt.Sprintf(rapid.SampledFrom(surroundings).Draw(p.T, "in"), word)
		case 2:
			word = word[:6] + "<wbr>" + word[6:]
		case 3:
			if !hidden {
				word += "<span hidden>h" + p.word()[1:] + "</span>"
			}
			hidden = true
		}
		words = append(words, word)
	}
	return strings.Join(words, " ") + "."
}

// write writes a block; each %s of it is prose of its own, and a block of the article.
func (p *wordsPage) write(pattern string) {
	for i, part := range strings.Split(pattern, "%s") {
		if i > 0 {
			p.block++
			p.source.WriteString(p.prose())
		}
		p.source.WriteString(part)
	}
	p.source.WriteString("\n")
}

var blockPatterns = []string{
	"<p>%s</p>", "<p>%s</p>", "<p>%s</p>", "<h2>%s</h2>", "<ul><li>%s</li><li>%s</li></ul>", "<ol start='5'><li value='7'>%s</li><li>%s</li></ol>", "<dl><dt>%s</dt><dd>%s</dd></dl>",
	"<blockquote><p>%s</p><cite>%s</cite></blockquote>", "<details><summary>%s</summary><p>%s</p></details>", "<div>%s</div>", "<div>%s<p>%s</p>%s</div>",
	"<table><caption>%s</caption><tr><td>%s</td></tr></table>", "<figure><img src='a.png'><figcaption>%s</figcaption></figure>", "<pre>%s</pre>", "<fieldset><legend>%s</legend>%s</fieldset>",
}

func drawWordsPage(t *rapid.T) (source string, words []string) {
	p := &wordsPage{T: t}
	p.source.WriteString("<html><head><title>Boats</title></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><article><h1>Boats</h1><p>The council met at noon.</p>\n")
	for range rapid.IntRange(1, 12).Draw(t, "blocks") {
		p.write(rapid.SampledFrom(blockPatterns).Draw(t, "block"))
	}
	p.source.WriteString("</article><footer>All rights reserved.</footer></body></html>")
	source = p.source.String()
	return source, anyWord.FindAllString(strings.ReplaceAll(source, "<wbr>", ""), -1)
}

// TestEveryWordOfAPageIsInItsTextOrSetAside draws articles of which the library cuts sentences short, and runs blocks together: what is
// visible is somewhere, what is hidden is not in the text, and no block holds the words of two.
func TestEveryWordOfAPageIsInItsTextOrSetAside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, words := drawWordsPage(t)
		a, err := HTML([]byte(source), "")
		if err != nil {
			t.Fatal(err)
		}
		there := anyWord.FindAllString(a.Text, -1)
		for _, word := range there {
			if word[0] == 'h' {
				t.Fatalf("%s is hidden, and in the text of\n%s", word, source)
			}
		}
		for _, s := range a.SetAside {
			there = append(there, anyWord.FindAllString(s.Text, -1)...)
		}
		for _, word := range words {
			if word[0] == 'w' && !slices.Contains(there, word) {
				t.Fatalf("%s is lost of\n%s", word, source)
			}
		}
		text := []rune(a.Text)
		for _, b := range a.Blocks {
			of := ""
			for _, word := range anyWord.FindAllString(string(text[b.Start:b.End]), -1) {
				block, _, _ := strings.Cut(word, "ferries")
				if of = cmp.Or(of, block); of != block {
					t.Fatalf("%q is a block of\n%s", string(text[b.Start:b.End]), source)
				}
			}
		}
	})
}

// halves gives an article's text, and what is set aside, each block on a line of its own.
func halves(a Article) string {
	all := strings.ReplaceAll(a.Text, "\n\n", "\n")
	for _, s := range a.SetAside {
		all += "\n- " + s.Text
	}
	return all
}

// TestWhatTheLibraryCutsShortIsReadWhole has sentences that the library cuts off in their midst, blocks that it runs together, and
// words that a browser does not show within a sentence that it shows.
func TestWhatTheLibraryCutsShortIsReadWhole(t *testing.T) {
	const before, after = "<p>The mayor of Veld told reporters on Tuesday at noon.</p>", "<p>The last paragraph counts 500 trams and 8 ferries.</p>"
	for source, want := range map[string]string{
		"<p>She counted <var>n</var>=<code>7</code> <data value='5'>five</data> <time datetime='2020'>last May</time>.</p>":                                       "She counted n=7 five last May.",
		"<p>A super<wbr>caliber, <span>joined</span><span>spans</span>, <img src='x.png'> after image.</p>":                                                       "A supercaliber, joinedspans, after image.",
		"<dl><dt>Term</dt><dd>31 owls were counted by the town of Veld in spring</dd></dl><ol start=5><li value=7>seven boats<li>eight boats</ol>":                "Term\n31 owls were counted by the town of Veld in spring\n7. seven boats\n8. eight boats",
		"<p>A word <bdo dir='rtl'>6</bdo> <span style='Display: None'>style 4</span> <span hidden>attribute 5</span> and visible words for all to read here.</p>": "A word 6 and visible words for all to read here.",
		"<p>Then <math><mi>x</mi><mo>=</mo><mfrac> <mn>1</mn> <mn>2</mn> </mfrac><annotation>y</annotation></math> is the share of the boats.</p>":                "Then x=1/2 is the share of the boats.",
	} {
		a, err := HTML([]byte("<html><head><title>T</title></head><body><article>"+before+source+after+"</article></body></html>"), "")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := halves(a), "The mayor of Veld told reporters on Tuesday at noon.\n"+want+"\nThe last paragraph counts 500 trams and 8 ferries."; got != want {
			t.Errorf("%s\nis %q\nnot %q", source, got, want)
		}
	}
}

// TestWhatStandsBesideASentenceIsSetAside has drawings, and what browsers show in the place of something else.
func TestWhatStandsBesideASentenceIsSetAside(t *testing.T) {
	for source, want := range map[string]string{
		"<svg><title>a</title><defs><text>b</text></defs><g><text>12 <tspan>boats</tspan></text><text>2021</text></g></svg>": "\n- 12 boats\n2021",
		"<object data='x'>No <b>player</b></object>":                           "\n- No player",
		"<noscript><p>Turn &amp;lt; on</p><noscript>x &amp;lt;b> y</noscript>": "\n- Turn &lt; on\nx &lt;b> y",
	} {
		const prose = "The mayor of Veld told reporters on Tuesday at noon that the boats%s were counted, and that nobody had looked before."
		a, err := HTML([]byte("<html><head><title>T</title></head><body><article><p>"+fmt.Sprintf(prose, source)+"</p></article></body></html>"), "")
		if got, want := halves(a), fmt.Sprintf(prose, "")+want; err != nil || got != want {
			t.Errorf("%s\nis %q\nnot %q, %v", source, got, want, err)
		}
		if _, err := HTML([]byte("<html><head><title>App</title></head><body><div>"+source+"</div><script src='/app.js'></script></body></html>"), ""); err == nil || !strings.Contains(err.Error(), "made by its scripts") {
			t.Errorf("with nothing else, %s is answered %v", source, err)
		}
	}
}

// TestWhatIsStruckOutIsSetAside has figures that were corrected at once behind it, and a mark that is never closed.
func TestWhatIsStruckOutIsSetAside(t *testing.T) {
	const before, after = "<p>The mayor of Veld told reporters on Tuesday at noon.</p>", "<p>The last paragraph counts 500 trams and 8 ferries.</p>"
	for _, mark := range []string{"del", "s", "strike"} {
		source := "<p>Some <" + mark + ">40</" + mark + ">50 per cent of them left for " + "<" + mark + ">12</" + mark + "><ins>15</ins> million dollars.</p>"
		a, err := HTML([]byte("<html><body><article>"+before+source+after+"</article></body></html>"), "")
		if got, want := halves(a), "The mayor of Veld told reporters on Tuesday at noon.\nSome 50 per cent of them left for 15 million dollars.\nThe last paragraph counts 500 trams and 8 ferries.\n- 40\n- 12"; err != nil || got != want {
			t.Errorf("%s is %q, %v", mark, got, err)
		}
		a, err = HTML([]byte("<html><body><article><"+mark+">"+before+after+"</article></body></html>"), "")
		if err != nil || len(a.SetAside) > 0 || len(a.Blocks) != 2 {
			t.Errorf("all within %s is %q, %v", mark, halves(a), err)
		}
		d, err := ReadPaste(before + source + after)
		if err != nil || !strings.Contains(d.Safe().Text, "Some 50 per cent of them left for 15 million dollars.") {
			t.Errorf("%s pasted is %q, %v", mark, d.Safe().Text, err)
		}
	}
}

// TestAnArticleThatIsShownWithoutScriptsAloneIsRead has a page that its scripts make, and that says the same to browsers without.
func TestAnArticleThatIsShownWithoutScriptsAloneIsRead(t *testing.T) {
	const prose = "The ferry will cross every 20 minutes from March, the company said on Monday to the council."
	page := "<html><head><title>Ferry</title></head><body><div id=root></div><script src='/app.js'></script><noscript>" + strings.Repeat("<p>"+prose+"</p>", 6) + "</noscript></body></html>"
	if a, err := HTML([]byte(page), ""); err != nil || len(a.Blocks) != 6 || !strings.HasPrefix(a.Text, prose+"\n\n") {
		t.Errorf("%q, %v", a.Text, err)
	}
}

// TestATextThatThePageOnlyBeginsIsReadAsItIsTold has an article of which the page shows the first sentence, and tells search engines all.
func TestATextThatThePageOnlyBeginsIsReadAsItIsTold(t *testing.T) {
	const first = "The ferry will cross every 20 minutes from March."
	all := first
	for i := range 30 {
		all += fmt.Sprintf(" The company told the council of ticket number %d on that Monday.", i)
	}
	page := `<html><head><title>Ferry</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": "` + all + `"}</script></head>
		<body><nav><a href="/">Home</a></nav><p>` + first + `</p><p>Subscribe</p></body></html>`
	if a, err := HTML([]byte(page), ""); err != nil || halves(a) != all+"\n- Home\n- Subscribe" {
		t.Errorf("%q, %v", halves(a), err)
	}
}
