package extract_test

import (
	"strings"
	"testing"

	"stet/server/extract"
	"stet/server/factcheck"
)

func TestTangledMarkdownIsRefusedAtOnce(t *testing.T) {
	for name, article := range map[string]string{
		"quotations":       strings.Repeat(">", 256<<10) + " deep",
		"lists":            strings.Repeat("- ", 128<<10) + "deep",
		"brackets":         strings.Repeat("[a](", 64<<10),
		"bracketed lines":  strings.Repeat("[a](\n", 64<<10),
		"emphasis":         strings.Repeat("*a _b ", 64<<10),
		"code":             strings.Repeat("`` ` ", 64<<10),
		"angles":           strings.Repeat("<a ", 64<<10),
		"a table's head":   strings.Repeat("|a", 6000) + "|\n" + strings.Repeat("|-", 6000) + "|\n" + strings.Repeat("|a|\n", 10_000),
		"many tables":      strings.Repeat(strings.Repeat("|a", 100)+"|\n"+strings.Repeat("|-", 100)+"|\n"+strings.Repeat("|a|\n", 100)+"\n", 100),
		"after good lines": "A headline\n\n" + strings.Repeat("[", 256<<10),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := extract.Markdown([]byte(article)); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "plain text") {
				t.Errorf("got %v, want a refusal that offers plain text", err)
			}
		})
	}
}

func TestALongTableIsTakenIn(t *testing.T) {
	if _, err := extract.Markdown([]byte("|Year|Sum|\n|-|-|\n" + strings.Repeat("|2018|4.5|\n", 20_000))); err != nil {
		t.Error(err)
	}
}

func TestLongMarkdownWithManyLinksIsTakenIn(t *testing.T) {
	paragraph := strings.Repeat("It spent [a *record* sum](https://example.org/filings) in `2018`. ", 40)
	if _, err := extract.Markdown([]byte(strings.Repeat(paragraph+"\n\n", 200))); err != nil {
		t.Error(err)
	}
}
