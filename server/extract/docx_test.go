package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// archive packs files, in the order given.
func archive(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(f[1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// wordFile makes a Word file of a body.
func wordFile(t testing.TB, body string) []byte {
	t.Helper()
	return archive(t,
		[2]string{"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>From the properties</dc:title><dc:creator>Mina Okafor</dc:creator></cp:coreProperties>`},
		[2]string{"word/styles.xml", `<w:styles ` + wordSpace + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>` +
			`<w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style><w:style w:styleId="C"><w:name w:val="caption"/></w:style></w:styles>`},
		[2]string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="rId7" Target="https://post.example/fares" TargetMode="External"/><Relationship Id="rId8" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`},
		[2]string{"word/numbering.xml", `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num></w:numbering>`},
		[2]string{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpace + `><w:body>` + body + `</w:body></w:document>`},
	)
}

func wordPara(style, runs string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + runs + `</w:p>`
}

func wordItem(list, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func TestAWordFileIsRead(t *testing.T) {
	raw := wordFile(t, wordPara("T", run("Ferry fares"))+wordPara("H2", run("Who pays"))+
		wordPara("", run("They rise to ")+`<w:hyperlink r:id="rId7">`+run("11.40 dollars")+`</w:hyperlink>`+run(" &amp; more.")+`<w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del>`)+
		wordItem("5", "Single")+wordItem("5", "Monthly")+wordItem("6", "Bullet")+wordPara("Q", run("Too much, he said."))+wordPara("C", run("The pier."))+
		`<w:tbl><w:tr><w:tc>`+wordPara("", run("Year"))+`</w:tc><w:tc>`+wordPara("", run("Fare"))+`</w:tc></w:tr></w:tbl>`+
		wordPara("", `<mc:AlternateContent><mc:Choice>`+run("Seen once.")+`</mc:Choice><mc:Fallback>`+run("Seen twice.")+`</mc:Fallback></mc:AlternateContent><w:hyperlink r:id="rId8">`+run("No link.")+`</w:hyperlink>`))
	d, err := Read(Source{Name: "ferry.docx", Raw: raw})
	if err != nil {
		t.Fatal(err)
	}
	a := d.Safe()
	if want := "Who pays\n\nThey rise to 11.40 dollars & more.\n\n1. Single\n2. Monthly\nBullet\n\nToo much, he said.\n\nThe pier.\n\nYear\tFare\n\nSeen once.No link."; a.Text != want || a.Title != "Ferry fares" || a.Byline != "Mina Okafor" {
		t.Errorf("%q by %q: %q", a.Title, a.Byline, a.Text)
	}
	if len(a.Links) != 1 || a.Links[0].URL != "https://post.example/fares" || string([]rune(a.Text)[a.Links[0].Start:a.Links[0].End]) != "11.40 dollars" {
		t.Errorf("links %+v", a.Links)
	}
	var kinds []factcheck.BlockKind
	for _, b := range a.Blocks {
		kinds = append(kinds, b.Kind)
	}
	if got := fmt.Sprint(kinds); got != "[heading paragraph list_item list_item list_item quotation caption paragraph paragraph]" {
		t.Errorf("blocks %s", got)
	}
}

func TestAWordFileThatWouldGrowWithoutEndIsRefused(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;">]>` +
		`<w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>&lol3;</w:t></w:r></w:p></w:body></w:document>`
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	addBomb(t, z, "word/document.xml", "<w:p><w:t>", ' ', mostOfOnePart>>20)
	z.Close()
	for name, c := range map[string]struct {
		raw  []byte
		code factcheck.Code
		says string
	}{
		"billion laughs": {archive(t, [2]string{"word/document.xml", laughs}), factcheck.Invalid, "damaged"},
		"bomb":           {bomb.Bytes(), factcheck.TooLarge, "32 MB"},
		"no Word file":   {archive(t, [2]string{"a.xml", "<a/>"}), factcheck.Invalid, "no Word file"},
		"empty":          {wordFile(t, ""), factcheck.Invalid, "empty"},
		"cut off":        {wordFile(t, wordPara("", run("One.")))[:200], factcheck.Invalid, "damaged"},
		"too many parts": {archive(t, make([][2]string, mostEntries+1)...), factcheck.TooLarge, "5001 files"},
	} {
		if _, err := ReadDOCX(c.raw); factcheck.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := wordFile(t, strings.Repeat("<w:sdt>", 50_000)+wordPara("", run("Deep.")))
	if d, err := ReadDOCX(deep); err != nil || d.Safe().Text != "Deep." {
		t.Errorf("deep: %q, %v", d.Safe().Text, err)
	}
}

// TestASmallFileOfALongTextIsRefused packs more text than an article holds into a few kilobytes.
func TestASmallFileOfALongTextIsRefused(t *testing.T) {
	const paragraph = "One sentence after another, each of them like the one before. "
	raw := wordFile(t, wordPara("", run(strings.Repeat(paragraph, 100_000))))
	if len(raw) > 100<<10 {
		t.Fatalf("the file has %d bytes", len(raw))
	}
	if _, err := Read(Source{Name: "long.docx", Raw: raw}); factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), "5.9 MB") {
		t.Errorf("it is answered %v", err)
	}
	if _, err := Read(Source{Name: "short.docx", Raw: wordFile(t, wordPara("", run(strings.Repeat(paragraph, 60_000))))}); err != nil {
		t.Errorf("one with as much as an article holds: %v", err)
	}
}
