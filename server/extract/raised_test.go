package extract

import (
	"regexp"
	"testing"
)

// TestWhatIsSetAboveTheLineIsNoDigitOfItsNumber has powers, references and ordinals in each kind of source that can set them so.
func TestWhatIsSetAboveTheLineIsNoDigitOfItsNumber(t *testing.T) {
	for source, want := range map[string]string{
		"Some 10<sup>6</sup> cells of 10<sup>−12</sup> g on 5 km<sup>2</sup>.": "Some 10⁶ cells of 10⁻¹² g on 5 km².",
		"In 2019<sup>1, 2</sup> and 2020<SUP class='x'>(3)</SUP>, 12 boats.":   "In 2019¹, ² and 2020⁽³⁾, 12 boats.",
		"The 1<sup>st</sup> of May, 40<sup></sup> boats, 12<sup>2a</sup>.":     "The 1st of May, 40 boats, 122a.",
	} {
		markdown, err := Markdown([]byte("Before it.\n\n" + source))
		if want := "Before it.\n\n" + want; err != nil || markdown.Text != want {
			t.Errorf("Markdown is %q, %v, want %q", markdown.Text, err, want)
		}
		block, err := Markdown([]byte("<div>" + source + "</div>"))
		if err != nil || block.Text != want {
			t.Errorf("HTML in Markdown is %q, %v, want %q", block.Text, err, want)
		}
		word, err := ReadDOCX(wordFile(t, wordPara("", superscriptRuns(source))))
		if err != nil || word.Whole().Text != want {
			t.Errorf("a Word file is %q, %v, want %q", word.Whole().Text, err, want)
		}
		page, err := HTML([]byte("<h1>Of numbers</h1><article><p>"+source+"</p><p>The last paragraph counts 500 trams and 8 ferries.</p></article>"), "")
		if want := want + "\n\nThe last paragraph counts 500 trams and 8 ferries."; err != nil || page.Text != want {
			t.Errorf("a page is %q, %v, want %q", page.Text, err, want)
		}
	}
}

func superscriptRuns(source string) string {
	const plain, up = `</w:t></w:r><w:r><w:t xml:space="preserve">`, `</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t xml:space="preserve">`
	source = regexp.MustCompile(`(?i)<sup[^>]*>`).ReplaceAllString(source, up)
	return run(regexp.MustCompile(`(?i)</sup>`).ReplaceAllString(source, plain))
}

func TestAPowerOfAFormulaIsNoDigitOfItsBase(t *testing.T) {
	page, err := HTML([]byte("<article><p>It is <math><msup><mn>10</mn><mn>6</mn></msup><mo>+</mo><msup><mi>x</mi><mi>k</mi></msup></math>.</p></article>"), "")
	if want := "It is 10⁶+xk."; err != nil || page.Text != want {
		t.Errorf("it is %q, %v, want %q", page.Text, err, want)
	}
}

// TestWhatTheLibrarySaysOnTheLineIsThePagesAboveIt has an alignment in which one has lost what the other has kept.
func TestWhatTheLibrarySaysOnTheLineIsThePagesAboveIt(t *testing.T) {
	if got, want := bareWords("10⁻⁶ − 5 km²"), bareWords("10-6 – 5 km2"); got != want {
		t.Errorf("%q is not %q", got, want)
	}
}
