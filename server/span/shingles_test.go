package span

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAlike(t *testing.T) {
	const text = "The company spent US$12.62 million in 2018, up from $2.83m in 2018, and nobody else counted the users and the money that it cost them."
	for name, c := range map[string]struct {
		a, b        string
		least, most float64
	}{
		"the same":          {text, text, 1, 1},
		"other punctuation": {text, strings.ToUpper(strings.ReplaceAll(text, ",", " –")), 1, 1},
		"a word changed":    {text, strings.Replace(text, "nobody", "somebody", 1), 0.7, 0.95},
		"another text":      {text, "The ferry will cross every 20 minutes from March, its director said on Thursday to the council of the harbour.", 0, 0.05},
		"a figure changed":  {"据新华社报道，今年上半年全国网络用户达到八亿五千四百万，比去年同期增长百分之二点五。", "据新华社报道，今年上半年全国网络用户达到八亿五千四百万，比去年同期增长百分之三点五。", 0.7, 0.99},
		"other Chinese":     {"据新华社报道，今年上半年全国网络用户达到八亿五千四百万。", "市长在记者会上表示，这座桥的维修费用是四亿元，比预算多了一倍。", 0, 0.05},
		"too short":         {"One", "One", 1, 1},
		"nothing":           {"!", "?", 1, 1},
	} {
		if got := ShinglesOf(c.a).Alike(ShinglesOf(c.b)); got < c.least || got > c.most {
			t.Errorf("%s: %.2f", name, got)
		}
	}
	if got := ShinglesOf(text).Within(ShinglesOf(text + " And a second paragraph says much that the first one does not say.")); got != 1 {
		t.Errorf("cut from another: %.2f", got)
	}
}

func TestAlikeIsSymmetricAndASketchKeepsTheSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "治", "12.5", "c", "d!"}), 1, 60)
		a, b := ShinglesOf(strings.Join(words.Draw(t, "a"), " ")), ShinglesOf(strings.Join(words.Draw(t, "b"), " "))
		if a.Alike(b) != b.Alike(a) || a.Within(b) != b.Within(a) || a.Alike(a) != 1 || a.Alike(b) > a.Within(b) {
			t.Fatal(fmt.Sprint(a.Alike(b), b.Alike(a), a.Within(b)))
		}
		if s := a.Sketch(5); len(s) > 5 || len(s) > 0 && s[0] != a[0] {
			t.Fatal(s)
		}
	})
}
