package interchange

import (
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/span"
)

// TestPlacing holds the article against items with and without a position, a quote and a text of their own.
func TestPlacing(t *testing.T) {
	const text = "One café here, one café there.\n\nThe ‘end’ 😀 of it."
	at := func(start, end int) *factcheck.Span { return &factcheck.Span{Start: start, End: end} }
	for name, c := range map[string]struct {
		part  string
		item  Item
		want  string // what it is placed on, "" where it is left out
		start int
		why   string
	}{
		"a position borne out by its quote":             {item: Item{Span: at(19, 23), Quote: "café"}, want: "café", start: 19},
		"in another form":                               {item: Item{Span: at(19, 23), Quote: "cafe\u0301"}, want: "café", start: 19},
		"a position that is not, and words that are":    {item: Item{Span: at(0, 4), Quote: "of it"}, want: "of it", start: 44},
		"one outside the text, and words in it":         {item: Item{Span: at(90, 95), Quote: "of it"}, want: "of it", start: 44},
		"words that stand twice":                        {item: Item{Quote: "café"}, why: "more than once"},
		"between words that tell":                       {item: Item{Quote: "café", Prefix: "one "}, want: "café", start: 19},
		"between words that do not stand there":         {item: Item{Quote: "café", Prefix: "a "}, why: "nowhere between the words"},
		"the same, but it stands once":                  {item: Item{Quote: "of it", Prefix: "part ", Suffix: " all"}, want: "of it", start: 44},
		"typographic signs":                             {item: Item{Quote: "The 'end'"}, want: "The ‘end’", start: 32},
		"words across a line end":                       {item: Item{Quote: "there. The"}, want: "there.\n\nThe", start: 24},
		"words that do not stand":                       {item: Item{Quote: "nowhere"}, why: "do not stand in the text"},
		"a position alone":                              {item: Item{Span: at(19, 23)}, why: "cannot be checked"},
		"nothing at all":                                {item: Item{}, why: "cannot be checked"},
		"its own reason":                                {item: Item{Quote: "of it", Why: "Because."}, why: "Because."},
		"in a text that is the article's":               {part: text, item: Item{Span: at(19, 23)}, want: "café", start: 19},
		"in one with other line ends":                   {part: strings.ReplaceAll(text, "\n", "\r\n"), item: Item{Span: at(46, 51)}, want: "of it", start: 44},
		"in a piece of it":                              {part: "The ‘end’ 😀 of it.", item: Item{Span: at(10, 11)}, want: "😀", start: 42},
		"in a text of another article, words once here": {part: "Here of it is.", item: Item{Span: at(5, 10)}, want: "of it", start: 44},
		"in a text of another article":                  {part: "A café.", item: Item{Span: at(2, 6)}, why: "more than once"},
		"in a text that it is outside of":               {part: "Short.", item: Item{Span: at(2, 99)}, why: "not one of the file’s text"},
		"in a text that says otherwise":                 {part: text, item: Item{Span: at(0, 3), Quote: "of it"}, want: "of it", start: 44},
		"on white space":                                {part: text, item: Item{Span: at(30, 32)}, why: "not one of the file’s text"},
	} {
		c.item.Name = "item"
		article := span.NewText(text)
		placed, skipped, err := File{Parts: []Part{{Text: c.part, Items: []Item{c.item}}}}.Place(t.Context(), article)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.want == "" && (len(skipped) != 1 || !strings.Contains(skipped[0].Why, c.why)):
			t.Errorf("%s: placed %+v, left out %+v, want %q", name, placed, skipped, c.why)
		case c.want != "" && (len(placed) != 1 || article.Slice(placed[0].At) != c.want || placed[0].At.Start != c.start):
			t.Errorf("%s: placed %+v, left out %+v, want %q at %d", name, placed, skipped, c.want, c.start)
		}
	}
}

// TestMuchThatStandsNowhereIsLookedForQuickly gives a long article a file full of words that are not in it: it ends.
func TestMuchThatStandsNowhereIsLookedForQuickly(t *testing.T) {
	article := span.NewText(strings.Repeat("A sentence of an article that is very long indeed. ", 20_000))
	var part Part
	for i := range MaxItems {
		part.Items = append(part.Items, Item{Name: "item", Quote: strings.Repeat("x", i%50+1) + "nowhere"})
	}
	if placed, skipped, err := (File{Parts: []Part{part}}).Place(t.Context(), article); len(placed) != 0 || len(skipped) != MaxItems || err != nil {
		t.Errorf("%d placed, %d left out, %v", len(placed), len(skipped), err)
	}
}
