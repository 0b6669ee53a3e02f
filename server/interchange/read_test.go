package interchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/span"
)

func TestFormatsByName(t *testing.T) {
	for _, f := range Formats {
		if got, err := ParseFormat(string(f)); got != f || err != nil || f.Name() == "" || !strings.Contains(f.ContentType(), "/") {
			t.Errorf("%s is read as %q, %v", f, got, err)
		}
		if name, address := f.FileName(12), f.Address(); !strings.HasPrefix(name, "article-12.") || !strings.HasSuffix(address, "."+f.Ending()) {
			t.Errorf("%s is kept as %s, had at %s", f, name, address)
		}
	}
	if _, err := ParseFormat("docx"); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "webannotation, hypothesis, doccano, brat, webanno-tsv") {
		t.Errorf("docx: %v", err)
	}
}

// TestWhatCannotBeReadSaysWhy gives each reader what is not of its format, or only nearly.
func TestWhatCannotBeReadSaysWhy(t *testing.T) {
	text := span.NewText("A text.")
	for _, c := range []struct {
		format    Format
		file, why string
	}{
		{WebAnnotation, `{"id":`, "it is not JSON"},
		{WebAnnotation, `[3]`, "no annotation"},
		{WebAnnotation, `{"type":"AnnotationCollection","total":2,"first":"https://example.org/page1"}`, "at another address"},
		{WebAnnotation, "\xff", "not valid UTF-8"},
		{Hypothesis, `{"rows":7}`, "not JSON as the Hypothesis API writes it"},
		{Doccano, `{"label":[]}`, "line 1 has no text"},
		{Doccano, `{"text":5}`, "not JSON Lines"},
		{Brat, "PK\x03\x04", "broken or was cut off"},
		{Brat, zipped(t, map[string]string{"a.txt": "A text."}), "ends in .ann"},
		{Brat, zipped(t, map[string]string{"a.ann": "T1\tx 0 1\t\xff"}), "a.ann is not valid UTF-8"},
		{Brat, zipped(t, map[string]string{"a.ann": strings.Repeat("T1\tx 0 1\tA\n", 1<<19)}), "larger than the 4 MB"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 2\n", "line 1 does not say"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n", "holds no words"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n\n#Text=A text.\n1-1\t0-x\tA\n", "line 4 has no offsets"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n\n#Text=A text.\n1-1\n", "line 4 is no row"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n\n#Text=A text.\n1-1\t0-1\tA\n\n#Text=B\n2-1\t3-4\tB\n", "begins a sentence at offset 3"},
		{WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n\n#Text=A text.\n1-1\t999999999-1000000000\tA\n", "begins a sentence at offset 999999999"},
	} {
		_, err := Read(t.Context(), strings.NewReader(c.file), c.format, text)
		if factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), c.why) || !strings.Contains(err.Error(), c.format.Name()) {
			t.Errorf("%s: %v, want %q", c.format, err, c.why)
		}
	}
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var raw bytes.Buffer
	out := zip.NewWriter(&raw)
	for name, content := range files {
		file, err := out.Create(name)
		if err == nil {
			_, err = io.WriteString(file, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	out.Close()
	return raw.String()
}

// TestAZipOfSeveralTexts names the items after their files, and holds each against the text of its name.
func TestAZipOfSeveralTexts(t *testing.T) {
	article := span.NewText("The first paragraph.\n\nThe second one.")
	raw := zipped(t, map[string]string{"d/1.txt": "The first paragraph.\n", "d/1.ann": "T1\tmoney 4 9\tfirst\n", "d/2.txt": "The second one.", "d/2.ann": "T1\tmoney 4 10\tsecond\nT2\tx 0 3\tThe\n",
		"3\x1b[31m.ann": "T1\tx 0 5\twrong\n", "__MACOSX/d/1.ann": "junk", "readme.md": "x"})
	file, err := Read(t.Context(), strings.NewReader(raw), "", article)
	if err != nil || file.Format != Brat {
		t.Fatalf("%s, %v", file.Format, err)
	}
	placed, skipped, err := file.Place(t.Context(), article)
	if err != nil {
		t.Fatal(err)
	}
	if len(placed) != 3 || placed[0].Name != "d/1.ann, T1" || placed[1].At.Start != 26 || placed[2].At.Start != 22 {
		t.Errorf("placed %+v", placed)
	}
	if len(skipped) != 1 || skipped[0].Item != "3 [31m.ann, T1" {
		t.Errorf("left out %+v", skipped)
	}
}

// TestPiecesFarApartAreNotOneClaim has nothing but blanks between the pieces, which are not gone through where no claim could hold them.
func TestPiecesFarApartAreNotOneClaim(t *testing.T) {
	for blanks, want := range map[int]string{10: "", maxMarked: inPieces} {
		text := "One" + strings.Repeat(" ", blanks) + "two."
		raw := zipped(t, map[string]string{"1.txt": text, "1.ann": fmt.Sprintf("T1\tClaim 0 3;%d %d\tOne two\n", 3+blanks, 6+blanks)})
		file, err := Read(t.Context(), strings.NewReader(raw), "", span.NewText(text))
		if err != nil {
			t.Fatal(err)
		}
		if why := file.Parts[0].Items[0].Why; why != want {
			t.Errorf("%d blanks: %q, want %q", blanks, why, want)
		}
	}
}

func TestDetect(t *testing.T) {
	for file, want := range map[string]Format{
		`{"@context":"http://www.w3.org/ns/anno.jsonld"}`: WebAnnotation,
		`[{"type":"Annotation","target":"x"}]`:            WebAnnotation,
		"\ufeff{\"total\":0,\"rows\":[]}":                 Hypothesis,
		`{"uri":"x","target":[]}` + "\n" + `{"uri":"y"}`:  Hypothesis,
		`{"data":"x","label":[]}`:                         Doccano,
		"#1\tAnnotatorNotes T1\tx":                        Brat,
		"T12\tPerson 0 4;6 9\tx":                          Brat,
		"#FORMAT=WebAnno TSV 3.2\n":                       WebAnnoTSV,
		"T1 is a car":                                     "",
		`{"a":1}`:                                         "",
		`"text"`:                                          "",
		"":                                                "",
	} {
		got, err := Detect([]byte(file))
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is taken for %q, %v", file, got, err)
		}
	}
}
