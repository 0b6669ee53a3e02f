package store

import (
	"strings"
	"testing"
)

func TestExcerptsStandAroundTheFirstWordFound(t *testing.T) {
	const text = "The company spent.\nUnlobbied, it Lobbied in 2018: 网络治理之路."
	for typed, want := range map[string]Excerpt{
		"治理":           {"The company spent. Unlobbied, it Lobbied in 2018: 网络", "治理", "之路."},
		"LOBB":         {"The company spent. Unlobbied, it ", "Lobb", "ied in 2018: 网络治理之路."},
		"nowhere 2018": {"The company spent. Unlobbied, it Lobbied in ", "2018", ": 网络治理之路."},
		"“company”":    {"The ", "company", " spent. Unlobbied, it Lobbied in 2018: 网络治理之路."},
		"moon":         {},
		"?!":           {},
		"":             {},
	} {
		if got := excerptOf(text, typed); got != want {
			t.Errorf("%q gave %q", typed, got)
		}
	}
}

func TestExcerptsBreakBetweenWords(t *testing.T) {
	text := strings.Repeat("before ", 30) + "found" + strings.Repeat(" after", 30)
	got := excerptOf(text, "found")
	if !strings.HasPrefix(got.Before, "… before ") || !strings.HasSuffix(got.After, " after …") {
		t.Errorf("cut within a word: %q", got)
	}
}
