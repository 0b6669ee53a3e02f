package extract_test

import (
	"strings"
	"testing"

	"stet/server/extract"
	"stet/server/factcheck"
)

const newsPage = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry fares rise - The Harbour Post</title>
<meta property="og:title" content="Ferry fares rise by a tenth"><meta property="og:site_name" content="The Harbour Post">
<meta name="author" content="Mina Okafor"><meta property="article:published_time" content="2021-03-04T08:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferry fares rise by a tenth</h1>
<p>The harbour company will charge 11.40 dollars for a crossing from April, a tenth more than now, its director said on <a href="/council">Thursday</a>.</p>
<h2>Who pays</h2>
<p>Some 48,000 people take the ferry every week, and two thirds of them hold a monthly ticket, which goes up as well. A spokesman called the rise moderate.</p>
<ul><li>Single crossing: 11.40 dollars</li><li>Monthly ticket: 96 dollars</li></ul>
<blockquote><p>We have not raised a fare since 2014, and diesel has doubled since then.</p></blockquote>
<p>The council will debate the plan on 12 March and may ask for a lower fare for pupils, as it did three years ago when the company gave way.</p>
</article>
<footer><p>© 2021 The Harbour Post. All rights reserved.</p></footer></body></html>`

func TestAPageGivesItsArticle(t *testing.T) {
	a, err := extract.HTML([]byte(newsPage), "https://post.example/news/ferry")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Ferry fares rise by a tenth" || a.Byline != "Mina Okafor" || a.Publisher != "The Harbour Post" || a.PublishedOn != "2021-03-04" || a.Language != "en-GB" {
		t.Errorf("it is about %+v", a)
	}
	kinds := map[factcheck.BlockKind]int{}
	text := []rune(a.Text)
	for _, b := range a.Blocks {
		kinds[b.Kind]++
	}
	if kinds[factcheck.Paragraph] != 3 || kinds[factcheck.ListItem] != 2 || kinds[factcheck.Quote] != 1 || kinds[factcheck.Heading] != 1 {
		t.Errorf("blocks: %v of %q", kinds, a.Text)
	}
	if len(a.Links) != 1 || a.Links[0].URL != "https://post.example/council" || string(text[a.Links[0].Start:a.Links[0].End]) != "Thursday" {
		t.Errorf("links: %+v", a.Links)
	}
	for _, wanted := range []struct{ text, reason string }{{"News", "navigation"}, {"All rights reserved", "site furniture"}} {
		if !hasAside(a, wanted.text, wanted.reason) {
			t.Errorf("%q is not set aside as %s: %+v", wanted.text, wanted.reason, a.SetAside)
		}
	}
}

func hasAside(a extract.Article, text, reason string) bool {
	for _, s := range a.SetAside {
		if strings.Contains(s.Text, text) && s.Reason == reason {
			return true
		}
	}
	return false
}

func TestAPageMadeByItsScriptsIsRefused(t *testing.T) {
	for source, says := range map[string]string{
		`<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>`: "made by its scripts",
		`<html><head><title>App</title></head><body> </body></html>`:                                                    "is empty",
	} {
		if _, err := extract.HTML([]byte(source), ""); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// TestAnArticleToldToSearchEnginesAloneIsRead reads a page whose text is made by scripts, and stands in it as data too.
func TestAnArticleToldToSearchEnginesAloneIsRead(t *testing.T) {
	prose := strings.Repeat("The ferry will cross every 20 minutes from March, the company said on Monday to the council. ", 8)
	page := `<html><head><title>Ferry</title><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A ferry for the harbour",
		"articleBody": "` + prose + `"}</script></head><body><div id="root"></div><script src="/app.js"></script></body></html>`
	if a, err := extract.HTML([]byte(page), ""); err != nil || !strings.Contains(a.Text, "every 20 minutes") {
		t.Errorf("%q, %v", a.Text, err)
	}
}
