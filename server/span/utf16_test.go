package span

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// The same cases are read by the browser's tests.
func TestUTF16Cases(t *testing.T) {
	file, err := os.ReadFile("../../static/js/testdata/offsets.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Text    string
		Points, Units []int
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for i, pos := range c.Points {
			if got := ToUTF16(c.Text, pos); got != c.Units[i] {
				t.Errorf("%s: ToUTF16(%d) = %d, want %d", c.Name, pos, got, c.Units[i])
			}
			if got := FromUTF16(c.Text, c.Units[i]); got != pos {
				t.Errorf("%s: FromUTF16(%d) = %d, want %d", c.Name, c.Units[i], got, pos)
			}
		}
	}
}

func TestUTF16OutsideAndWithin(t *testing.T) {
	const s = "a😀b"
	for _, c := range []struct{ unit, pos int }{{-1, 0}, {1, 1}, {2, 1}, {3, 2}, {4, 3}, {99, 3}} {
		if got := FromUTF16(s, c.unit); got != c.pos {
			t.Errorf("FromUTF16(%d) = %d, want %d", c.unit, got, c.pos)
		}
	}
	for _, c := range []struct{ pos, unit int }{{-1, 0}, {2, 3}, {3, 4}, {99, 4}} {
		if got := ToUTF16(s, c.pos); got != c.unit {
			t.Errorf("ToUTF16(%d) = %d, want %d", c.pos, got, c.unit)
		}
	}
}

func TestUTF16AgreesWithTheEncoder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts().Draw(t, "text")
		points := []rune(s)
		pos := rapid.IntRange(0, len(points)).Draw(t, "pos")
		units := len(utf16.Encode(points[:pos]))
		if got := ToUTF16(s, pos); got != units {
			t.Fatalf("ToUTF16(%d) = %d, want %d", pos, got, units)
		}
		if got := FromUTF16(s, units); got != pos {
			t.Fatalf("FromUTF16(%d) = %d, want %d", units, got, pos)
		}
	})
}
