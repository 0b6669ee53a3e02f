package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// reading is another tool's reading of article 1: a claim that has its place, one whose words stand elsewhere and once, and one
// that cannot be placed. Its note would do harm, were it taken for markup.
const reading = "T1\tmoney 22 32\tfour years\nA1\tVerdict T1 disputed\n#1\tAnnotatorNotes T1\t<img src=x onerror=alert(1)> ␤second line\n" +
	"T2\tattribution 0 9\the told NBC\nT3\tmoney 0 9\twords that nobody wrote\nR1\tx Arg1:T1 Arg2:T2\n"

// upload chooses a file with this content in the form of other tools, and sends it.
func (b *tab) upload(name, content string) int64 {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.do("choosing "+name, chromedp.SetUploadFiles("#file", []string{file}))
	return b.follow("#bring button")
}

func TestClaimsOfAnotherToolAreSeenAndThenComeIn(t *testing.T) {
	t.Parallel()
	for _, scripts := range []bool{true, false} {
		d := demo(t)
		b := visitAs(t, d, "imre")
		b.screen(360, 740)
		if !scripts {
			b.withoutScripts()
		}
		b.open("/articles/1")
		b.follow(`a[href="/articles/1/import"]`)
		if status := b.upload("reading.ann", reading); status != 200 {
			t.Fatalf("it gives %d", status)
		}
		b.reads(".in-file [role=status]", "2 claims can come in, 2 items cannot.")
		b.reads(".brought", "four years")
		b.reads(".brought", "by its words")
		b.reads(".left-out", "Its words do not stand in the text.")
		b.fitsTheScreen()
		b.follow(".in-file form .btn--first")
		b.reads(".came-in", "2 claims came in; 2 items were left out.")
		made := d.claimOn("imre", 1, "four years")
		if got := d.claim(made.ID); got.Verdict != "disputed" || got.Note != "<img src=x onerror=alert(1)> \nsecond line" {
			t.Errorf("it came in as %+v", got)
		}
		d.stands(made.ID, standing(t, d.textOf(1), "four years", "four years"))
		b.follow(".came-in a")
		b.sees("#claim-" + fmtID(made.ID))
	}
}

func TestAFileThatIsNoOtherToolsIsRefusedAtItsForm(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "imre")
	b.expects("422 POST /articles/1/import")
	b.open("/articles/1/import")
	if status := b.upload("letter.txt", "Dear editor,"); status != 422 {
		t.Errorf("it gives %d", status)
	}
	b.reads("#problem", "The file is of no format that is known here.")
	b.sees("#bring #file")
}

// TestWhatIsTakenOutIsBroughtInAgain downloads a file from the screen and gives it to another reviewer.
func TestWhatIsTakenOutIsBroughtInAgain(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/4/import")
	content, name := b.download(`a[href="/articles/4/report.webannotation.json"]`)
	if name != "article-4.webannotation.json" || !bytes.HasPrefix(content, []byte(`{"@context":"http://www.w3.org/ns/anno.jsonld"`)) {
		t.Fatalf("%s begins %.60q", name, content)
	}
	other := visitAs(t, d, "chidi")
	other.open("/articles/4/import")
	other.upload(name, string(content))
	shown := strings.Fields(evaluate[string](other, `document.querySelector(".in-file [role=status]").textContent`))
	if len(shown) < 5 || shown[1] != "claims" && shown[1] != "claim" || strings.Contains(strings.Join(shown, " "), "cannot") {
		t.Errorf("it says %q", shown)
	}
}

func TestAFileThatIsShownIsAccessible(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	d := demo(t)
	for _, look := range looks {
		b := visitAs(t, d, "imre")
		b.screen(look.width, 900)
		b.media("prefers-color-scheme", look.scheme)
		b.open("/articles/1/import")
		b.upload("reading.ann", reading)
		b.isAccessible(source, look.name)
	}
}
