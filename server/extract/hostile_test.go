package extract

import (
	"runtime"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestOddPagesAreReadOrRefused gives the reader pages that would keep the library busy for minutes, or the parser without end.
func TestOddPagesAreReadOrRefused(t *testing.T) {
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

// TestMuchDataForSearchEnginesIsNotRead has as much of it as a page can hold, in one script and in many: read, it would take gigabytes. The
// article's own is read, if it stands before.
func TestMuchDataForSearchEnginesIsNotRead(t *testing.T) {
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
