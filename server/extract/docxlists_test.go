package extract

import (
	"strconv"
	"testing"
)

func numbered(formats map[wordLevel]string) wordLists {
	l := newWordLists()
	l.formats = formats
	return l
}

func TestWhatIsFurtherInIsNumberedAnew(t *testing.T) {
	l := numbered(map[wordLevel]string{{"", 0}: "decimal", {"", 1}: "decimal", {"", 2}: "bullet", {"", 9}: "decimal"})
	for i, item := range []struct{ list, level, want string }{
		{"5", "0", "1. "}, {"5", "1", "1. "}, {"5", "1", "2. "}, {"6", "1", "1. "}, {"5", "0", "2. "}, {"5", "1", "1. "},
		{"6", "1", "2. "}, {"5", "2", ""}, {"5", "9", ""}, {"5", "-1", ""}, {"5", "x", ""}, {"5", "", ""},
	} {
		if got := l.number(item.list, item.level); got != item.want {
			t.Errorf("item %d, of list %s at level %q, has %q, not %q", i, item.list, item.level, got, item.want)
		}
	}
}

// TestEachListIsNumberedByItself has a million lists, which no item goes through.
func TestEachListIsNumberedByItself(t *testing.T) {
	l := numbered(map[wordLevel]string{{"", 0}: "decimal"})
	for range 2 {
		for i := range 500_000 {
			l.number(strconv.Itoa(i), "0")
		}
	}
	if got := l.number("7", "0"); got != "3. " {
		t.Errorf("the third item of a list has %q", got)
	}
}

// TestAListBeginsWhereItSays has one that begins as its pattern does, and one that begins otherwise.
func TestAListBeginsWhereItSays(t *testing.T) {
	numbering := `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>`
	body := `<w:document ` + wordSpace + `><w:body>` + wordItem("5", "a") + wordItem("5", "b") + wordItem("6", "c") + `</w:body></w:document>`
	d, err := ReadDOCX(archive(t, [2]string{"word/numbering.xml", numbering}, [2]string{"word/document.xml", body}))
	if want := "5. a\n6. b\n9. c"; err != nil || d.Whole().Text != want {
		t.Errorf("it is %q, %v, not %q", d.Whole().Text, err, want)
	}
}
