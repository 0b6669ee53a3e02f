package extract

import (
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
