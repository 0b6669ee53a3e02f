package span

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDiff(t *testing.T) {
	tests := []struct{ old, text, want string }{
		{"The mayor resigned. She left.", "The mayor has resigned. She left.", "=The mayor |+has |=resigned. She left."},
		{"It cost 1,200 euros.", "It cost 1,400 euros.", "=It cost |-1,200 |+1,400 |=euros."},
		{"One.\n\nTwo.", "One.", "=One.|-Two."},
		{"它在2014年出版。", "它在2017年出版。", "=它在|-2014|+2017|=年出版。"},
		{"", "New.", "+New."},
	}
	signs := map[Standing]string{Kept: "=", Removed: "-", Added: "+"}
	for _, test := range tests {
		var got []string
		for _, p := range diffOf(test.old, test.text) {
			got = append(got, signs[p.Standing]+p.Text)
		}
		if g := strings.Join(got, "|"); g != test.want {
			t.Errorf("%q to %q: %q, want %q", test.old, test.text, g, test.want)
		}
	}
}

func diffOf(old, text string) []Piece {
	return NewBridge(NewText(old), NewText(text), paragraphs(old), paragraphs(text)).Diff()
}

// TestDiffJoinsToTheNewText holds the diff of any two texts to both of them.
func TestDiffJoinsToTheNewText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := texts().Draw(t, "old")
		text := changedSomewhere(t, old)
		var was, is strings.Builder
		for _, p := range diffOf(old, text) {
			if p.Standing != Added {
				fmt.Fprint(&was, p.Text)
			}
			if p.Standing != Removed {
				fmt.Fprint(&is, p.Text)
			}
		}
		if squeeze(is.String()) != squeeze(text) || squeeze(was.String()) != squeeze(old) {
			t.Fatalf("%q and %q, of %q and %q", was.String(), is.String(), old, text)
		}
	})
}
