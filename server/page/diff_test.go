package page

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stet/server/span"
	"stet/views"
)

func TestADiffInPartsIsTheWholeDiff(t *testing.T) {
	words, chinese, kept := strings.Repeat("a long addition ", 60_000), strings.Repeat("治理之路", 60_000), strings.Repeat("what stays ", 100_000)
	whole := []span.Piece{{Standing: span.Removed, Text: words}, {Standing: span.Added, Text: chinese}, {Standing: span.Kept, Text: kept}}
	for range 20_000 {
		whole = append(whole, span.Piece{Standing: span.Removed, Text: "old "}, span.Piece{Standing: span.Added, Text: "new "})
	}
	said := map[span.Standing]*strings.Builder{span.Removed: {}, span.Added: {}, span.Kept: {}}
	for i, part := range partsOf(whole) {
		shown := 0
		for _, p := range part {
			if !utf8.ValidString(p.Text) {
				t.Errorf("part %d has a piece that begins or ends within a character", i)
			}
			said[p.Standing].WriteString(p.Text)
			shown += min(len(p.Text), views.UnchangedHeld)
		}
		if shown > partText+max(pieceText, views.UnchangedHeld) || len(part) > partPieces {
			t.Errorf("part %d shows %d bytes in %d pieces", i, shown, len(part))
		}
	}
	want := map[span.Standing]string{span.Removed: words + strings.Repeat("old ", 20_000), span.Added: chinese + strings.Repeat("new ", 20_000), span.Kept: kept}
	for standing, text := range want {
		if got := said[standing].String(); got != text {
			t.Errorf("of what was %s %d bytes are told, not %d", standing, len(got), len(text))
		}
	}
}

func TestThePartAskedForIsShown(t *testing.T) {
	whole := []span.Piece{{Standing: span.Added, Text: strings.Repeat("a long addition ", 60_000)}}
	for asked, want := range map[string]int{"": 1, "2": 2, "0": 1, "-3": 1, "999": 4, "x": 1} {
		var page views.DiffPage
		fillDiff(&page, whole, asked)
		if page.Part != want || page.Parts != 4 || page.Places != 1 || len(page.Pieces) == 0 {
			t.Errorf("%q shows part %d of %d with %d pieces", asked, page.Part, page.Parts, len(page.Pieces))
		}
	}
}
