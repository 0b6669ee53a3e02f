package extract_test

import (
	"runtime"
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
		"strikes":          strings.Repeat("~a ", 60_000) + strings.Repeat("b~~", 70_000),
		"strikes of one":   strings.Repeat("~a", 64<<10),
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

// TestMarkdownOfTooManyBlocksIsRefusedBeforeItIsRead begins millions of them in a few megabytes.
func TestMarkdownOfTooManyBlocksIsRefusedBeforeItIsRead(t *testing.T) {
	for name, unit := range map[string]string{"items": "- a\n+ a\n", "nested items": "- - - - - - - - a\n", "empty items": "-\n+\n", "quotations": ">a\n\n",
		"paragraphs": "a\n\n", "steps": "- a\n  - b\n    - c\n", "numbers": "1. a\n2) b\n", "headings": "# a\n"} {
		file := []byte(strings.Repeat(unit, 3<<20/len(unit)))
		allocated := testing.AllocsPerRun(1, func() {
			if _, err := extract.Markdown(file); factcheck.CodeOf(err) != factcheck.TooLarge {
				t.Errorf("%s: got %v", name, err)
			}
		})
		if allocated > 10_000 {
			t.Errorf("%s: %.0f things were made of it first", name, allocated)
		}
	}
	rules := strings.Repeat("A heading\n"+strings.Repeat("-", 70)+"\n\nA paragraph under it.\n\n", 5_000)
	if _, err := extract.Markdown([]byte(rules)); err != nil {
		t.Errorf("headings underlined: %v", err)
	}
}

func TestALongTableIsTakenIn(t *testing.T) {
	if _, err := extract.Markdown([]byte("|Year|Sum|\n|-|-|\n" + strings.Repeat("|2018|4.5|\n", 20_000))); err != nil {
		t.Error(err)
	}
}

// TestRowsOfATableAreReadOnce has many before a long text, which is not to be copied for each.
func TestRowsOfATableAreReadOnce(t *testing.T) {
	file := []byte("|a|\n|-|\n" + strings.Repeat("b|\n", 20_000) + "\n" + strings.Repeat("word ", 400_000))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := extract.Markdown(file)
	runtime.ReadMemStats(&after)
	if times := (after.TotalAlloc - before.TotalAlloc) / uint64(len(file)); times > 100 || err != nil {
		t.Errorf("it took %d times the file’s room, %v", times, err)
	}
}

func TestLongMarkdownWithManyLinksIsTakenIn(t *testing.T) {
	paragraph := strings.Repeat("It spent [a *record* sum](https://example.org/filings) in `2018`. ", 40)
	if _, err := extract.Markdown([]byte(strings.Repeat(paragraph+"\n\n", 200))); err != nil {
		t.Error(err)
	}
}
