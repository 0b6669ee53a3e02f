package seeds_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/seeds"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
)

func articles(t *testing.T) []extract.Article {
	t.Helper()
	all, err := seeds.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 5 {
		t.Fatalf("%d articles, want 5", len(all))
	}
	return all
}

func TestArticlesAreShortAndSayWhereTheyComeFrom(t *testing.T) {
	for i, a := range articles(t) {
		if n := span.CountWords(a.Text); n < 250 || n > 500 {
			t.Errorf("article %d has %d words, want 250 to 500", i+1, n)
		}
		if a.Title == "" || a.Publisher == "" || a.Language != "en" {
			t.Errorf("article %d lacks metadata: title %q, publisher %q, language %q", i+1, a.Title, a.Publisher, a.Language)
		}
		if !strings.HasPrefix(a.Byline, "Based on reporting in “") {
			t.Errorf("article %d does not name the piece it rests on: %q", i+1, a.Byline)
		}
		if !strings.HasPrefix(a.URL, "https://example.org/") {
			t.Errorf("article %d has the address %q, which might be somebody's", i+1, a.URL)
		}
		if _, err := time.Parse(time.DateOnly, a.PublishedOn); err != nil {
			t.Errorf("article %d: %v", i+1, err)
		}
	}
}

func TestArticlesHoldWhatIsHardToCheck(t *testing.T) {
	all := articles(t)
	texts := make([]string, len(all))
	for i, a := range all {
		texts[i] = a.Text
	}
	together := strings.Join(texts, "\n")
	for what, pattern := range map[string]string{
		"Chinese inside an English sentence": `[a-z] \(?\p{Han}+[),]`,
		"curly quotation marks":              `“[^”]+”`,
		"straight quotation marks":           `"[^"]+"`,
		"an en dash in a range":              `\d–\d`,
		"a currency as a code and a word":    `US\$12\.62 million`,
		"a currency as a sign and a letter":  `\$2\.83m\b`,
		"a currency in words":                `150 million dollars`,
		"one measure with one value":         `Facebook has 2\.7 billion users`,
		"the same measure with another":      `2\.4 billion monthly users`,
	} {
		t.Run(what, func(t *testing.T) {
			if !regexp.MustCompile(pattern).MatchString(together) {
				t.Errorf("nothing matches %s", pattern)
			}
		})
	}
	if !strings.Contains(texts[2], "治理") {
		t.Error("article 3 does not hold 治理")
	}
	if n := len(regexp.MustCompile(`[\x{10000}-\x{10FFFF}]`).FindAllString(together, -1)); n != 1 {
		t.Errorf("%d characters beyond the Basic Multilingual Plane, want one emoji", n)
	}
}

func TestEmojiStandsBeforeTheClaims(t *testing.T) {
	text := articles(t)[4].Text
	at := strings.IndexFunc(text, func(c rune) bool { return c > 0xFFFF })
	for _, r := range readings(t) {
		for _, c := range r.claims {
			if r.Article == 5 && c.Start <= at {
				t.Errorf("claim %q stands before the emoji: a shift by UTF-16 would not show", c.Quote)
			}
		}
	}
}

func TestArticlesUseEveryBlockAMarkdownFileCanHold(t *testing.T) {
	seen, links := map[factcheck.BlockKind]bool{}, 0
	for _, a := range articles(t) {
		links += len(a.Links)
		for _, b := range a.Blocks {
			seen[b.Kind] = true
		}
	}
	for _, kind := range []factcheck.BlockKind{factcheck.Paragraph, factcheck.Heading, factcheck.ListItem, factcheck.Quote} {
		if !seen[kind] {
			t.Errorf("no %s anywhere", kind)
		}
	}
	if links == 0 {
		t.Error("no link anywhere")
	}
}

func TestArticlesTellTheSameFacts(t *testing.T) {
	all := articles(t)
	for fact, in := range map[string][]int{
		"since 2009":            {2, 4},
		"1.4 billion":           {2, 5},
		"Georgetown University": {1, 4},
		"no data centres":       {1, 2, 4},
		"Tsinghua University":   {2, 3},
		"passed Instagram":      {1, 5},
	} {
		var found []int
		for i, a := range all {
			if strings.Contains(a.Text, fact) {
				found = append(found, i+1)
			}
		}
		for _, number := range in {
			if !slices.Contains(found, number) {
				t.Errorf("%q is told in articles %v, want %v among them", fact, found, in)
			}
		}
	}
}
