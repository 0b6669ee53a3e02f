package extract

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestOddPagesAreReadOrRefused gives the reader pages that would keep the library busy for minutes, or the parser without end.
func TestOddPagesAreReadOrRefused(t *testing.T) {
	readsMuch(t)
	for name, c := range map[string]struct {
		source string
		code   factcheck.Code
	}{
		"nested too deep":       {strings.Repeat("<div>", 200_000) + "x", factcheck.Invalid},
		"bold without end":      {strings.Repeat("<b>", 100_000) + "x", factcheck.Invalid},
		"too many tags":         {strings.Repeat("<p>a<b>b</b>", mostTags/3+1), factcheck.TooLarge},
		"tables within tables":  {strings.Repeat("<table><tr><td>", 30_000) + "x", factcheck.Invalid},
		"too many paragraphs":   {strings.Repeat("<p>word", mostPieces+1), factcheck.TooLarge},
		"more than the library": {strings.Repeat("<p>word", mostElements+1), ""},
		"many links":            {strings.Repeat("<a href=x>y</a> ", 20_000), ""},
		"one long word":         {"<p>" + strings.Repeat("x", 1<<19), ""},
		"nothing but spaces":    {"<p>" + strings.Repeat(" \n", 1<<18), factcheck.Invalid},
		"many attributes":       {"<div " + strings.Repeat("a=b ", 100_000) + ">x</div><p>A text of some words.", ""},
		"unseen characters":     {"<p>a" + strings.Repeat("&#x202e;&#0;&shy;", 20_000) + "b", ""},
		"deep JSON":             {`<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 20_000) + "</script><p>A text of some words.", ""},
	} {
		d, err := ReadHTML([]byte(c.source), "", "https://post.example/")
		if factcheck.CodeOf(err) != c.code || c.code == "" && (err != nil || d.Safe().Text == "") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestMoreThanTheParserHasRoomForIsRefused has formatting left open, which the parser opens anew in each block, and tags of many attributes. The end
// tags that browsers ignore close nothing.
func TestMoreThanTheParserHasRoomForIsRefused(t *testing.T) {
	readsMuch(t)
	tags := func(name string, n, attributes int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("<" + name)
			for j := range attributes {
				fmt.Fprintf(&b, " a%d", i+j)
			}
			b.WriteString(">")
		}
		return b.String()
	}
	open, blocks := tags("b", 400, 1), strings.Repeat("<p>x", 2000)
	const formatting, attributes = "formatting open", "attributes"
	for name, c := range map[string]struct{ source, says string }{
		"many tags":                    {"<p>" + open + blocks, formatting},
		"many attributes":              {"<p>" + tags("b", 200, 200) + strings.Repeat("<p>x", 100), formatting},
		"one tag of many attributes":   {"<p>" + tags("a", 1, 600) + blocks, formatting},
		"shown without scripts":        {"<p>words<noscript><p>" + open + blocks + "</noscript>", formatting},
		"shown without, and within":    {"<p>words<noscript><p><noscript>" + open + blocks + "</noscript>", formatting},
		"shown without, in many parts": {strings.Repeat("<p>words<noscript><p>"+open+strings.Repeat("<p>x", 60)+"</noscript>", 20), formatting},
		"in a drawing’s title":         {"<p><svg><title><p>" + open + "</title></svg>" + blocks, formatting},
		"closed by other names":        {"<p>" + open + strings.Repeat("</i>", 400) + blocks, formatting},
		"closed in a table":            {"<p>" + open + "<table><tr><td>" + strings.Repeat("</b>", 400) + "</table>" + blocks, formatting},
		"in a cell without a table":    {"<p><td>" + open + "</td>" + blocks, formatting},
		"closed in a comment":          {"<p>" + open + "<!--" + strings.Repeat("</b>", 400) + "-->" + blocks, formatting},
		"attributes in all":            {tags("p", mostAttributes/500+1, 500) + "x", attributes},
	} {
		for how, read := range map[string]func() error{
			"page":  func() error { _, err := ReadHTML([]byte(c.source), "", ""); return err },
			"paste": func() error { _, err := ReadPaste(c.source); return err },
		} {
			if err := read(); factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s, as a %s: %v", name, how, err)
			}
		}
	}
}

// TestWhatStandsBesideTheTextIsKeptOnce has it in many elements that each set aside what they hold.
func TestWhatStandsBesideTheTextIsKeptOnce(t *testing.T) {
	readsMuch(t)
	page := "<p>words<div>" + strings.Repeat("<object>", 250) + strings.Repeat("<p>x", 20_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d, err := ReadPaste(page)
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) / uint64(len(page)); took > 1000 || err != nil || len(d.Pieces) != 20_001 {
		t.Errorf("took %d times the page’s room to find %d blocks, %v", took, len(d.Pieces), err)
	}
}

// TestWhatIsShownWithoutScriptsIsCountedOnce has it within itself, which a drawing alone can have.
func TestWhatIsShownWithoutScriptsIsCountedOnce(t *testing.T) {
	readsMuch(t)
	if _, err := ReadPaste("<p>words<svg>" + strings.Repeat("<noscript>", 400) + strings.Repeat("&lt;b a>word&lt;/b>", 2_000)); err != nil {
		t.Error(err)
	}
}

// TestFormattingAsPagesHaveItIsRead has much of it closed, and some left open as careless writers do.
func TestFormattingAsPagesHaveItIsRead(t *testing.T) {
	readsMuch(t)
	for name, source := range map[string]string{
		"closed":               strings.Repeat(`<p>a <b class=x>b</b> <a href="/c">c</a>`, 10_000),
		"one left open often":  strings.Repeat(`<p><b class=x>word`, 10_000),
		"around the whole":     "<font size=2 face=Arial><b>" + strings.Repeat("<p>word", 10_000),
		"left open in cells":   "<table>" + strings.Repeat(`<tr><td><font color=red>a<td><b><i>b`, 2_500) + "</table>",
		"around drawings":      strings.Repeat(`<p><a href=x><b><svg viewBox="0 0 1 1"><title>t</title><path d=M0></svg>word</b></a>`, 2_500),
		"in scripts’ strings":  "<p>A text of some words.<svg></svg><script>" + strings.Repeat(`s += "<b a=" + a + ">";`, 10_000) + "</script>" + strings.Repeat("<p>word", 1000),
		"in tables in tables":  strings.Repeat(`<table><tr><td><b>a<table><tr><td><i>b</table></table>`, 2_000),
		"by formulas":          strings.Repeat(`<p><i>so <math><mi>x</mi></math></i> word`, 2_500),
		"around an old object": strings.Repeat(`<p><a href=x>word <object data=y>word</object></a>`, 2_500),
	} {
		if _, err := ReadPaste(source); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWordsDeepInAPageAreNotForTheLibrary has few words in many elements, each of which the library would read them for.
func TestWordsDeepInAPageAreNotForTheLibrary(t *testing.T) {
	words := func(size int) string { return strings.Repeat("word and more ", size/14) }
	for name, c := range map[string]struct {
		source string
		fits   bool
	}{
		"in headings":        {strings.Repeat("<h1><div>", 250) + words(64<<10), false},
		"in blocks":          {strings.Repeat("<div>", 500) + words(500<<10), false},
		"in some blocks":     {strings.Repeat("<div>", 40) + words(1000<<10), true},
		"in one heading":     {"<h1><div>" + words(1000<<10), true},
		"few in many blocks": {strings.Repeat("<div>", 500) + words(8<<10), true},
	} {
		doc, err := parsePage(c.source)
		if err != nil {
			t.Fatal(err)
		}
		if fits(doc) != c.fits {
			t.Errorf("%s: fits is %t", name, !c.fits)
		}
		if part := beginning(doc); !fits(part) || textOf(part) == "" {
			t.Errorf("%s: what it begins with, %d bytes, does not fit", name, len(textOf(part)))
		}
	}
}

// TestTheTextOfAnElementIsCutWhereItIsLongEnough has it end within a character.
func TestTheTextOfAnElementIsCutWhereItIsLongEnough(t *testing.T) {
	doc, err := parsePage("<p>on<b>e té</b>xt</p>")
	if err != nil {
		t.Fatal(err)
	}
	for most, want := range map[int]string{0: "", 2: "on", 3: "one", 6: "one t", 7: "one té", 100: "one téxt"} {
		if got := textUpTo(doc, most); got != want {
			t.Errorf("%d bytes: %q, want %q", most, got, want)
		}
	}
}

// TestMuchDataForSearchEnginesIsNotRead has as much of it as a page can hold, in one script and in many: read, it would take gigabytes. The
// article's own is read, if it stands before.
func TestMuchDataForSearchEnginesIsNotRead(t *testing.T) {
	readsMuch(t)
	const about = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A ferry for the harbour","author":{"@type":"Person","name":"Ada Obi"}}</script>`
	script := func(maps int) string {
		return `<script type="application/ld+json">{"@graph":[` + strings.Repeat(`{"":{"":{"":1}}},`, maps) + `0]}</script>`
	}
	text := "<p>" + strings.Repeat("The harbour has had a ferry of its own since the spring of the year. ", 20)
	for name, data := range map[string]string{"in one script": script(500_000), "in one that the library would take": script(60_000), "in many": strings.Repeat(script(1_000), 500), "escaped": strings.ReplaceAll(script(100_000), `{"`, "&#123;&quot;")} {
		page := []byte("<html><head>" + about + data + "</head><body><article>" + text + "</article></body></html>")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d, err := ReadHTML(page, "", "https://post.example/")
		runtime.ReadMemStats(&after)
		if took := (after.TotalAlloc - before.TotalAlloc) / uint64(len(page)); took > 40 || err != nil || d.About.Byline != "Ada Obi" {
			t.Errorf("%s: took %d times the page’s room to find an article by %q, %v", name, took, d.About.Byline, err)
		}
	}
}

// TestWhatAPageSaysOfItselfWithoutEndIsNotRead has names so long or so many that the library would look through them for hours. Those of the
// article's own stand before.
func TestWhatAPageSaysOfItselfWithoutEndIsNotRead(t *testing.T) {
	readsMuch(t)
	head := `<title>Ferry</title><meta property="og:title" content="A ferry for the harbour ` + strings.Repeat("and more ", 100) + `"><meta name="author" content="Ada Obi"><meta name="date" content="2020-03-04">`
	json := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	meta := func(name, content string) string { return `<meta name="` + name + `" content="` + content + `">` }
	var authors, persons strings.Builder
	for i := range 6000 {
		name := "Zoe " + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(1000+i))
		authors.WriteString(meta("author", name))
		fmt.Fprintf(&persons, `"%s",`, name)
	}
	signs, comments := "Zoe A"+strings.Repeat("(", 400_000)+"b", strings.Repeat("&lt;!--&lt;a>", 400_000)
	for name, more := range map[string]string{
		"a name of signs":             meta("author", signs),
		"a description of comments":   meta("description", comments),
		"many of them":                strings.Repeat(meta("x", strings.Repeat("&lt;!--&lt;a>", 200)), 3_000),
		"a property":                  `<meta property="og:author" content="` + signs + `">`,
		"many authors":                authors.String(),
		"a name in JSON":              json(`{"@type": "Person", "name": "` + signs + `"}`),
		"names by another name":       json(`{"@type": "Person", "n\u0061me" : "` + signs + `"}`),
		"names in a list":             json(`{"@type": "Article", "author": [{}, "` + signs + `"]}`),
		"names in JSON that escapes":  json(`{"@type": "Person", &quot;name&quot;: "\"` + signs + `"}`),
		"many names in a list":        json(`{"@type": "Article", "author": [` + persons.String() + `""]}`),
		"many names of one character": json(`{"@type": "Article", "author": [` + strings.Repeat(`"A B",`, mostNames) + `"Zoe C"]}`),
	} {
		page := "<html><head>" + head + more + "</head><body><article><p>" + strings.Repeat("The harbour has had a ferry of its own since the spring of the year. ", 20) + "</article></body></html>"
		d, err := ReadHTML([]byte(page), "", "https://post.example/")
		if a := d.About; err != nil || !strings.HasPrefix(a.Byline, "Ada Obi") || strings.Count(a.Byline, "Zoe") > mostNames || strings.Count(a.Title, "and more") != 100 || a.PublishedOn != "2020-03-04" {
			t.Errorf("%s: %q by %.40q of %d bytes on %s, %v", name, a.Title, a.Byline, len(a.Byline), a.PublishedOn, err)
		}
	}
}

// TestLongJSONOfAnArticleIsRead has the text of one in it, and names as pages have them.
func TestLongJSONOfAnArticleIsRead(t *testing.T) {
	text := strings.Repeat("The harbour has had a ferry of its own since the spring of the year. ", 200)
	page := `<html><head><script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["` + strings.Repeat(`ferry", "`, 100) + `boat"], "description" : "` + text + `", "articleBody":"` + text +
		`", "author": [{"@type": "Person", "name": "Ada Obi"}]}</script></head><body><article><p>` + text + "</article></body></html>"
	if d, err := ReadHTML([]byte(page), "", "https://post.example/"); err != nil || d.About.Byline != "Ada Obi" {
		t.Errorf("by %q, %v", d.About.Byline, err)
	}
}
