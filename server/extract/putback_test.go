package extract_test

import (
	"strings"
	"testing"

	"stet/server/extract"
)

func TestWhatWasSetAsideIsPutBack(t *testing.T) {
	const text = "A headline of the day\n\nFirst paragraph.\n\nSecond paragraph.\n\nThird paragraph."
	whole, err := extract.ReadPlain([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for left := range len(whole.Pieces) {
		for other := range len(whole.Pieces) {
			part := whole.Article(func(i int) bool { return i != left && i != other })
			back := part
			for len(back.SetAside) > 0 && err == nil {
				back, err = back.PutBack(len(back.SetAside) / 2)
			}
			if err != nil || back.Text != text || len(back.Blocks) != 4 || strings.TrimSpace(part.Text) != part.Text {
				t.Errorf("without %d and %d: %q, put back %q, %v", left, other, part.Text, back.Text, err)
			}
		}
	}
	if _, err := whole.Whole().PutBack(0); err == nil {
		t.Error("nothing was put back")
	}
}
