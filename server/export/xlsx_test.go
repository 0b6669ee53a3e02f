package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"stet/server/export"
	"stet/server/factcheck"
)

func workbook(t *testing.T, claims ...factcheck.ClaimRow) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(written(t, export.XLSX, base, claims...)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func TestAWorkbookHoldsClaimsAndSources(t *testing.T) {
	book := workbook(t, claim())
	want := map[string][][]string{
		"Claims": {
			strings.Split("claim_id,article_id,article_title,article_url,published_on,revision,reviewer,start,end,quote,kind,speaker,verdict,rating,note,citations,primary_citations,sources,decision,created_at,updated_at,url,decision_verdict,decision_reason,carryover", ","),
			{"345", "12", "Lobbying", "https://news.example.org/1", "2019-10-24", "2", "rosa", "18", "34", "US$12.62 million", "money", "A. Writer", "disputed", "2",
				"12.6, not 12.62", "2", "1", "Filing <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary]", "accepted",
				"2026-01-02 03:04:05", "2026-02-03 04:05:06", "https://desk.example.org/articles/12#claim-345", "unproven", "-12, or 12.6?", "changed"},
		},
		"Sources": {
			strings.Split("claim_id,n,url,title,publisher,stance,primary,locator,passage,published_on,accessed_on,archived_url", ","),
			{"345", "1", "https://example.org/1", "Filing", "The Clerk", "refutes", "TRUE", "p. 3", "12.6", "2019-01-02", "2026-01-02", "https://archive.example.org/1"},
			{"345", "3", "Box 7", "", "", "context", "FALSE"},
		},
	}
	for sheet, want := range want {
		got, err := book.GetRows(sheet)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", sheet, err, diff)
		}
	}
}

func TestTheSpreadsheetKnowsWhatIsWhat(t *testing.T) {
	c := claim()
	c.Note, c.PublishedOn = "=1+1", "1789-07-14"
	book := workbook(t, c)
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "H2": excelize.CellTypeUnset, "O2": excelize.CellTypeInlineString,
		"E2": excelize.CellTypeInlineString, "T2": excelize.CellTypeUnset} {
		if got, err := book.GetCellType("Claims", cell); got != want || err != nil {
			t.Errorf("%s is of type %v, want %v (%v)", cell, got, want, err)
		}
	}
	if formula, err := book.GetCellFormula("Claims", "O2"); formula != "" || err != nil {
		t.Errorf("a note is the formula %q, %v", formula, err)
	}
	if early, err := book.GetCellValue("Claims", "E2"); early != "1789-07-14" || err != nil {
		t.Errorf("a date before the spreadsheet’s calendar is %q, %v", early, err)
	}
	for _, sheet := range []string{"Claims", "Sources"} {
		panes, err := book.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", sheet, panes, err)
		}
	}
	filters := map[string]string{}
	for _, name := range book.GetDefinedName() {
		filters[name.Scope] = name.RefersTo
	}
	if want := map[string]string{"Claims": "'Claims'!$A$1:$Y$2", "Sources": "'Sources'!$A$1:$L$3"}; !cmp.Equal(filters, want) {
		t.Errorf("the filters are %v", filters)
	}
}

// TestOnlyWebAddressesAreLinks looks at the parts themselves: the reader tells of a link what stands before "#" alone.
func TestOnlyWebAddressesAreLinks(t *testing.T) {
	c := claim()
	c.ArticleURL = "https://news.example.org/a b?q=[1]&r=<100%>%41"
	c.Citations = append(c.Citations, factcheck.Citation{Number: 4, URL: "https://example.org/" + strings.Repeat("x", 2_079)}, factcheck.Citation{Number: 5, URL: "http://[::1]/"},
		factcheck.Citation{Number: 6, URL: "https://例え.example/治#γ"})
	parts := unpacked(t, written(t, export.XLSX, base, c))
	for sheet, want := range map[string][]string{
		"sheet1": {"D2 https://news.example.org/a%20b?q=%5B1%5D&r=%3C100%25%3E%41", "V2 https://desk.example.org/articles/12#claim-345"},
		"sheet2": {"C2 https://example.org/1", "L2 https://archive.example.org/1", "C6 https://例え.example/治#γ"},
	} {
		if diff := cmp.Diff(want, linksIn(t, parts, sheet)); diff != "" {
			t.Errorf("%s: %s", sheet, diff)
		}
	}
	book := workbook(t, c)
	if _, got, err := book.GetCellHyperLink("Sources", "L2"); got != "https://archive.example.org/1" || err != nil {
		t.Errorf("a link leads to %q, %v", got, err)
	}
}

// unpacked gives the parts of a workbook by name.
func unpacked(t testing.TB, file []byte) map[string]string {
	t.Helper()
	files, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range files.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

// linksIn gives the links of a sheet: cell and address.
func linksIn(t testing.TB, parts map[string]string, sheet string) (links []string) {
	t.Helper()
	var places struct {
		Hyperlinks struct {
			Hyperlink []struct {
				Ref      string `xml:"ref,attr"`
				ID       string `xml:"id,attr"`
				Location string `xml:"location,attr"`
			} `xml:"hyperlink"`
		} `xml:"hyperlinks"`
	}
	var targets struct {
		Relationship []struct {
			ID         string `xml:"Id,attr"`
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		}
	}
	rels := parts["xl/worksheets/_rels/"+sheet+".xml.rels"]
	if err := errors.Join(xml.Unmarshal([]byte(parts["xl/worksheets/"+sheet+".xml"]), &places), xml.Unmarshal([]byte(rels), &targets)); err != nil {
		t.Fatal(err)
	}
	for i, at := range places.Hyperlinks.Hyperlink {
		to := targets.Relationship[i]
		if to.ID != at.ID || to.TargetMode != "External" {
			t.Fatalf("link %+v leads to %+v", at, to)
		}
		link := at.Ref + " " + to.Target
		if at.Location != "" {
			link += "#" + at.Location
		}
		links = append(links, link)
	}
	return links
}

func TestTextsThatACellCannotHoldAreCutInSight(t *testing.T) {
	for name, note := range map[string]string{
		"just fits":      strings.Repeat("治", 32_767),
		"one too many":   strings.Repeat("治", 32_768),
		"pairs":          strings.Repeat("👩", 16_384),
		"pairs, shifted": "a" + strings.Repeat("👩", 20_000),
	} {
		c := claim()
		c.Note = note
		got, err := workbook(t, c).GetCellValue("Claims", "O2")
		if err != nil {
			t.Fatal(err)
		}
		kept, cut := strings.CutSuffix(got, "… (cut: a cell holds no more; the sheet Long texts has all of it)")
		units := len(utf16.Encode([]rune(got)))
		if whole := len(utf16.Encode([]rune(note))) <= 32_767; whole == cut || !strings.HasPrefix(note, kept) || units > 32_767 || units < 32_766 {
			t.Errorf("%s: %d units are kept, cut: %v", name, units, cut)
		}
	}
}

// TestWhatIsCutStandsWholeInASheetOfItsOwn puts the parts of long texts together again.
func TestWhatIsCutStandsWholeInASheetOfItsOwn(t *testing.T) {
	c := claim()
	c.Note = "a" + strings.Repeat("👩", 40_000)
	c.Citations[1].Passage = strings.Repeat("p ", 20_000)
	book := workbook(t, claim(), c)
	rows, err := book.GetRows("Long texts")
	if err != nil || !slices.Equal(rows[0], []string{"claim_id", "n", "column", "part", "text"}) {
		t.Fatalf("%v: %v", rows, err)
	}
	texts := map[string]string{}
	for _, row := range rows[1:] {
		if row[3] == "1" {
			texts[row[1]+row[2]] = ""
		}
		texts[row[1]+row[2]] += row[4]
	}
	if diff := cmp.Diff(map[string]string{"note": c.Note, "3passage": c.Citations[1].Passage}, texts); diff != "" {
		t.Error(diff)
	}
	if sheets := workbook(t, claim()).GetSheetList(); len(sheets) != 2 {
		t.Errorf("without long texts there are the sheets %v", sheets)
	}
}

// TestAWorkbookBeginsBeforeItsClaims looks at what has been sent when the first claim is asked for, and that a file which broke off is
// none.
func TestAWorkbookBeginsBeforeItsClaims(t *testing.T) {
	var out bytes.Buffer
	first := 0
	lost := errors.New("the disk is gone")
	err := export.Claims(&out, export.XLSX, func(yield func(*factcheck.ClaimRow, error) bool) {
		first = out.Len()
		for row := range these(slices.Repeat([]factcheck.ClaimRow{claim()}, 5_000)...) {
			if !yield(row, nil) {
				return
			}
		}
		yield(nil, lost)
	}, base)
	if first == 0 || out.Len() < 10*first || !errors.Is(err, lost) {
		t.Errorf("%d bytes come before the claims, %d with them, then %v", first, out.Len(), err)
	}
	if _, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len())); err == nil {
		t.Error("half a workbook looks whole")
	}
}

// TestEveryPartIsWhereTheStandardHasIt holds the package against ECMA-376: the types of its parts, what leads to them, and the order of a
// sheet's elements (part 1, 18.3.1.99).
func TestEveryPartIsWhereTheStandardHasIt(t *testing.T) {
	parts := unpacked(t, written(t, export.XLSX, base, claim(), claim()))
	for name, part := range parts {
		if !strings.HasPrefix(part, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`) {
			t.Errorf("%s begins with %.60q", name, part)
		}
		typed := strings.HasSuffix(name, ".rels") || name == "[Content_Types].xml" || strings.Contains(parts["[Content_Types].xml"], `PartName="/`+name+`"`)
		if !typed {
			t.Errorf("%s has no type", name)
		}
	}
	for _, sheet := range []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} {
		want := []string{"sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "hyperlinks"}
		if diff := cmp.Diff(want, childrenOf(t, parts[sheet])); diff != "" {
			t.Errorf("%s: %s", sheet, diff)
		}
	}
	if diff := cmp.Diff([]string{"workbookPr", "bookViews", "sheets", "definedNames"}, childrenOf(t, parts["xl/workbook.xml"])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"}, childrenOf(t, parts["xl/styles.xml"])); diff != "" {
		t.Error(diff)
	}
}

// childrenOf names the elements right below the root.
func childrenOf(t testing.TB, part string) (names []string) {
	t.Helper()
	depth := 0
	for tokens := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := tokens.Token()
		if err == io.EOF {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			if depth++; depth == 2 {
				names = append(names, element.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// TestTextsAreReadBackFromAWorkbook puts whatever there is into a note, and reads it with a reader that is not ours.
func TestTextsAreReadBackFromAWorkbook(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := claim()
		c.Note = rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("_x0DF&<>\"'=\t\n\r\x00\x1f\uFFFE\uFFFF👩\u200d")))).Draw(rt, "note")
		got, err := workbook(t, c).GetCellValue("Claims", "O2")
		if err != nil || got != c.Note {
			rt.Fatalf("%q, %v", got, err)
		}
	})
}

// TestWhatLooksLikeAFormulaStaysATextWhenEdited looks for the mark by which a spreadsheet shows an apostrophe before it.
func TestWhatLooksLikeAFormulaStaysATextWhenEdited(t *testing.T) {
	for _, note := range []string{"=1+1", "+1", "-1", "@a", "\tx"} {
		c := claim()
		c.Note = note
		if parts := unpacked(t, written(t, export.XLSX, base, c)); !strings.Contains(parts["xl/worksheets/sheet1.xml"], `<c r="O2" s="5" t="inlineStr">`) {
			t.Errorf("%q is a cell like others", note)
		}
	}
}
