package span

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// indexed gives a finder that has looked for so much already that it looks by its indexes.
func indexed(t *Text) *Finder {
	f := NewFinder(t)
	for _, h := range []*haystack{&f.plain, &f.folded(blanks).haystack, &f.folded(signs).haystack} {
		h.spent = walks
	}
	return f
}

// TestAnIndexFindsWhatAWalkFinds looks for the same words both ways, and goes back from a folded text by its landmarks and without.
func TestAnIndexFindsWhatAWalkFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := NewText(asInText("x" + strings.Repeat(texts().Draw(t, "text"), rapid.SampledFrom([]int{1, 2, 300}).Draw(t, "times"))))
		quote, prefix, suffix := text.Anchor(spans(text.Len()).Draw(t, "span"))
		quote = rapid.SampledFrom([]*strings.Replacer{strings.NewReplacer(), strings.NewReplacer("’", "'", " ", "\n "), strings.NewReplacer("e", "x")}).Draw(t, "change").Replace(quote)
		f := indexed(text)
		for _, around := range [][2]string{{"", ""}, {prefix, suffix}, {strings.TrimSpace(prefix), suffix + "x"}} {
			want, wrong := text.Find(quote, around[0], around[1])
			got, err := f.Find(quote, around[0], around[1])
			if got != want || fmt.Sprint(err) != fmt.Sprint(wrong) {
				t.Fatalf("%q is found at %v, %v; by walking at %v, %v", quote, got, err, want, wrong)
			}
		}
		for _, alike := range f.alike {
			at := rapid.IntRange(0, len(alike.s)).Draw(t, "byte")
			if got, want := alike.from(at), (&folded{fold: alike.fold, source: alike.source, marks: alike.marks[:1]}).from(at); got != want {
				t.Fatalf("byte %d comes from %d, want %d", at, got, want)
			}
		}
	})
}

// TestManySearchesMakeLittleOfALongText looks for two thousand wordings in a text of two million characters, each of which is like a
// place and stands at none: what is made for that is the text a few times over, and not once for each.
func TestManySearchesMakeLittleOfALongText(t *testing.T) {
	text := NewText(strings.Repeat("One two, “three” four. ", 90_000))
	f := NewFinder(text)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 2_000 {
		if _, err := f.Find(`two, "three"`, fmt.Sprint("zq", i), " y"); err == nil {
			t.Fatal("found")
		}
	}
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; made > 40*uint64(len(text.s)) {
		t.Errorf("%d bytes were made of a text of %d", made, len(text.s))
	}
}

// TestSnapReadsTheNeighbourhoodAlone gives a text that is one character with a million accents.
func TestSnapReadsTheNeighbourhoodAlone(t *testing.T) {
	text := NewText("a" + strings.Repeat("\u0323", 300_000))
	for range 300 {
		if got := text.Snap(span(150_000, 150_001)); got.Len() > 2*neighbourhood {
			t.Fatalf("it grew to %v", got)
		}
	}
}
