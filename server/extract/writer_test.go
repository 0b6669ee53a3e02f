package extract

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// notShown is what of an HTML source is not shown.
var notShown = regexp.MustCompile(`(?is)<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->`)

func TestWhatIsNotShownOfHTMLIsTakenOut(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"<script", "<SCRIPT>", "</script", "</Script \n>", "<style", "</style>", "<!--", "-->", "<", "-", ">", " ", "a", "é", "_", "9"})
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(pieces, 0, 20).Draw(t, "source"), "")
		if got, want := withoutUnread(source), notShown.ReplaceAllString(source, ""); got != want {
			t.Fatalf("%q leaves %q, want %q", source, got, want)
		}
	})
}

// TestScriptsWithoutTheirEndsAreLookedThroughOnce has so many that a look at the rest for each would take hours.
func TestScriptsWithoutTheirEndsAreLookedThroughOnce(t *testing.T) {
	readsMuch(t)
	for _, unit := range []string{"<script><!---->\n", "<style><!---->\n", "<!--<script></script>\n", "<script></script\n"} {
		block := strings.Repeat(unit, 600) + "\n"
		if _, err := Markdown([]byte("A text.\n\n<?x\n" + strings.Repeat(block, MaxBytes/len(block)-1))); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
