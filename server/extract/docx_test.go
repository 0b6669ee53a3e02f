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

// wordFile makes a Word file of a body, with other parts beside it.
func wordFile(t testing.TB, body string, beside ...[2]string) []byte {
	t.Helper()
	return archive(t, append(beside,
		[2]string{"docProps/core.xml", `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>From the properties</dc:title><dc:creator>Mina Okafor</dc:creator></cp:coreProperties>`},
		[2]string{"word/styles.xml", `<w:styles ` + wordSpace + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Up"><w:name w:val="mark"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
			`<w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style><w:style w:styleId="C"><w:name w:val="caption"/></w:style></w:styles>`},
		[2]string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="rId7" Target="https://post.example/fares" TargetMode="External"/><Relationship Id="rId8" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`},
		[2]string{"word/numbering.xml", `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num></w:numbering>`},
		[2]string{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpace + `><w:body>` + body + `</w:body></w:document>`},
	)...)
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

// TestTextThatWasMovedComesInOnce has what Word writes where moves and deletions are tracked: the words at the old place and at the new.
func TestTextThatWasMovedComesInOnce(t *testing.T) {
	moved := `<w:pPr><w:rPr><w:moveFrom w:id="1" w:author="M"/></w:rPr></w:pPr>`
	raw := wordFile(t, `<w:moveFromRangeStart w:id="0" w:name="move1"/><w:p>`+moved+`<w:moveFrom w:id="2">`+run("Fares rise.")+`</w:moveFrom></w:p><w:moveFromRangeEnd w:id="0"/>`+
		wordPara("", run("The ferry ")+`<w:moveFrom w:id="3"><w:r><w:tab/><w:t>hardly </w:t></w:r></w:moveFrom>`+run("sails")+`<w:moveTo w:id="4">`+run(" hardly")+`</w:moveTo>`+run(".")+`<w:del w:id="5"><w:r><w:br/><w:delText>Gone.</w:delText></w:r></w:del>`)+
		`<w:p><w:moveTo w:id="6">`+run("Fares rise.")+`</w:moveTo></w:p>`)
	d, err := ReadDOCX(raw)
	if want := "The ferry sails hardly.\n\nFares rise."; err != nil || d.Whole().Text != want {
		t.Errorf("%q, %v, want %q", d.Whole().Text, err, want)
	}
}

// TestSignsOfAWordFileAreRead has signs that were put in from fonts of signs, and one that nobody knows.
// TestWordsOfAWordFileKeepTheirPlaces has what stands in a paragraph's source and is none of its sentence, and what is and stands in
// another way.
func TestWordsOfAWordFileKeepTheirPlaces(t *testing.T) {
	marked := func(mark, text string) string {
		return `<w:r><w:rPr><w:` + mark + `/></w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	box := `<w:txbxContent>` + wordPara("", run("40 per cent")) + wordPara("", run("left.")) + `</w:txbxContent>`
	const part = `<m:r><m:t>`
	for body, want := range map[string]string{
		wordPara("", run("Spent 12")+`<w:r><mc:AlternateContent><mc:Choice><w:drawing>`+box+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+box+`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`+run(" million.")):           "40 per cent\nleft.\nSpent 12 million.",
		wordPara("", run("Spent 12")+`<w:r><w:drawing><a:p><a:r><a:t>A shape.</a:t></a:r></a:p></w:drawing></w:r>`+run(" million.")):                                                                                              "A shape.\nSpent 12 million.",
		`<w:tbl><w:tr><w:tc>` + wordPara("", run("Spent 12")+`<w:r><w:pict>`+box+`</w:pict></w:r>`+run(" million.")) + `</w:tc><w:tc>` + wordPara("", run("2020")) + `</w:tc></w:tr></w:tbl>`:                                     "40 per cent\nleft.\nSpent 12 million.\t2020",
		wordPara("", run("A ")+`<mc:AlternateContent><mc:Choice><w:r><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/></w:r></mc:Choice><mc:Fallback>`+run("😀")+`</mc:Fallback></mc:AlternateContent>`+run(" here.")): "A 😀 here.",
		wordPara("", run("A ")+`<mc:AlternateContent><mc:Choice><x:new/></mc:Choice><mc:Fallback>`+run("😀")+`</mc:Fallback></mc:AlternateContent>`+run(" here.")):                                                                 "A 😀 here.",
		wordPara("", run("Half: ")+`<m:oMath><m:f><m:num>`+part+`1</m:t></m:r></m:num><m:den>`+part+`2</m:t></m:r></m:den></m:f></m:oMath>`+run(".")):                                                                             "Half: 1/2.",
		wordPara("", `<m:oMath><m:sSup><m:e>`+part+`10</m:t></m:r></m:e><m:sup>`+part+`6</m:t></m:r></m:sup></m:sSup><m:rad><m:deg/><m:e><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>`+part+`x</m:t></m:r></m:e><m:e>`+part+`y</m:t></m:r></m:e></m:d></m:e></m:rad>`+
			`<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e><m:d><m:e><m:sSup><m:e>`+part+`z</m:t></m:r></m:e><m:sup>`+part+`k</m:t></m:r></m:sup></m:sSup></m:e></m:d></m:e></m:nary></m:oMath>`): "10⁶√[x|y]∑(zk)",
		wordPara("", run("Paid ")+field("begin")+`<w:r><w:instrText>IF </w:instrText></w:r>`+field("begin")+field("separate")+run("15")+field("end")+field("separate")+run("40")+field("end")+run(" million.")): "Paid 40 million.",
		wordPara("", run("Broken ")+field("begin")+run("15")) + wordPara("", run("All is said.")) + wordPara("", field("end")+run("This too.")):                                                                 "Broken\nAll is said.\nThis too.",
		wordPara("", `<m:oMath><m:f><m:num>`+part+`1+2</m:t></m:r></m:num><m:den>`+part+`3</m:t></m:r></m:den></m:f></m:oMath>`):                                                                                "(1+2)/3",
		wordPara("", `<mc:AlternateContent><mc:Choice>`+run("one")+`</mc:Choice><mc:Choice>`+run("two")+`</mc:Choice></mc:AlternateContent>`):                                                                   "one",
		wordPara("", run("Before ")+`<w:sdt><w:sdtPr><w:rPr><w:strike/><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>`+run("and within.")+`</w:sdtContent></w:sdt>`):                                               "Before and within.",
		wordPara("", run("In 2019")+`<w:r><w:rPr><w:rStyle w:val="Up"/></w:rPr><w:t>1</w:t></w:r>`+run(".")):                                                                                                    "In 2019¹.",
		wordPara("", run("In ")+`<w:r><w:ruby><w:rt>`+run("とうきょう")+`</w:rt><w:rubyBase>`+run("東京")+`</w:rubyBase></w:ruby></w:r>`+run(".")):                                                                     "In 東京.\n- とうきょう",
		`<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>` + run("T") + `</w:p>` + wordPara("", run("he minister.")):                                                                                           "The minister.",
		`<w:p><w:pPr><w:pStyle w:val="H2"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("It is 12") + `</w:p>` + wordPara("", run("00 dollars.")) + wordPara("", run("Next.")):                               "It is 1200 dollars.\nNext.",
		`<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="H2"/></w:pPr></w:pPrChange></w:pPr>` + run("No heading now.") + `</w:p>`:                                                                              "No heading now.",
		wordPara("", run("Paid ")+marked("strike", "12")+marked("vanish", "13")+marked(`strike w:val="0"`, "15")+run(" million.")):                                                                              "Paid 15 million.\n- 12",
	} {
		d, err := ReadDOCX(wordFile(t, wordPara("H2", run("Before."))+body+wordPara("", run("The last of it."))))
		if err != nil {
			t.Fatal(err)
		}
		got, aside := "", ""
		for _, p := range d.Pieces {
			if p.Sure {
				aside += "\n- " + p.Text
			} else {
				got += "\n" + p.Text
			}
		}
		if want := "\nBefore.\n" + want; strings.Replace(got, "\nThe last of it.", "", 1)+aside != want {
			t.Errorf("%s\nis %q, not %q", body, got+aside, want)
		}
	}
	d, err := ReadDOCX(wordFile(t, wordPara("T", run("One"))+wordPara("T", run("Two"))+wordPara("H2", run("Three"))))
	if err != nil || d.About.Title != "One" || d.Whole().Text != "Two\n\nThree" {
		t.Errorf("%q, %q, %v", d.About.Title, d.Whole().Text, err)
	}
}

// TestWhatIsNotReadOfAWordFileIsNoted has passages of other files and drawings with words of their own.
func TestWhatIsNotReadOfAWordFileIsNoted(t *testing.T) {
	d, err := ReadDOCX(wordFile(t, wordPara("", run("Words.")+`<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r><w:r><w:drawing><dgm:relIds/></w:drawing></w:r>`)+`<w:altChunk r:id="rId2"/>`))
	if got, want := strings.Join(d.Notes, " "), "A passage of the Word file is in a file of its own within it, and is missing here. Open the file in Word, save it again, and import that. "+
		"The words in 2 charts or diagrams of the Word file are missing here."; err != nil || got != want {
		t.Errorf("it is noted %q, %v", got, err)
	}
}

func TestSignsOfAWordFileAreRead(t *testing.T) {
	sign := func(font, char string) string {
		return `<w:r><w:sym w:font="` + font + `" w:char="` + char + `"/></w:r>`
	}
	symbols := ""
	for _, char := range strings.Fields("F0B1 F0B3 F0A3 F0B4 F0B8 F0B9 F0BB F0B7 F0D7 F06D F061 F077 F0AE F0AC F0A5 F0D6 F0E5 F0FE 00B0 F041") {
		symbols += sign("Symbol", char)
	}
	raw := wordFile(t, wordPara("", run("It was 20 ")+sign("Symbol", "F0B0")+run("C.")+`<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>`+run("Done ")+sign("Wingdings", "F0FC")+sign("Arial", "2265"))+
		wordPara("", symbols)+wordPara("", run("Not known: ")+sign("Webdings", "F021")+sign("Symbol", "F0F0")+sign("Arial", "D800")+sign("Symbol", "x")+`<w:del>`+sign("Webdings", "F021")+`</w:del>`))
	d, err := ReadDOCX(raw)
	if want := "It was 20 °C.\tDone ✓≥\n\n±≥≤×÷≠≈•⋅μαω→←∞√∑⎭°Α\n\nNot known: □□□□"; err != nil || d.Whole().Text != want {
		t.Errorf("%q, %v, want %q", d.Whole().Text, err, want)
	}
	if got, want := fmt.Sprint(d.Notes), "[4 signs of the Word file are of fonts that are not known here. They stand as □.]"; got != want {
		t.Errorf("it is noted %s, want %s", got, want)
	}
}

// notesOf writes the footnotes or endnotes of a Word file, with the separator that stands before them all.
func notesOf(sort string, notes ...[2]string) string {
	all := `<w:` + sort + ` w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:` + sort + `>` +
		`<w:` + sort + ` w:type="continuationNotice" w:id="0">` + wordPara("", run("continued")) + `</w:` + sort + `>`
	for _, n := range notes {
		all += `<w:` + sort + ` w:id="` + n[0] + `">` + n[1] + `</w:` + sort + `>`
	}
	return `<w:` + sort + `s ` + wordSpace + `>` + all + `</w:` + sort + `s>`
}

func noteMark(sort, id string) string {
	return `<w:r><w:` + sort + `Reference w:id="` + id + `"/></w:r>`
}

// TestNotesAreSetAsideWhereTheTextRefersToThem has footnotes and endnotes, also to the title, between the items of a list and to what was
// deleted or moved away.
func TestNotesAreSetAsideWhereTheTextRefersToThem(t *testing.T) {
	raw := wordFile(t, wordPara("T", run("Ferry fares")+noteMark("footnote", "1"))+
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>`+run("They rise")+noteMark("footnote", "2")+run(" by 12%.")+noteMark("endnote", "2")+`</w:p>`+wordItem("5", "They fell before.")+
		wordPara("", run("It said so.")+`<w:del>`+noteMark("footnote", "4")+`</w:del><w:moveFrom>`+noteMark("footnote", "3")+`</w:moveFrom>`)+wordPara("", run("The end.")+noteMark("footnote", "2")+noteMark("footnote", "3")+noteMark("footnote", "99")),
		[2]string{"word/footnotes.xml", notesOf("footnote", [2]string{"1", wordPara("T", run("First printed in May."))}, [2]string{"2", wordItem("5", "See ") + wordPara("", `<w:hyperlink r:id="rId7">`+run("the table")+`</w:hyperlink>`)},
			[2]string{"3", wordPara("", run("On Monday."))}, [2]string{"4", wordPara("", run("Struck out."))})},
		[2]string{"word/_rels/footnotes.xml.rels", `<Relationships><Relationship Id="rId7" Target="https://post.example/table" TargetMode="External"/></Relationships>`},
		[2]string{"word/endnotes.xml", notesOf("endnote", [2]string{"2", wordPara("", run("At the end."))})})
	d, err := ReadDOCX(raw)
	if err != nil {
		t.Fatal(err)
	}
	a := d.Safe()
	if want := "1. They rise by 12%.\n2. They fell before.\n\nIt said so.\n\nThe end."; a.Text != want || a.Title != "Ferry fares" {
		t.Errorf("%q: %q, want %q", a.Title, a.Text, want)
	}
	var got []string
	for _, s := range a.SetAside {
		got = append(got, fmt.Sprintf("%d %s %s", s.After, s.Reason, s.Text))
		for _, link := range s.Links {
			got = append(got, link.URL)
		}
	}
	if want := "[0 footnote First printed in May. 1 footnote 1. See 1 footnote the table https://post.example/table 1 endnote At the end. 4 footnote On Monday.]"; fmt.Sprint(got) != want {
		t.Errorf("set aside are %v, want %s", got, want)
	}
	if whole, err := a.PutBack(4); err != nil || !strings.HasSuffix(whole.Text, "The end.\n\nOn Monday.") {
		t.Errorf("a note put back makes %q, %v", whole.Text, err)
	}
}

// TestNotesThatWouldGrowWithoutEndAreRefused holds the notes to what the text is held to.
func TestNotesThatWouldGrowWithoutEndAreRefused(t *testing.T) {
	readsMuch(t)
	text := wordPara("", run("One.")+noteMark("footnote", "1"))
	many := notesOf("footnote", [2]string{"7", strings.Repeat(wordPara("", run("x")), mostPieces+1)})
	long := notesOf("footnote", [2]string{"1", wordPara("", run(strings.Repeat("So many words. ", 400_000)))})
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	addBomb(t, z, "word/footnotes.xml", "<w:p><w:t>", ' ', mostOfOnePart>>20)
	addBomb(t, z, "word/document.xml", text, ' ', 0)
	z.Close()
	for name, c := range map[string]struct {
		raw  []byte
		code factcheck.Code
		says string
	}{
		"too many":       {wordFile(t, text, [2]string{"word/footnotes.xml", many}), factcheck.TooLarge, "50000 blocks"},
		"too long":       {wordFile(t, text, [2]string{"word/footnotes.xml", long}), factcheck.TooLarge, "5.7 MB"},
		"billion laughs": {wordFile(t, text, [2]string{"word/endnotes.xml", `<!DOCTYPE x [<!ENTITY a "a">]>` + notesOf("endnote", [2]string{"1", wordPara("", run("&a;"))})}), factcheck.Invalid, "word/endnotes.xml"},
		"bomb":           {bomb.Bytes(), factcheck.TooLarge, "32 MB"},
	} {
		if _, err := ReadDOCX(c.raw); factcheck.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := wordFile(t, strings.Repeat(text, 20_000), [2]string{"word/footnotes.xml", notesOf("footnote", [2]string{"1", strings.Repeat(wordPara("", run("A note. ")), 20_000)})})
	if d, err := ReadDOCX(again); err != nil || len(d.Pieces) != 40_000 {
		t.Errorf("a note that is referred to again and again comes in %d pieces, %v", len(d.Pieces), err)
	}
}

func TestAWordFileThatWouldGrowWithoutEndIsRefused(t *testing.T) {
	readsMuch(t)
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
		"billion laughs":          {archive(t, [2]string{"word/document.xml", laughs}), factcheck.Invalid, "damaged"},
		"bomb":                    {bomb.Bytes(), factcheck.TooLarge, "32 MB"},
		"no Word file":            {archive(t, [2]string{"a.xml", "<a/>"}), factcheck.Invalid, "no Word file"},
		"empty":                   {wordFile(t, ""), factcheck.Invalid, "empty"},
		"cut off":                 {wordFile(t, wordPara("", run("One.")))[:200], factcheck.Invalid, "damaged"},
		"attributes":              {archive(t, [2]string{"word/document.xml", "<w:p" + strings.Repeat(` a=">"`, mostOfOneElement+1) + "/>"}), factcheck.Invalid, "more than 1000 attributes"},
		"attributes of a comment": {wordFile(t, "<!-- don't > "+strings.Repeat("a=1 ", mostOfOneElement+1)+"-->"+wordPara("", "")), factcheck.Invalid, "empty"},
		"too many parts":          {archive(t, make([][2]string, mostEntries+1)...), factcheck.TooLarge, "5001 files"},
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

// TestFractionsNestedWithoutEndAreReadOnce has a long text in more of them than it could be looked through for.
func TestFractionsNestedWithoutEndAreReadOnce(t *testing.T) {
	readsMuch(t)
	long := strings.Repeat("12+", 300_000) + "3"
	docx, err := ReadDOCX(wordFile(t, `<w:p>`+strings.Repeat("<m:num>", 300_000)+run(long)+strings.Repeat("</m:num>", 300_000)+`</w:p>`))
	if err != nil {
		t.Fatal(err)
	}
	page, err := ReadPaste("<math>" + strings.Repeat("<mfrac>", 400) + "<mn>" + long + "</mn>" + strings.Repeat("</mfrac>", 400) + "</math>")
	if err != nil {
		t.Fatal(err)
	}
	brackets := strings.Repeat("(", deepestFraction)
	for name, d := range map[string]Draft{"a Word file": docx, "a page": page} {
		if text := d.Whole().Text; !strings.HasPrefix(text, brackets+"12+") || !strings.Contains(text, "+3)") {
			t.Errorf("%s has a text of %d bytes with %d brackets", name, len(text), strings.Count(text, "("))
		}
	}
}

// TestASmallFileOfALongTextIsRefused packs more text than an article holds into a few kilobytes.
func TestASmallFileOfALongTextIsRefused(t *testing.T) {
	readsMuch(t)
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
