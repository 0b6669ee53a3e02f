package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// blockOf is a block of an article of our own, as HTML and as the text that it is read as.
type blockOf struct{ html, text string }

var ferry = []blockOf{
	{"<p>The harbour company will charge 11.40 dollars for a crossing from April, a tenth more than now, its director said on <a href='/c'>Thursday</a>.</p>", "The harbour company will charge 11.40 dollars for a crossing from April, a tenth more than now, its director said on Thursday."},
	{"<p>Some 48,000 people take the ferry every week, and two thirds of them hold a monthly ticket, which goes up as well. A spokesman called the rise <em>moderate</em>.</p>", "Some 48,000 people take the ferry every week, and two thirds of them hold a monthly ticket, which goes up as well. A spokesman called the rise moderate."},
	{"<h2>Who pays</h2>", "Who pays"},
	{"<p>Pupils and pensioners, who paid half until now, will pay three quarters of the full fare, or 8.55 dollars, from the first day of the new timetable.</p>", "Pupils and pensioners, who paid half until now, will pay three quarters of the full fare, or 8.55 dollars, from the first day of the new timetable."},
	{"<blockquote><p>We have not raised a fare since 2014, and diesel has doubled since then, so that every crossing costs us 3 dollars more than it brings in.</p></blockquote>", "We have not raised a fare since 2014, and diesel has doubled since then, so that every crossing costs us 3 dollars more than it brings in."},
	{"<ul><li>Single crossing: 11.40 dollars</li><li>Monthly ticket: 96 dollars</li><li>Bicycle: 2 dollars</li></ul>", "Single crossing: 11.40 dollars Monthly ticket: 96 dollars Bicycle: 2 dollars"},
	{"<p>The council will debate the plan on 12 March and may ask for a lower fare for pupils, as it did three years ago when the company gave way.</p>", "The council will debate the plan on 12 March and may ask for a lower fare for pupils, as it did three years ago when the company gave way."},
}

var lundao = []blockOf{
	{"<p>港务公司周四宣布，从四月起轮渡单程票价将上调至11.40元，比现在高出一成。公司表示，柴油价格自2014年以来翻了一番。</p>", "港务公司周四宣布，从四月起轮渡单程票价将上调至11.40元，比现在高出一成。公司表示，柴油价格自2014年以来翻了一番。"},
	{"<p>每周约有四万八千人乘坐轮渡，其中三分之二持有月票。月票价格也将上涨，发言人称涨幅“温和”。</p>", "每周约有四万八千人乘坐轮渡，其中三分之二持有月票。月票价格也将上涨，发言人称涨幅“温和”。"},
	{"<h2>谁来付钱</h2>", "谁来付钱"},
	{"<p>市议会将于3月12日讨论这一计划，可能会要求对学生实行较低票价，三年前公司曾在类似要求下让步。</p>", "市议会将于3月12日讨论这一计划，可能会要求对学生实行较低票价，三年前公司曾在类似要求下让步。"},
}

const (
	menus    = `<header class="site-header"><nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/money">Money</a></li></ul></nav></header>`
	cookies  = `<div id="cookie-consent"><p>We use cookies to give you the best experience. By using this site you accept our cookie policy.</p><button>Accept</button></div>`
	sharing  = `<div class="share-bar"><a href="#">Share</a> <a href="#">Facebook</a> <a href="#">Twitter</a></div>`
	signUp   = `<div class="newsletter"><h3>Never miss a story</h3><p>Sign up for our morning newsletter and get the harbour in your inbox.</p></div>`
	related  = `<section class="related"><h3>Related stories</h3><ul><li><a href="/a">Harbour to get a second pier by autumn</a></li><li><a href="/b">The oldest ferry is sold for scrap</a></li></ul></section>`
	sidebar  = `<aside class="sidebar"><h3>Most read</h3><ol><li><a href="/x">The mayor resigns after a long night</a></li><li><a href="/y">Snow closes every school in the county</a></li></ol></aside>`
	comments = `<div id="comments"><h3>3 comments</h3><p>Harbour rat: This is a scandal, and everybody on the pier knows it.</p><p>Ann: I shall walk, thank you very much indeed.</p></div>`
	footer   = `<footer><p>© 2021 The Harbour Post. All rights reserved.</p><p><a href="/t">Terms of use</a> | <a href="/p">Privacy policy</a></p></footer>`
	advert   = `<p>Advertisement</p>`
)

// layouts are ways in which papers set an article into a page. %s stands for its blocks.
var layouts = map[string]func(blocks []blockOf, title string) string{
	"article and main": func(b []blockOf, title string) string {
		return menus + "<main><article><h1>" + title + "</h1>" + sharing + htmlOf(b, 2, advert) + related + "</article></main>" + sidebar + comments + footer
	},
	"divs with classes": func(b []blockOf, title string) string {
		return cookies + menus + `<div class="wrap"><div class="content"><h1 class="headline">` + title + `</h1><p class="byline">By Mina Okafor, 4 March 2021</p><div class="entry-content">` + htmlOf(b, 3, signUp) + `</div>` + sharing + related + `</div>` + sidebar + `</div>` + footer
	},
	"a table, as once": func(b []blockOf, title string) string {
		return `<table><tr><td colspan="2"><a href="/">Home</a> | <a href="/n">News</a> | <a href="/s">Sport</a></td></tr><tr><td width="150"><a href="/1">Archive</a><br><a href="/2">Weather</a><br><a href="/3">Tides</a></td><td><h1>` + title + `</h1>` + htmlOf(b, -1, "") + `</td></tr><tr><td colspan="2">© 2021 The Harbour Post. All rights reserved.</td></tr></table>`
	},
	"teasers in the midst": func(b []blockOf, title string) string {
		return menus + `<div id="main"><div class="post"><h1>` + title + `</h1>` + htmlOf(b, 2, `<p class="read-more">Read more: <a href="/z">Harbour to get a second pier by autumn</a></p>`) + `</div></div>` + signUp + footer
	},
	"names that say nothing": func(b []blockOf, title string) string {
		return `<div class="c1"><div class="c2"><a href="/">Home</a> <a href="/n">News</a> <a href="/s">Sport</a></div><div class="c3"><h1>` + title + `</h1><div class="c4">` + htmlOf(b, 4, advert) + `<p>Share this article on Facebook</p><p>Subscribe to our newsletter and never miss a story!</p></div></div><div class="c5">© 2021 The Harbour Post. All rights reserved.</div></div>`
	},
	"a blog": func(b []blockOf, title string) string {
		return `<div id="page"><div id="header"><h1><a href="/">The harbour blog</a></h1></div><div id="content"><div class="hentry"><h2 class="entry-title">` + title + `</h2><div class="entry">` + htmlOf(b, -1, "") + `</div><p class="postmetadata">Posted in <a href="/f">Ferries</a></p></div>` + comments + `</div><div id="sidebar"><ul><li><a href="/a1">March 2021</a></li><li><a href="/a2">February 2021</a></li></ul></div>` + footer + `</div>`
	},
}

// htmlOf sets the blocks, with something between after the one at.
func htmlOf(blocks []blockOf, at int, between string) string {
	var b strings.Builder
	for i, block := range blocks {
		if i == at {
			b.WriteString(between)
		}
		b.WriteString(block.html)
	}
	return b.String()
}

// TestTheArticleIsFoundInEveryLayout scores what is taken for the text, word by word in runs of four as the public benchmarks do.
func TestTheArticleIsFoundInEveryLayout(t *testing.T) {
	const atLeast = 0.97
	var precision, recall float64
	pages := 0
	for name, layout := range layouts {
		for title, blocks := range map[string][]blockOf{"Ferry fares rise by a tenth": ferry, "轮渡票价上涨一成": lundao} {
			source := "<!doctype html><html><head><meta charset='utf-8'><title>" + title + " - The Harbour Post</title></head><body>" + layout(blocks, title) + "</body></html>"
			a, err := HTML([]byte(source), "https://post.example/ferry")
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			p, r := scored(a.Text, textOfBlocks(blocks))
			if f1 := 2 * p * r / (p + r); f1 < atLeast {
				t.Errorf("%s, %s: precision %.3f, recall %.3f: %q", name, title, p, r, a.Text)
			}
			if a.Title != title {
				t.Errorf("%s: the title is %q", name, a.Title)
			}
			precision, recall, pages = precision+p, recall+r, pages+1
		}
	}
	p, r := precision/float64(pages), recall/float64(pages)
	t.Logf("%d pages: precision %.3f, recall %.3f, F1 %.3f", pages, p, r, 2*p*r/(p+r))
}

func textOfBlocks(blocks []blockOf) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(block.text + "\n\n")
	}
	return b.String()
}

// scored gives the precision and recall of the runs of four words that a text has, each as often as it stands there.
func scored(got, want string) (precision, recall float64) {
	mine, theirs := runsOfFour(got), runsOfFour(want)
	common, found, all := 0, 0, 0
	for words, n := range mine {
		common += min(n, theirs[words])
		found += n
	}
	for _, n := range theirs {
		all += n
	}
	return float64(common) / float64(max(1, found)), float64(common) / float64(max(1, all))
}

func runsOfFour(s string) map[string]int {
	var words []string
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if strings.ContainsFunc(word, isWide) {
			for _, r := range word {
				words = append(words, string(r))
			}
			continue
		}
		words = append(words, word)
	}
	runs := map[string]int{}
	for i := range max(0, len(words)-3) {
		runs[fmt.Sprint(words[i:i+4])]++
	}
	return runs
}
