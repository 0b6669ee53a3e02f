package extract

import (
	"fmt"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestWhatTheParserWouldCopyWithoutEndIsRefused has attributes of the root, and texts, that the parser copies for each of many tags.
func TestWhatTheParserWouldCopyWithoutEndIsRefused(t *testing.T) {
	words := strings.Repeat("word ", 200_000)
	many := func(crumb string) string { return strings.Repeat(crumb, 20_000) }
	for name, source := range map[string]string{
		"attributes of the body": "<body " + distinct(1_000) + ">" + strings.Repeat("<body x>", 20_000),
		"attributes of the root": "<html " + distinct(1_000) + "><p>" + strings.Repeat("<html x>", 20_000),
		"ends of nothing":        "<p>" + words + many("x</z>"),
		"cells outside tables":   "<p>" + words + many("x<td>"),
		"rows outside tables":    "<p>" + words + many("x<tr>"),
		"forms in a form":        "<form><p>" + words + many("x<form>"),
		"in front of a table":    "<table>" + words + many("x<tr><td></td></tr>"),
		"between its comments":   "<table>" + words + many("x<!-- -->"),
		"between hidden fields":  "<table>" + words + many("x<input type=hidden>"),
		"in a choice":            "<p><select>" + words + many("x<p>"),
		"after a table":          "<table></table><p>" + words + many("x<td>"),
	} {
		if _, err := ReadHTML([]byte(source), "", ""); factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), "tangled") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// distinct is so many attributes.
func distinct(count int) string {
	var b strings.Builder
	for i := range count {
		fmt.Fprintf(&b, " a%d", i)
	}
	return b.String()
}

// TestCarelessPagesAreNotTakenForTangledOnes has what people leave out, in pages as long as any.
func TestCarelessPagesAreNotTakenForTangledOnes(t *testing.T) {
	readsMuch(t)
	for name, source := range map[string]string{
		"a table":               "<table>" + strings.Repeat("<tr><td>some words<td>12,345 <!-- c -->\n", 15_000) + "</table>",
		"tables in tables":      strings.Repeat("<table><tr><td>words<table><tr><td>some words</table>words</table>words", 3_000),
		"closed once too often": strings.Repeat("<table><tr><td>some words</table></table></div>\n", 5_000),
		"left open":             strings.Repeat("<table><tr><td>some words ", 100) + strings.Repeat("<p>some words", 10_000),
		"choices left open":     strings.Repeat("<table><tr><td><select><option>one<option>two<td>some words</table>", 3_000),
		"lines":                 "<pre>" + strings.Repeat("a line of some words<br>\n", 20_000),
		"bodies":                strings.Repeat("<body class=a bgcolor=white><p>some words</body>", 5_000),
	} {
		if d, err := ReadHTML([]byte(source), "", ""); err != nil || d.Safe().Text == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
