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

func TestWhatStayedTheSameForLongIsALinkToItsText(t *testing.T) {
	pieces := []span.Piece{{Standing: span.Added, Text: "New "}, {Standing: span.Kept, Text: strings.Repeat("elections and candidates ", 4000)}, {Standing: span.Added, Text: "more."}}
	told := drawn(t, diffDrawn(pieces, "/articles/1/revisions/2"))
	if len(told) > 2000 || !strings.Contains(told, `href="/articles/1/revisions/2"`) || strings.Contains(told, "<details>") {
		t.Errorf("it is told in %d bytes: %.300s", len(told), told)
	}
	if whole := drawn(t, diffDrawn(pieces, "")); len(whole) < 100_000 {
		t.Errorf("without a text to lead to, only %d bytes are told", len(whole))
	}
}
