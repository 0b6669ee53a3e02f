package views

import (
	"slices"
	"strings"
	"testing"

	"stet/server/span"
)

func TestADiffIsFoldedBetweenWords(t *testing.T) {
	long := strings.Repeat("elections and candidates ", 60)
	pieces := []span.Piece{{Standing: span.Added, Text: "New "}, {Standing: span.Kept, Text: long}, {Standing: span.Added, Text: "more."}}
	before, rest, _ := strings.Cut(drawn(t, diffDrawn(pieces, "")), "<details>")
	_, after, _ := strings.Cut(rest, "</details>")
	words := strings.Fields(before)
	if last := words[len(words)-1]; !slices.Contains([]string{"elections", "and", "candidates"}, last) {
		t.Errorf("it is folded in the midst of a word: %q", last)
	}
	if !strings.HasPrefix(after, " ") {
		t.Errorf("it goes on in the midst of a word: %q", after[:20])
	}
}
